import type { Context } from '../../../engine/context.ts';
import { type FormHandler, type Outcome, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { Form } from '../../../ui/form.ts';
import { newOptionId } from '../editing/edit-form.ts';
import { pollLimits } from '../limits.ts';
import { findManaged } from '../managed.ts';
import type { Poll } from '../poll.ts';
import { rolesOf } from '../rules.ts';
import { changed } from '../store.ts';
import { type AddFault, faultOfAdded, mostOfOne, openQuestions, withOption } from './adding-rules.ts';

function formFor(ctx: Context, poll: Poll, typed: { text?: string; error?: string } = {}): Form {
  const questions = openQuestions(poll);
  return {
    id: 'polls.addOption',
    context: poll.id,
    title: ctx.t('polls.add.title'),
    intro: ctx.t(poll.secrecy === 'anonymous' ? 'polls.add.intro.anonymous' : 'polls.add.intro', {
      title: poll.title,
    }),
    submit: ctx.t('polls.add.submit'),
    ...(typed.error && { errors: { text: typed.error } }),
    fields: [
      ...(questions.length > 1
        ? [
            {
              ...{ id: 'question', kind: 'choice' as const, required: true },
              label: ctx.t('polls.field.question'),
              options: questions.map(({ id, text }) => ({ value: id, label: text })),
            },
          ]
        : []),
      {
        ...{ id: 'text', kind: 'text', required: true, maxLength: pollLimits.optionText },
        label: ctx.t('polls.field.option'),
        ...(typed.text && { value: typed.text }),
      },
    ],
  };
}

/** One more option, of whoever votes. In an anonymous poll it is not kept whose it is. */
export const addOptionForm: FormHandler = {
  async build(ctx, id) {
    const found = await findManaged(ctx, id, 'addOption');
    return 'poll' in found && openQuestions(found.poll).length > 0 ? formFor(ctx, found.poll) : undefined;
  },
  async submit(ctx, id, values) {
    const found = await findManaged(ctx, id, 'addOption');
    if ('refused' in found) return found.refused;
    const { poll } = found;
    const questions = openQuestions(poll);
    const question = questions.find((one) => one.id === values.question) ?? questions[0];
    if (question === undefined) return refusal(ctx.t('polls.refused.noOptions'));
    const text = String(values.text).replace(/\s+/g, ' ').trim();
    const isKnown = poll.secrecy !== 'anonymous' && !rolesOf(poll, ctx.person.id, ctx.directory).owner;
    const by = isKnown ? ctx.person.id : undefined;
    const fault = faultOfAdded(question, text, by);
    if (fault) return refuse(ctx, poll, text, fault);
    const option = { id: newOptionId(), text, ...(by && { addedById: by }) };
    const outcome = changed(
      ctx,
      poll,
      { questions: withOption(poll.questions, question.id, option), edition: poll.edition + 1 },
      { kind: 'pollOptionAdded', actorId: by ?? null },
    );
    // Said in a chat, it is kept there with whom it was said to.
    const said = ctx.t(isKnown ? 'polls.add.done' : 'polls.add.done.plain', {
      option: text,
      title: poll.title,
    });
    return merge(outcome, { answer: { kind: 'notice', text: said } });
  },
};

/** What cannot be helped is said; what can be typed otherwise comes back. */
function refuse(ctx: Context, poll: Poll, text: string, fault: AddFault): Outcome {
  if (fault.why === 'tooMany') return refusal(ctx.t('polls.add.tooMany', { most: pollLimits.options }));
  if (fault.why === 'tooManyOfYours') return refusal(ctx.t('polls.add.tooManyOfYours', { most: mostOfOne }));
  const error = ctx.t('polls.add.there', { option: fault.option.text });
  return { answer: { kind: 'form', form: formFor(ctx, poll, { text, error }) } };
}

/** Opens it at a click. */
export async function openAddOption(ctx: Context, id: string): Promise<Outcome> {
  const found = await findManaged(ctx, id, 'addOption');
  if ('refused' in found) return found.refused;
  if (openQuestions(found.poll).length === 0) return refusal(ctx.t('polls.refused.noOptions'));
  return { answer: { kind: 'form', form: formFor(ctx, found.poll) } };
}
