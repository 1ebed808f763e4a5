import type { Category, Office, StepRule } from '../../config/office.ts';
import type { Database } from '../../db/client.ts';
import type { Directory } from '../../directory/directory.ts';
import type { Person } from '../../directory/people.ts';
import { absencesAt } from '../delegations/index.ts';
import { type PlanContext, plan } from './plan.ts';
import { principalsOf, type Step } from './step.ts';

interface Simulated {
  database: Database;
  office: Office;
  directory: Directory;
  category: Category;
  requester: Person;
  values: PlanContext['values'];
  placeId?: string | undefined;
  extra?: readonly StepRule[];
  at: Date;
}

/** Who would be asked for such a request, in order, and why; in English, a line each. Writes nothing. One query. */
export async function simulateApproval(simulated: Simulated): Promise<string[]> {
  const { database, office, directory, category, requester, values, placeId, extra, at } = simulated;
  let count = 0;
  const planned = plan(category.approval, {
    requesterId: requester.id,
    filedById: requester.id,
    values,
    department: requester.department,
    placeId: placeId ?? null,
    directory,
    office,
    absences: await absencesAt(database, at),
    at,
    ...(extra ? { extra } : {}),
    newStepId: () => `step ${++count}`,
  });
  if ('refused' in planned)
    return [
      'Nobody could approve this: too few people are left besides the requester. It could not be filed.',
    ];
  const { rule, steps, skipped } = planned;
  const number = rule ? category.approval.indexOf(rule) + 1 : 0;
  return [
    rule
      ? `Rule ${number} of ${category.approval.length} applies: ${rule.when ? rule.when.source : 'it has no condition'}`
      : 'No rule applies.',
    ...(steps.length === 0 ? ['Nobody is asked.'] : []),
    ...steps.map(({ step, rule: of }) => lineOf(step, of, directory)),
    ...skipped.map((of) => `   Not asked: ${wanted(of)}, since this does not hold: ${of.when?.source}`),
  ];
}

function lineOf(step: Step, rule: StepRule, directory: Directory): string {
  const names = principalsOf(step).map((id) => directory.nameOf(id));
  const need = step.need === 1 ? (names.length > 1 ? 'any of ' : '') : `${step.need} of `;
  const standIns = Object.entries(step.standIns).map(
    ([id, standIn]) => `${directory.nameOf(id)} for ${directory.nameOf(standIn.for)} (${standIn.because})`,
  );
  const why = rule.when ? ` because ${rule.when.source}` : '';
  const instead = step.by.kind === 'admins' ? ', who could not be asked: the administrators' : '';
  return [
    `${step.position}. ${wanted(rule)}${instead}: ${need}${names.join(', ')}${why}`,
    ...(standIns.length > 0 ? [`   Standing in now: ${standIns.join(', ')}`] : []),
  ].join('\n');
}

function wanted({ by }: StepRule): string {
  switch (by.kind) {
    case 'manager':
      return by.levels === 1 ? 'the manager' : `the manager, ${by.levels} levels up`;
    case 'team':
      return `team ${by.team}`;
    case 'person':
      return by.email;
    case 'role':
      return `role ${by.role}`;
    case 'place':
      return 'whoever answers for the place';
    case 'department':
      return `the head of ${by.department ?? 'the requester’s department'}`;
  }
}
