import { describe, expect, it } from 'vitest';
import { parseOffice } from '../../../src/config/office.ts';
import { everyone } from '../../../src/config/survey-sets.ts';
import type { SurveyAudience } from '../../../src/config/survey-types.ts';
import { Directory } from '../../../src/directory/directory.ts';
import { groupingBy, meantBy, partOf } from '../../../src/features/surveys/audience/audience.ts';

const office = parseOffice(
  `
organisation: { name: Yard, timezone: Asia/Shanghai, locale: en, currency: CNY, admins: [ann@yard.example] }
people:
  - { email: ann@yard.example, name: Ann, department: it }
  - { email: bob@yard.example, name: Bob, department: sales }
  - { email: cem@yard.example, name: Cem }
  - { email: dee@yard.example, name: Dee, department: sales }
places:
  hq: { name: HQ, places: { hall: { name: Hall, places: { desk: { name: Desk } } } } }
  depot: { name: Depot }
teams:
  gate: { name: Gate, members: [bob@yard.example, cem@yard.example], channels: {}, places: { cem@yard.example: [desk], bob@yard.example: [depot, hall] } }
  dock: { name: Dock, members: [ann@yard.example, bob@yard.example], channels: {} }
catalogue: { thing: { name: Thing, team: gate, fields: [{ id: what, type: text, label: What }] } }
`,
  'office.yaml',
);
const directory = await Directory.preview(
  { prisma: { person: { findMany: async () => [] } } } as never,
  office,
);
const world = { office, directory };
const meant = (audience: Partial<SurveyAudience>, served: string[] = []) =>
  meantBy({ ...everyone, ...audience }, world, new Set(served)).map(({ name }) => name);

describe('the audience', () => {
  it.each([
    [{}, ['Ann', 'Bob', 'Cem', 'Dee']],
    [{ departments: ['sales'] }, ['Bob', 'Dee']],
    [{ teams: ['gate'] }, ['Bob', 'Cem']],
    // Who looks after it, or after what is in it.
    [{ places: ['hq'] }, ['Bob', 'Cem']],
    [{ places: ['desk'] }, ['Cem']],
    [{ people: ['dee@yard.example'] }, ['Dee']],
    [{ departments: ['it'], teams: ['gate'], people: ['dee@yard.example'] }, ['Ann', 'Bob', 'Cem', 'Dee']],
  ])('%j is %j', (audience, names) => {
    expect(meant(audience)).toEqual(names);
  });

  it('of those who were served is nobody else, and nobody where nobody was', () => {
    const served = { days: 30, categories: [] };
    expect(meant({ served }, ['cem@yard.example'])).toEqual(['Cem']);
    expect(meant({ served })).toEqual([]);
    expect(meant({ served, departments: ['it'] }, ['cem@yard.example'])).toEqual(['Ann', 'Cem']);
  });

  it('of a random share are so many, and in time everybody', () => {
    const all = directory.everyone();
    expect(partOf(all, 100)).toEqual(all);
    expect(partOf(all, 1)).toHaveLength(1);
    expect(partOf([], 50)).toEqual([]);
    const met = new Set<string>();
    for (let times = 0; times < 200; times++) {
      const part = partOf(all, 50);
      expect(new Set(part).size).toBe(2);
      for (const { name } of part) met.add(name);
    }
    expect(met.size).toBe(all.length);
  });

  it('is counted in one group each', () => {
    const groups = (by: 'department' | 'team' | 'place') =>
      directory.everyone().map((person) => groupingBy(by, world)(person));
    expect(groups('department')).toEqual(['it', 'sales', null, 'sales']);
    expect(groups('team')).toEqual(['dock', 'gate', 'gate', null]);
    expect(groups('place')).toEqual([null, 'hall', 'desk', null]);
    expect(groupingBy(undefined, world)(directory.everyone()[0]!)).toBeNull();
  });
});
