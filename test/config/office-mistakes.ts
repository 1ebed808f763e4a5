import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseOffice } from '../../src/config/office.ts';
import { hasCode } from '../../src/core/errors.ts';
import { projectRoot } from '../../src/core/paths.ts';

export const examplePath = join(projectRoot, 'office.example.yaml');
export const example = readFileSync(examplePath, 'utf8');

/** The lines that tell what is wrong with this text; none where it is right. */
export function mistakesOf(text: string): string[] {
  try {
    parseOffice(text, 'office.yaml');
  } catch (error) {
    if (!hasCode(error, 'config')) throw error;
    return error.message.split('\n').slice(1);
  }
  return [];
}

/** The example, or another text, with one place changed; the place must exist. */
export function changed(from: string, to: string, text = example): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

/** `line:column` of a text, counted from 1. */
function placeOf(text: string, part: string): string {
  expect(text).toContain(part);
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

/** A name, what is replaced in the example, by what, where the mistake is pointed at, and what is said of it. */
export type Mistake = [name: string, from: string, to: string, at: string, said: string];

export function itTells(mistakes: Mistake[], base = example): void {
  it.each(mistakes)('%s is told with its place', (_name, from, to, at, said) => {
    const text = changed(from, to, base);
    expect(mistakesOf(text)).toContain(`  office.yaml:${placeOf(text, at)} ${said}`);
  });
}
