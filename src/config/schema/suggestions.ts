import { z } from 'zod';
import type { References } from './references.ts';
import { exact, id, isDistinct, localized } from './shapes.ts';

const days = z.number().int().min(1).max(90);

export const suggestionsSchema = ({ person, team }: References) =>
  exact({
    categories: z
      .record(id, exact({ name: localized, curator: person, team: team.optional() }))
      .refine((categories) => Object.keys(categories).length > 0, 'has no category')
      .optional(),
    moderators: z.array(person).min(1).refine(isDistinct, 'names somebody twice').optional(),
    digest: z.enum(['monthly', 'none']).default('monthly'),
    confirmDays: days.default(7),
    overdueDays: days.default(7),
  }).prefault({});
