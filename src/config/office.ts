import { readFile } from 'node:fs/promises';
import { QuartermasterError } from '../core/errors.ts';
import { explainIssue } from './explain-issue.ts';
import { deepFreeze } from './freeze.ts';
import { assemble } from './office-assembly.ts';
import { readOutline } from './office-outline.ts';
import { checkRules } from './office-rules.ts';
import { officeSchema } from './office-schema.ts';
import type { Office } from './office-types.ts';
import { type Fault, type Place, parseYaml } from './yaml-source.ts';

export type * from './office-types.ts';

/**
 * Reads the office file at this path.
 *
 * @throws QuartermasterError 'config' that lists every mistake with its line and column.
 */
export async function readOffice(path: string): Promise<Office> {
  return (await readOfficeFile(path)).office;
}

/** The same, together with the text that it was read from. */
export async function readOfficeFile(path: string): Promise<{ office: Office; text: string }> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'ENOENT' ? 'there is no such file' : (cause.code ?? cause.message);
    throw new QuartermasterError('config', `The office file ${path} cannot be read: ${reason}`, { cause });
  });
  return { office: parseOffice(text, path), text };
}

/**
 * Reads the text of an office file; `fileName` is what the mistakes are reported under.
 *
 * @throws QuartermasterError 'config' that lists every mistake with its line and column.
 */
export function parseOffice(text: string, fileName: string): Office {
  const source = parseYaml(text);
  const outline = readOutline(source.data);
  const parsed = officeSchema(outline).safeParse(source.data, { reportInput: true });
  const unreadable = source.data === undefined && source.faults.length > 0;
  const faults: Fault[] = unreadable
    ? []
    : [...(parsed.error?.issues ?? []).flatMap((issue) => explainIssue(issue)), ...checkRules(outline)];
  const mistakes = [
    ...source.faults.map((fault) => ({ ...fault, path: '' })),
    ...faults.map((fault) => ({
      ...source.place(fault),
      path: pathText(fault.path),
      message: fault.message,
    })),
  ];
  if (!parsed.success || mistakes.length > 0) throw report(fileName, mistakes);
  return deepFreeze(assemble(parsed.data));
}

/** `people[3].manager`, as people write it. */
function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return `${text.replace(/^\./, '') || 'the file'} `;
}

function report(
  fileName: string,
  mistakes: (Place & { path: string; message: string })[],
): QuartermasterError {
  mistakes.sort((left, right) => left.line - right.line || left.column - right.column);
  const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
  const list = mistakes.map(
    ({ line, column, path, message }) => `  ${fileName}:${line}:${column} ${path}${message}`,
  );
  return new QuartermasterError('config', [`The office file has ${count}:`, ...list].join('\n'));
}
