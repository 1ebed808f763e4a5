import type { Context } from '../../../engine/context.ts';
import { type Outcome as Answered, refusal } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import { actions, type Button, text } from '../../../ui/card.ts';
import { startReminder } from '../../reminders/index.ts';
import { newDraft, type Source, startFilingDraft } from '../../requests/index.ts';
import { optionText } from '../drawing/wording.ts';
import { findManaged } from '../managed.ts';
import { type Poll, subjectOf } from '../poll.ts';
import { announceForm } from './announcing.ts';
import { type Outcome, outcomeIn, type StepKind, winnersOf } from './outcome-rules.ts';
import { outcomeSaid } from './wording.ts';

/** The timer that tells a poll what was made of it; its handler is in made.ts. */
export const madeTimer = 'polls.made';

const sourceOf = (poll: Poll): Source => ({ subject: subjectOf(poll), number: poll.number, told: madeTimer });

/**
 * Makes something of what came out, or asks of which option where several are even. One query.
 * @param value of the button: the poll's id, and where one was chosen a question's and an option's.
 */
export const makeOf =
  (kind: StepKind) =>
  async (ctx: Context, value: string): Promise<Answered> => {
    const [id = '', questionId, optionId] = value.split(' ');
    const found = await findManaged(ctx, id, 'useOutcome');
    if ('refused' in found) return found.refused;
    const { poll } = found;
    if (questionId && optionId) {
      const chosen = outcomeIn(poll, questionId, optionId);
      return chosen ? begin(ctx, poll, chosen, kind) : refusal(ctx.t('polls.refused.gone'));
    }
    const [first, ...others] = winnersOf(poll);
    if (first === undefined) return refusal(ctx.t('polls.next.none'));
    return others.length === 0 ? begin(ctx, poll, first, kind) : choose(ctx, poll, kind);
  };

async function begin(ctx: Context, poll: Poll, outcome: Outcome, kind: StepKind): Promise<Answered> {
  const said = outcomeSaid(poll, outcome, ctx);
  switch (kind) {
    case 'request': {
      const { draft, write } = newDraft(ctx, { text: said }, { source: sourceOf(poll) });
      return merge({ writes: [write] }, startFilingDraft(ctx, draft));
    }
    case 'reminder':
      return startReminder(ctx, { text: said }, sourceOf(poll));
    case 'announcement': {
      const context = [poll.id, outcome.question.id, outcome.option.id].join(' ');
      const form = await announceForm.build(ctx, context);
      return form ? { answer: { kind: 'form', form } } : refusal(ctx.t('polls.refused.gone'));
    }
  }
}

const shortLabel = (label: string) =>
  [...label].length > 60 ? `${[...label].slice(0, 59).join('')}…` : label;

/** Several are even, or several questions were asked: a button for each. */
function choose(ctx: Context, poll: Poll, kind: StepKind): Answered {
  const question = ctx.t(`polls.next.which.${kind}`);
  const buttons = winnersOf(poll)
    .slice(0, 20)
    .map(
      (one): Button => ({
        label: shortLabel(
          poll.questions.length > 1 ? outcomeSaid(poll, one, ctx) : optionText(one.question, one.option, ctx),
        ),
        action: `polls.next.${kind}`,
        value: [poll.id, one.question.id, one.option.id].join(' '),
        opensForm: true,
      }),
    );
  const rows = Array.from({ length: Math.ceil(buttons.length / 5) }, (_, row) =>
    actions(...buttons.slice(row * 5, row * 5 + 5)),
  );
  return {
    answer: {
      kind: 'card',
      card: { title: poll.title, summary: question, blocks: [text(question), ...rows] },
    },
  };
}
