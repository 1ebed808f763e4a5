import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { QuartermasterError } from '../../src/core/errors.ts';
import { createLogger } from '../../src/core/logger.ts';

/** The one line that logging this makes. */
function lineOf(data: object): string {
  const lines: string[] = [];
  createLogger('debug', { write: (line: string) => void lines.push(line) }).debug(data, 'it went wrong');
  expect(lines).toHaveLength(1);
  return lines[0]!;
}

const refused = (code: string, message: string) =>
  Object.assign(new pg.DatabaseError(message, 1, 'error'), {
    code,
    constraint: 'SurveyText_pkey',
    detail: 'Failing row contains (txt_1, the coffee is awful).',
    where: 'SQL statement "the coffee is awful"',
    internalQuery: 'the coffee is awful',
    parameters: ['the coffee is awful'],
  });

describe('errors in the log', () => {
  it('say what went wrong and where, and quote no row', () => {
    const line = lineOf({ err: refused('23502', 'null value in column "id"') });
    expect(line).not.toContain('coffee');
    expect(line).toContain('null value in column');
    expect(line).toContain('SurveyText_pkey');
    expect(line).toContain('logger.test.ts');
  });

  it('quote none by what caused them either', () => {
    const cause = refused('23505', 'duplicate key');
    const line = lineOf({ err: new QuartermasterError('conflict', 'another change came first', { cause }) });
    expect(line).not.toContain('coffee');
    expect(line).toContain('duplicate key');
    expect(line).toContain('another change came first');
  });

  it('do not say the value that did not fit', () => {
    const line = lineOf({ err: refused('22P02', 'invalid input syntax: "the coffee is awful"') });
    expect(line).not.toContain('coffee');
    expect(line).toContain('22P02');
  });

  it('cut what people wrote', () => {
    const line = lineOf({ values: { q: 'coffee' }, event: { text: 'coffee', values: { q: 'coffee' } } });
    expect(line).not.toContain('coffee');
  });
});
