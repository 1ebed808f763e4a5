import { z } from 'zod';
import { dutyDays, weekdays } from '../../core/working-hours.ts';
import type { TurnLength } from '../roster-types.ts';
import { timezone } from './organisation.ts';
import type { References } from './references.ts';
import { exact, hoursOfDay, id, isDistinct, isoDate, line, localized, minutes, wallTime } from './shapes.ts';

const weight = z.number().min(0).max(100);

const units = { h: 'hours', d: 'days', w: 'weeks', wd: 'workdays' } as const;
const turn = z
  .string()
  .regex(/^[1-9]\d{0,2}(h|d|w|wd)$/, 'is not a turn such as 12h, 1d, 1w or 5wd (workdays)')
  .transform((text): TurnLength => {
    const unit = text.replace(/^\d+/, '') as keyof typeof units;
    return { [units[unit]]: Number.parseInt(text, 10) } as unknown as TurnLength;
  });

const layer = ({ person }: References) =>
  exact({
    id: id.optional(),
    role: id.default('primary'),
    members: z.array(person).min(1).max(200).refine(isDistinct, 'names somebody twice'),
    turn: turn.default({ weeks: 1 }),
    at: wallTime.optional(),
    pick: z.enum(['inOrder', 'fair']).default('inOrder'),
    on: z
      .array(z.enum([...dutyDays, ...weekdays]))
      .refine(isDistinct, 'names a day twice')
      .default([]),
    hours: hoursOfDay.optional(),
  });

const checkItem = ({ category }: References) =>
  exact({
    id,
    name: localized,
    reading: exact({
      unit: line.max(20),
      min: z.number().optional(),
      max: z.number().optional(),
      mostRise: z.number().min(0).optional(),
    })
      .refine(({ min = -Infinity, max = Infinity }) => min <= max, {
        path: ['max'],
        message: 'must not be less than "min"',
      })
      .optional(),
    category: category.optional(),
    photo: z.boolean().default(false),
  });

export const rostersSchema = (references: References) =>
  z
    .record(
      id,
      exact({
        name: localized,
        team: references.team,
        timezone: timezone.optional(),
        start: isoDate,
        roles: z.record(id, localized).default({}),
        layers: z.array(layer(references)).min(1).max(20),
        weights: exact({
          weekday: weight.default(1),
          night: weight.default(1.5),
          weekend: weight.default(2),
          holiday: weight.default(3),
        }).prefault({}),
        nights: hoursOfDay.default({ from: '22:00', to: '06:00' }),
        rest: minutes.default(11 * 60),
        notices: exact({
          ahead: minutes.default(24 * 60),
          channel: wallTime.optional(),
          confirm: minutes.optional(),
        }).prefault({}),
        swaps: exact({ approval: z.enum(['none', 'lead']).default('none') }).prefault({}),
        handover: z.boolean().default(true),
        checklist: z.array(checkItem(references)).max(50).default([]),
        slackGroup: line.max(80).optional(),
        slackTopic: z.boolean().default(false),
      }),
    )
    .default({});
