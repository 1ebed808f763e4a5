import type { Category } from '../../../config/office.ts';
import type { Context } from '../../../engine/context.ts';
import type { Field, FieldValue } from '../../../ui/form.ts';

/** The field of a filing form that says for whom it is; no category has one of this name. */
const fieldId = 'forPerson';

/**
 * May this person file for somebody else? The team that does it may write down what it is told, and so may
 * administrators, for everybody; a manager may for those who report to them, at whichever remove.
 */
export function mayFileFor({ person, directory }: Context, category: Category, requesterId: string): boolean {
  if (requesterId === person.id) return true;
  if (!directory.find(requesterId)?.active) return false;
  return (
    filesForAll({ person, directory }, category) ||
    directory.everyone().some(({ id }) => id === requesterId && reportsTo(id))
  );

  function reportsTo(id: string): boolean {
    for (let boss = directory.managerOf(id); boss; boss = directory.managerOf(boss.id))
      if (boss.id === person.id) return true;
    return false;
  }
}

function filesForAll(
  { person, directory }: Pick<Context, 'person' | 'directory'>,
  { team }: Category,
): boolean {
  return (
    directory.isMember(person.id, team) ||
    directory.team(team).leadId === person.id ||
    directory.isAdmin(person.id)
  );
}

/** Asks for whom it is those who may file for others. */
export function forPersonField(ctx: Context, category: Category): Field[] {
  const { person, directory } = ctx;
  const all = filesForAll(ctx, category);
  if (!all && !directory.everyone().some(({ managerId }) => managerId === person.id)) return [];
  const label = ctx.t('requests.field.forPerson');
  const field = { id: fieldId, required: false, label, hint: ctx.t('requests.field.forPerson.hint') };
  if (all) return [{ ...field, kind: 'person' }];
  const reports = directory.everyone().filter(({ id }) => id !== person.id && mayFileFor(ctx, category, id));
  return [{ ...field, kind: 'choice', options: reports.map(({ id, name }) => ({ value: id, label: name })) }];
}

/** Takes out of a filled form for whom it is; without a word, for whoever fills it. */
export function splitForPerson(
  ctx: Context,
  { [fieldId]: forPerson, ...fields }: Record<string, FieldValue>,
): { requesterId: string; fields: Record<string, FieldValue> } {
  return { requesterId: typeof forPerson === 'string' ? forPerson : ctx.person.id, fields };
}
