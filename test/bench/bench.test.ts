import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { projectRoot } from '../../src/core/paths.ts';

const run = promisify(execFile);

// That each comparison runs and checks its own work. What it takes is not asserted: other work shares the machine.
it('every benchmark runs, with tiny numbers', async () => {
  const main = join(projectRoot, 'dist', 'scripts', 'bench', 'main.js');
  const { stdout } = await run(process.execPath, [main, '--tiny', '--on', 'server'], { cwd: projectRoot });
  for (const part of [
    '`help`, rate',
    'Approve, 16 at once',
    '40 deliveries to as many conversations',
    'memory (RSS) after 40 events',
    'lateness of 20 occurrences',
    '40 invitations of a survey',
    'Statements on the database',
    'last copy on the web page',
    'Ready ',
    'queue of a team',
  ])
    expect(stdout).toContain(part);
}, 400_000);
