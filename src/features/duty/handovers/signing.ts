import type { Context } from '../../../engine/context.ts';
import { type FormHandler, notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { Form } from '../../../ui/form.ts';
import type { DutyRequests } from '../duty-requests.ts';
import { rostersOf } from '../rosters.ts';
import { change } from './changing.ts';
import { type Handover, type Side, sideOf, signedAt, unsignedBy } from './handover.ts';
import { handoversOf } from './handover-store.ts';

interface Own {
  readonly handover: Handover;
  readonly side: Side;
}

/** The handover of a button or a form, where this person is one of both. One query. */
async function findOwn(ctx: Context, id: string): Promise<Own | Outcome> {
  const [handover] = await handoversOf(ctx.database, [id]);
  const side = handover && sideOf(handover, ctx.person.id);
  return side === undefined
    ? refusal(ctx.t('duty.handover.refused.notYours'))
    : { handover: handover!, side };
}

/** `Handed over`, or `taken over`. */
export async function sign(ctx: Context, id: string): Promise<Outcome> {
  const own = await findOwn(ctx, id);
  if (!('side' in own)) return own;
  const { handover, side } = own;
  if (signedAt(handover, side) !== null) return refusal(ctx.t('duty.handover.refused.signed'));
  const changed = side === 'given' ? { givenSignedAt: ctx.now } : { takenSignedAt: ctx.now };
  const other = unsignedBy({ ...handover, ...changed })[0];
  const said =
    other === undefined
      ? ctx.t('duty.handover.bothSigned')
      : ctx.t('duty.handover.signed', { name: ctx.directory.nameOf(other) });
  const kind = side === 'given' ? 'handoverGiven' : 'handoverTaken';
  return merge(change(ctx, handover, changed, { kind, actorId: ctx.person.id }), notice(said));
}

/** So many notes are kept: whoever has more to say says it in a request. */
const mostNotes = 20;

const noteForm = (ctx: Context, { id }: Handover): Form => ({
  id: 'duty.handoverNote',
  context: id,
  title: ctx.t('duty.handover.note'),
  submit: ctx.t('duty.handover.note.submit'),
  fields: [
    {
      ...{ id: 'text', kind: 'text', multiline: true, required: true, maxLength: 1000 },
      label: ctx.t('duty.handover.note.label'),
    },
  ],
});

export async function openNote(ctx: Context, id: string): Promise<Outcome> {
  const own = await findOwn(ctx, id);
  return 'side' in own ? { answer: { kind: 'form', form: noteForm(ctx, own.handover) } } : own;
}

export const noteHandler: FormHandler = {
  async build(ctx, id) {
    const own = await findOwn(ctx, id);
    return 'side' in own ? noteForm(ctx, own.handover) : undefined;
  },
  async submit(ctx, id, values) {
    const own = await findOwn(ctx, id);
    if (!('side' in own)) return own;
    const { handover } = own;
    if (handover.notes.length >= mostNotes) return refusal(ctx.t('duty.handover.refused.notes'));
    const note = { byId: ctx.person.id, text: String(values.text), at: ctx.now.toISOString() };
    const deed = { kind: 'handoverNoted', actorId: ctx.person.id };
    return merge(
      change(ctx, handover, { notes: [...handover.notes, note] }, deed),
      notice(ctx.t('duty.handover.noted')),
    );
  },
};

/** Whoever goes makes whoever comes responsible for what is still to be done. */
export const handRequests =
  ({ openOf, handTo }: Pick<DutyRequests, 'openOf' | 'handTo'>) =>
  async (ctx: Context, id: string): Promise<Outcome> => {
    const own = await findOwn(ctx, id);
    if (!('side' in own)) return own;
    const { handover, side } = own;
    if (side !== 'given') return refusal(ctx.t('duty.handover.refused.notYours'));
    const teamId = (await rostersOf(ctx)).get(handover.rosterId)?.roster.team;
    if (teamId === undefined) return refusal(ctx.t('duty.handover.refused.notYours'));
    const open = (await openOf(ctx, [{ teamId, personId: ctx.person.id }])).get(`${teamId} ${ctx.person.id}`);
    if (open === undefined) return refusal(ctx.t('duty.handover.refused.nothing'));
    const handed = await handTo(
      ctx,
      open.map((request) => request.id),
      handover.toPersonId,
    );
    if (handed.history === undefined) return handed;
    return merge(change(ctx, handover, {}, { kind: 'handoverRequests', actorId: ctx.person.id }), handed);
  };
