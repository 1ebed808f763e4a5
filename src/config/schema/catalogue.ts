import { z } from 'zod';
import type { Assignment } from '../office-types.ts';
import { approvalSchema } from './approval.ts';
import { fieldSchema } from './fields.ts';
import type { References } from './references.ts';
import {
  byShape,
  delay,
  exact,
  hasKey,
  icon,
  id,
  isDistinct,
  line,
  localized,
  workingHours,
  workingTime,
} from './shapes.ts';

const escalation = exact({ after: delay, to: z.enum(['assignee', 'lead', 'manager']) });
const targetShape = {
  respond: workingTime.optional(),
  resolve: workingTime.optional(),
  escalate: z.array(escalation).max(10).optional(),
};
const target = exact(targetShape, { when: '"targets", a list of which the first that holds counts' });
const targets = z
  .array(exact({ when: z.string().optional(), ...targetShape }))
  .min(1)
  .max(20);

const assignments = ['roundRobin', 'leastLoaded', 'byPlace'] as const;

function assignmentSchema({ person, roster }: References) {
  const word = z.enum(assignments).transform((kind): Assignment => ({ kind }));
  const named = exact({ person }).transform((by): Assignment => ({ kind: 'person', email: by.person }));
  const onDuty = exact({ onDuty: roster, role: id.default('primary') }).transform(
    (by): Assignment => ({ kind: 'onDuty', roster: by.onDuty, role: by.role }),
  );
  return byShape<Assignment>((value) => {
    if (hasKey(value, 'onDuty')) return onDuty;
    return typeof value === 'object' && value !== null ? named : word;
  });
}

function visibilitySchema({ department, team, person }: References) {
  return exact({
    departments: z.array(department).default([]),
    teams: z.array(team).default([]),
    people: z.array(person).default([]),
  }).refine(
    ({ departments, teams, people }) => departments.length + teams.length + people.length > 0,
    'must name somebody; leave it out where everyone may',
  );
}

export const groupsSchema = z.record(id, exact({ name: localized, icon: icon.optional() })).default({});

export const catalogueSchema = (references: References) =>
  z.record(
    id,
    exact({
      name: localized,
      aliases: z.array(line).default([]),
      team: references.team,
      group: references.group.optional(),
      icon: icon.optional(),
      help: localized.optional(),
      visibleTo: visibilitySchema(references).optional(),
      assign: assignmentSchema(references).optional(),
      fields: z.array(fieldSchema(references)).max(50).default([]),
      approval: approvalSchema(references).chain.default([]),
      checklist: z.array(localized).max(50).default([]),
      target: target.optional(),
      targets: targets.optional(),
    }).refine((category) => category.target === undefined || category.targets === undefined, {
      path: ['target'],
      message: 'must be in the list of "targets" too',
    }),
  );

const reply = exact({ id, title: localized, text: localized });

export const teamsSchema = ({ person, place, calendar }: References) =>
  z.record(
    id,
    exact({
      name: localized,
      lead: person.optional(),
      members: z.array(person).min(1).refine(isDistinct, 'names somebody twice'),
      channels: exact({ slack: line.optional(), teams: line.optional(), web: line.optional() }).default({}),
      calendar: calendar.optional(),
      workingHours: workingHours.optional(),
      places: z.record(person, z.array(place).min(1).refine(isDistinct, 'names a place twice')).default({}),
      replies: z.array(reply).max(100).default([]),
    }),
  );

export const budgetsSchema = (references: References) =>
  z
    .array(
      exact({
        department: references.department,
        category: references.category.optional(),
        period: z.enum(['month', 'quarter', 'year']),
        amount: z.number().positive(),
        overBudget: approvalSchema(references).plainStep.optional(),
      }),
    )
    .default([]);
