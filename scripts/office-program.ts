import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { createSlackManifest } from '../adapters/slack/manifest.ts';
import { teamsManifest } from '../adapters/teams/manifest.ts';
import { teamsPackage } from '../adapters/teams/package.ts';
import { type Environment, readEnvironment } from '../src/config/environment.ts';
import { isLoopback } from '../src/config/loopback.ts';
import { type Office, readOffice } from '../src/config/office.ts';
import { warningsOf } from '../src/config/warnings.ts';
import { systemClock } from '../src/core/clock.ts';
import { QuartermasterError } from '../src/core/errors.ts';
import { createLogger, type Logger } from '../src/core/logger.ts';
import { projectRoot } from '../src/core/paths.ts';
import { type Database, openDatabase } from '../src/db/client.ts';
import { commit } from '../src/db/commit.ts';
import { findRunningPostgres, startEmbeddedPostgres } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { presentOffice } from '../src/directory/current-office.ts';
import { calendarNews } from '../src/features/calendar-watch/index.ts';
import { linkUrl, newLink } from '../src/features/web-access/index.ts';
import { t } from '../src/i18n/translate.ts';
import { type ApplyOptions, applyOffice } from './apply.ts';
import { addApprovalCommands } from './office-approvals.ts';
import { addRosterCommands, rosterCalendarWarnings } from './office-rosters.ts';
import { addTimersCommand } from './office-timers.ts';
import { type QrOptions, qrFiles } from './qr-sheet.ts';

const out = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const product: { description: string; version: string } = JSON.parse(
  readFileSync(join(projectRoot, 'package.json'), 'utf8'),
);
const json = (value: unknown) => out(JSON.stringify(value, null, 2));

/** Opens the database that the settings name; the embedded one beside a running Quartermaster, or by itself. */
async function withDatabase(
  environment: Environment,
  logger: Logger,
  work: (database: Database) => Promise<void>,
) {
  const url = environment.databaseUrl ?? (await findRunningPostgres(environment.dataDir));
  const postgres = url ? undefined : await startEmbeddedPostgres({ dataDir: environment.dataDir, logger });
  const database = await openDatabase(url ?? postgres!.url, { logger }).catch(async (error) => {
    await postgres?.stop();
    throw error;
  });
  try {
    await work(database);
  } finally {
    await database.close();
    await postgres?.stop();
  }
}

/** `7 people, 2 teams, 1 role`: what there is any of. */
function contentsOf(office: Office): string {
  const parts: [things: object, one: string, many: string][] = [
    [office.people, 'person', 'people'],
    [office.teams, 'team', 'teams'],
    [office.catalogue, 'category', 'categories'],
    [office.departments, 'department', 'departments'],
    [office.roles, 'role', 'roles'],
    [office.places, 'place', 'places'],
    [office.calendars, 'calendar', 'calendars'],
    [office.budgets, 'budget', 'budgets'],
    [office.rosters, 'roster', 'rosters'],
  ];
  const counted = parts.map(([things, one, many]) => ({ count: Object.keys(things).length, one, many }));
  const some = counted.filter(({ count }) => count > 0);
  return some.map(({ count, one, many }) => `${count} ${count === 1 ? one : many}`).join(', ');
}

/** Slack and Teams come to us from outside: a manifest with an address of this machine would lead nowhere. */
function reachableUrl({ publicUrl }: Environment, otherwise?: string): string {
  if (publicUrl.startsWith('https://')) return publicUrl;
  const advice = ['set it to the https address under which this server is reached', otherwise];
  throw new QuartermasterError('config', `PUBLIC_URL is ${publicUrl}: ${advice.filter(Boolean).join(', ')}`);
}

function write(file: string, content: Uint8Array): void {
  try {
    writeFileSync(file, content);
  } catch (cause) {
    throw new QuartermasterError('config', `cannot write ${file}: ${(cause as Error).message}`, { cause });
  }
}

const program = new Command('office').description('The administrator’s command line of Quartermaster.');
const settings = () => readEnvironment(process.env);
const logger = createLogger('warn');

program
  .command('check')
  .description('check the settings and the office file')
  .argument('[file]', 'another office file than OFFICE_CONFIG names')
  .action(async (file?: string) => {
    const office = await readOffice(file ?? settings().officeFile);
    out(`In order: ${contentsOf(office)}.`);
    for (const warning of warningsOf(office)) out(`Warning: ${warning}`);
    for (const warning of rosterCalendarWarnings(office, systemClock.now()))
      process.stderr.write(`Warning: ${warning}\n`);
    for (const { calendar, validThrough, news } of calendarNews(office, systemClock.now()))
      process.stderr.write(`Warning: ${t('en', `calendars.${news}`, { calendar, date: validThrough })}\n`);
  });

program
  .command('apply')
  .description('bring a changed office file to the running processes, without a restart')
  .argument('[file]', 'another office file than OFFICE_CONFIG names')
  .option('--check', 'only show what would change')
  .option('--yes', 'do not ask before applying it')
  .action((file: string | undefined, options: ApplyOptions) =>
    withDatabase(settings(), logger, async (database) => {
      await migrate(database, { logger });
      const { officeFile } = settings();
      await applyOffice(database, resolve(file ?? officeFile), { ...options, officeFile }, out);
    }),
  );

program
  .command('qr')
  .description('QR codes for places, to print: each opens a form with the place filled in')
  .option('--place <id...>', 'only these places')
  .option('--category <id>', 'open the form of this category, instead of what there is to file')
  .option(
    '-o, --output <file>',
    'an SVG file; where there are more than twelve places, others beside it',
    'places.svg',
  )
  .action(async (options: QrOptions) => {
    const { officeFile, publicUrl } = settings();
    const office = await readOffice(officeFile);
    for (const { file, svg } of qrFiles(office, publicUrl, options)) {
      write(file, Buffer.from(svg));
      out(`Written: ${file}`);
    }
    if (isLoopback(new URL(publicUrl).hostname))
      out(
        `The codes lead to ${publicUrl}, which is this machine alone: set PUBLIC_URL before you print them.`,
      );
  });

program
  .command('migrate')
  .description('bring the database up to date; run it once after each upgrade')
  .action(() =>
    withDatabase(settings(), logger, async (database) => {
      const applied = await migrate(database, { logger });
      out(
        applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'Nothing to do: the database is up to date.',
      );
    }),
  );

program
  .command('link')
  .description('print a one-time link to the web page for a person of the office file')
  .argument('<e-mail>')
  .action((email: string) =>
    withDatabase(settings(), logger, async (database) => {
      const environment = settings();
      await migrate(database, { logger });
      const { directory } = await presentOffice(database, environment.officeFile);
      const person = directory.byEmail(email);
      if (person === undefined)
        throw new QuartermasterError('config', `nobody in the office file has ${email}`);
      const { secret, write } = newLink(person.id, systemClock.now());
      await commit(database, [write]);
      out(linkUrl(environment.publicUrl, secret));
    }),
  );

program
  .command('demo')
  .description('file a few sample requests in the demo office, as its people would')
  .action(async () => {
    // Starts the whole app, whose libraries every other command would wait for.
    const { fillDemo } = await import('./demo.ts');
    out(`Filed ${await fillDemo(settings(), logger)} requests.`);
  });

const manifest = program.command('manifest').description('print an app manifest');
manifest
  .command('slack')
  .description('for https://api.slack.com/apps → Create New App → From a manifest')
  .option('--socket-mode', 'for SLACK_APP_TOKEN instead of a public URL')
  .option(
    '--duty',
    'let it keep user groups and channel topics in step with duty rosters (slackGroup, slackTopic)',
  )
  .action((options: { socketMode?: boolean; duty?: boolean }) =>
    json(
      createSlackManifest({
        name: t('en', 'product.name'),
        description: product.description.slice(0, 140),
        duty: options.duty,
        publicUrl: options.socketMode ? undefined : reachableUrl(settings(), 'or use --socket-mode'),
      }),
    ),
  );
manifest
  .command('teams')
  .description('the Teams app, to upload')
  .option('-o, --output <file>', 'write the app there as a zip, e.g. quartermaster-teams.zip')
  .action((options: { output?: string }) => {
    const environment = settings();
    const appId = environment.teams?.appId;
    if (!appId) throw new QuartermasterError('config', 'MicrosoftAppId is not set: the manifest names it');
    const app = { appId, version: product.version, publicUrl: reachableUrl(environment) };
    if (options.output === undefined) return json(teamsManifest(app));
    write(options.output, teamsPackage(app));
    out(`Written: ${options.output}. Upload it in Teams: Apps → Manage your apps → Upload an app.`);
  });

addApprovalCommands(program, {
  out,
  office: () => readOffice(settings().officeFile),
  publicUrl: () => settings().publicUrl,
  withDatabase: (work) => withDatabase(settings(), logger, work),
});

addTimersCommand(program, { out, withDatabase: (work) => withDatabase(settings(), logger, work) });

addRosterCommands(program, { out, office: (file) => readOffice(file ?? settings().officeFile) });

/** Runs one command, e.g. `['check']`. What goes wrong is said in words, and is the process's exit code. */
export async function runOffice(args: readonly string[]): Promise<void> {
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    const plain = error instanceof QuartermasterError;
    process.stderr.write(`${plain ? error.message : (error as Error).stack}\n`);
    process.exitCode = 1;
  }
}
