import type { Say } from '../../../delivery/outbox.ts';
import type { Context } from '../../../engine/context.ts';
import { type FormHandler, type Outcome, refusal, type View } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { t } from '../../../i18n/translate.ts';
import { actions, text } from '../../../ui/card.ts';
import type { Form } from '../../../ui/form.ts';
import { type Found, gone } from '../managed.ts';
import { type Poll, subjectOf } from '../poll.ts';
import { rolesOf } from '../rules.ts';
import { changed, findPoll } from '../store.ts';
import { peopleSaid } from './people-said.ts';

/** So many besides whoever asked. */
const mostCoOwners = 10;

/** A poll of this person's, whatever its state. One query. */
export async function findOwn(ctx: Context, id: string): Promise<Found> {
  const poll = id.startsWith('poll_') ? await findPoll(ctx, id) : undefined;
  if (poll === undefined) return { refused: gone(ctx) };
  const { owner } = rolesOf(poll, ctx.person.id, ctx.directory);
  return owner ? { poll } : { refused: refusal(ctx.t('polls.refused.notYours')) };
}

function formFor(ctx: Context, { id, title, coOwnerIds }: Poll): Form {
  return {
    id: 'polls.coOwners',
    context: id,
    title: ctx.t('polls.coOwners.title'),
    intro: ctx.t('polls.coOwners.intro', { title }),
    submit: ctx.t('polls.coOwners.submit'),
    fields: [
      { id: 'add', kind: 'person', required: false, label: ctx.t('polls.field.addOwner') },
      ...(coOwnerIds.length > 0
        ? [
            {
              ...{ id: 'remove', kind: 'choices' as const, required: false },
              label: ctx.t('polls.field.removeOwners'),
              options: coOwnerIds.map((one) => ({ value: one, label: ctx.directory.nameOf(one) })),
            },
          ]
        : []),
    ],
  };
}

/** Who else may do with a poll what whoever asked may, but for deleting it. */
export const coOwnersForm: FormHandler = {
  async build(ctx, id) {
    const found = await findOwn(ctx, id);
    return 'poll' in found ? formFor(ctx, found.poll) : undefined;
  },
  async submit(ctx, id, { add, remove }) {
    const found = await findOwn(ctx, id);
    if ('refused' in found) return found.refused;
    const { poll } = found;
    const gone = Array.isArray(remove) ? remove : [];
    const kept = poll.coOwnerIds.filter((one) => !gone.includes(one));
    const isNew = typeof add === 'string' && add !== poll.ownerId && !kept.includes(add);
    const coOwnerIds = isNew ? [...kept, add] : kept;
    if (coOwnerIds.length > mostCoOwners)
      return refusal(ctx.t('polls.coOwners.tooMany', { most: mostCoOwners }));
    const names = peopleSaid(coOwnerIds, ctx);
    const done = {
      kind: 'notice',
      text: ctx.t('polls.coOwners.done', { names, count: coOwnerIds.length }),
    } as const;
    if (coOwnerIds.join() === poll.coOwnerIds.join()) return { answer: done };
    const outcome = changed(ctx, poll, { coOwnerIds }, { kind: 'pollCoOwners', actorId: ctx.person.id });
    const told = isNew && !poll.coOwnerIds.includes(add) ? [tell(ctx, poll, add)] : [];
    return merge(outcome, { say: told, answer: done });
  },
};

const tell = (ctx: Context, poll: Poll, personId: string): Say => ({
  to: { kind: 'person', personId },
  view: 'polls.coOwner',
  subject: subjectOf(poll),
  args: { title: poll.title, number: poll.number, by: ctx.person.id, id: poll.id },
});

/** Tells somebody that a poll is theirs as well. */
export const coOwnerView: View = {
  draw({ args, reader, world }) {
    const { title, number, by, id } = args as { title: string; number: number; by: string; id: string };
    const name = world.directory.nameOf(by);
    const line = t(reader.locale, 'polls.coOwner.told', { title, number, name });
    const button = { label: t(reader.locale, 'polls.button.manage'), action: 'polls.manage', value: id };
    return { summary: line, blocks: [text(line), actions(button)] };
  },
};

/** Opens the form at a click. */
export async function openCoOwners(ctx: Context, id: string): Promise<Outcome> {
  const found = await findOwn(ctx, id);
  return 'poll' in found ? { answer: { kind: 'form', form: formFor(ctx, found.poll) } } : found.refused;
}
