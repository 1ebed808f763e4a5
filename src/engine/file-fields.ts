import { ownFiles } from '../files/rows.ts';
import type { Form, Values } from '../ui/form.ts';
import type { Context } from './context.ts';

/** Is this asked for in the chat, because no form takes the file that it is about? */
export const isForChat = ({ capabilities }: Pick<Context, 'capabilities'>, { aboutFile }: Form): boolean =>
  aboutFile === true && !capabilities.takesFilesInForms;

/** The form where no form takes files: they are sent in the chat afterwards, so none is insisted on. */
export function withoutFiles(ctx: Context, form: Form): Form {
  if (ctx.capabilities.takesFilesInForms) return form;
  return {
    ...form,
    fields: form.fields.map((field) => (field.kind === 'file' ? { ...field, required: false } : field)),
  };
}

/**
 * What was typed, with only those files in its file fields that this person brought: a value comes from outside, and
 * anybody can write an id. One query where a file field holds anything.
 */
export async function withOwnFiles(ctx: Context, form: Form, typed: Values): Promise<Values> {
  const fields = form.fields.filter(({ id, kind }) => kind === 'file' && typed[id]);
  if (fields.length === 0) return typed;
  const idsIn = (field: string) => (typed[field] ?? '').split(/[,\n]/).map((id) => id.trim());
  const ids = fields.flatMap(({ id }) => idsIn(id));
  const stored = await ownFiles(ctx.database, ctx.person.id, ids, ctx.now);
  const own = new Set([...ctx.files, ...stored].map(({ id }) => id));
  const kept = fields.map(
    ({ id }) =>
      [
        id,
        idsIn(id)
          .filter((each) => own.has(each))
          .join(','),
      ] as const,
  );
  return { ...typed, ...Object.fromEntries(kept) };
}
