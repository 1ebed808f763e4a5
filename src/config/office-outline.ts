import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const listOf = <T extends z.ZodType>(item: T) => z.array(item).catch([]);
const shape = <T extends z.ZodRawShape>(members: T) => z.object(members);

const field = shape({ id: text, type: text, default: z.unknown().optional(), options: listOf(z.unknown()) });
const category = shape({
  name: z.unknown().optional(),
  aliases: listOf(text),
  fields: listOf(field.catch({ default: undefined, options: [] })),
  approval: listOf(shape({ when: text }).catch({})),
});

const outline = shape({
  people: listOf(shape({ email: text, manager: text }).catch({})),
  teams: z.record(z.string(), z.unknown()).catch({}),
  catalogue: z
    .record(z.string(), category.catch({ name: undefined, aliases: [], fields: [], approval: [] }))
    .catch({}),
}).catch({ people: [], teams: {}, catalogue: {} });

/**
 * What a file speaks of, however wrong the rest of it is. It lets one mistake be told without hiding another: who
 * has a typing error in the name is still somebody's manager. Everything keeps its place in its list.
 */
export type Outline = z.infer<typeof outline>;

export function readOutline(data: unknown): Outline {
  return outline.parse(data);
}

/** The same e-mail, however it is written. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** The e-mails of all people in the file. */
export function knownEmails(outline: Outline): Set<string> {
  return new Set(outline.people.flatMap(({ email }) => (email === undefined ? [] : [normaliseEmail(email)])));
}
