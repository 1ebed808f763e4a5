import type { Command } from 'commander';
import type { Category, Office } from '../src/config/office.ts';
import { systemClock } from '../src/core/clock.ts';
import { QuartermasterError } from '../src/core/errors.ts';
import type { Database } from '../src/db/client.ts';
import { Directory } from '../src/directory/directory.ts';
import { simulateApproval, verifyAudit } from '../src/features/approvals/index.ts';
import { budgetStandings, overBudgetStep } from '../src/features/budgets/index.ts';
import type { FieldValue } from '../src/ui/form.ts';

interface Tools {
  out(text: string): void;
  office(): Promise<Office>;
  publicUrl(): string;
  withDatabase(work: (database: Database) => Promise<void>): Promise<void>;
}

/** The administrator's commands about approvals. */
export function addApprovalCommands(program: Command, { out, office, publicUrl, withDatabase }: Tools): void {
  program
    .command('approve-simulate')
    .description('say who would be asked to approve such a request, in order, and why; writes nothing')
    .argument('<category>', 'a category’s id')
    .requiredOption('--as <e-mail>', 'whose request it would be')
    .option(
      '--set <field=value>',
      'what would be filed; may be repeated',
      (text: string, all: string[]) => [...all, text],
      [] as string[],
    )
    .action((categoryId: string, options: { as: string; set: string[] }) =>
      withDatabase(async (database) => {
        const now = await office();
        const directory = await Directory.preview(database, now);
        const category = now.catalogue[categoryId];
        const known = Object.keys(now.catalogue).join(', ');
        if (!category) throw new QuartermasterError('config', `there is no category ${categoryId}: ${known}`);
        const requester = directory.byEmail(options.as);
        if (!requester) throw new QuartermasterError('config', `nobody in the office file has ${options.as}`);
        const values = valuesOf(category, options.set);
        const at = systemClock.now();
        const world = { database, directory, office: now, clock: systemClock, publicUrl: publicUrl() };
        const spending = {
          id: '?',
          number: 0,
          requesterId: requester.id,
          category: category.id,
          fields: values,
        };
        const extra = overBudgetStep((await budgetStandings(world, [spending], at)).get('?'));
        const place = category.fields.find(({ type }) => type === 'place');
        const lines = await simulateApproval({
          ...world,
          category,
          requester,
          values,
          placeId: place && values[place.id] ? String(values[place.id]) : undefined,
          extra: extra ? [extra] : [],
          at,
        });
        out(lines.join('\n'));
      }),
    );

  program
    .command('audit')
    .description('checks what must never change')
    .command('verify')
    .description('check every decision on approvals against its hash, its step and its history')
    .option('--expect <digest>', 'a digest that an earlier check printed, and that was kept elsewhere')
    .action((options: { expect?: string }) =>
      withDatabase(async (database) => {
        const report = await verifyAudit(database, {
          now: systemClock.now(),
          expect: options.expect,
          onFault: ({ subject, what }) => out(`${subject}: ${what}`),
        });
        const { subjects, decisions, faults, unchained, digest, asExpected } = report;
        out(
          `Checked ${decisions} decisions on ${subjects} subjects: ${faults === 0 ? 'no faults' : `${faults} faults`}.`,
        );
        if (unchained > 0) out(`${unchained} steps were decided before decisions were chained.`);
        if (asExpected !== undefined)
          out(
            asExpected
              ? 'The decisions are those of the expected digest.'
              : 'The decisions are NOT those of the expected digest.',
          );
        out(`Digest: ${digest}`);
        if (faults > 0 || asExpected === false) process.exitCode = 1;
      }),
    );
}

/** `amount=6000`, as the field's kind is stored. */
function valuesOf({ id, fields }: Category, assignments: readonly string[]): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const assignment of assignments) {
    const [name = '', ...rest] = assignment.split('=');
    const field = fields.find((each) => each.id === name);
    const known = fields.map((each) => each.id).join(', ');
    if (!field) throw new QuartermasterError('config', `${id} has no field ${name}: ${known}`);
    const value = rest.join('=');
    if (field.type === 'number' || field.type === 'money') {
      if (value.trim() === '' || Number.isNaN(Number(value)))
        throw new QuartermasterError('config', `${name} is a number, and ${value || 'nothing'} is none`);
      values[name] = Number(value);
    } else values[name] = field.type === 'choices' ? value.split(',').map((one) => one.trim()) : value;
  }
  return values;
}
