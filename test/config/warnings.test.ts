import { describe, expect, it } from 'vitest';
import { parseOffice } from '../../src/config/office.ts';
import { warningsOf } from '../../src/config/warnings.ts';
import { fullOffice } from './full-office.ts';
import { example } from './office-mistakes.ts';

describe('what an office file allows and likely does not mean', () => {
  it('is nothing in the example', () => {
    expect(warningsOf(parseOffice(example, 'office.yaml'))).toEqual([]);
  });

  it('is told for approvers who would be nobody, and for groups without a category', () => {
    const text = fullOffice.replace('groups: {', 'groups: { garage: { name: Garage },');
    expect(warningsOf(parseOffice(text, 'office.yaml'))).toEqual([
      'nobody is responsible for depot, and a step "by: place" would find nobody there.',
      'department sales has no head, and a step "by: department" would find nobody.',
      'a step "by: department" would find nobody for cat@x.y.',
      'no category is in group garage.',
    ]);
  });
});
