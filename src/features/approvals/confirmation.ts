import { z } from 'zod';
import type { Context } from '../../engine/context.ts';
import { type Outcome, refusal, type View } from '../../engine/feature.ts';
import { findByWords } from '../../engine/person-fields.ts';
import { t } from '../../i18n/translate.ts';
import { actions, text } from '../../ui/card.ts';
import type { Approved } from './approvable.ts';
import { decidableBy } from './rules.ts';
import { isParty, openSteps } from './step.ts';
import { readTypedDecision } from './typed.ts';
import { moreVerbs, type Wish } from './verbs.ts';

const verbs = ['approve', 'reject', 'return', ...moreVerbs] as const;

/** The value of a confirming button: whose words they were, and what they said. It comes from outside. */
const confirmed = z.object({
  value: z.string(),
  by: z.string(),
  verb: z.enum(verbs),
  personId: z.string().default(''),
  reason: z.string(),
});

/** What such a button says; undefined where it is none of ours. */
export function readConfirmed(value: string): { value: string; by: string; wish: Wish } | undefined {
  try {
    const { value: about, by, ...wish } = confirmed.parse(JSON.parse(value));
    return { value: about, by, wish };
  } catch {
    return undefined;
  }
}

/**
 * Offers a click to somebody who typed a decision below what they are asked to approve. Undefined where what they
 * typed is no decision, or not theirs to make. `inThreadOf` is the main card below which it was typed.
 */
export function offerTypedDecision(
  ctx: Context,
  subject: Approved,
  words: string,
  inThreadOf: string,
): Outcome | undefined {
  const typed = readTypedDecision(words);
  if (typed === undefined) return undefined;
  const { number } = subject;
  if (typed.verb === 'remind') {
    const theirs = isParty(ctx.person.id, subject) && openSteps(subject.steps).length > 0;
    return theirs ? offer(ctx, inThreadOf, { verb: 'remind', number, value: subject.subject }) : undefined;
  }
  const [step] = decidableBy(subject.steps, ctx.person, subject);
  if (step === undefined) return undefined;
  if (typed.verb !== 'approve' && typed.verb !== 'copy' && typed.reason === '')
    return refusal(ctx.t(typed.verb === 'reject' ? 'approvals.typed.reason' : 'approvals.typed.why'));
  const about = { verb: typed.verb, reason: typed.reason, by: ctx.person.id };
  const value = `${subject.subject} ${step.id}`;
  if (!('person' in typed))
    return offer(ctx, inThreadOf, { ...typed, number, value: JSON.stringify({ ...about, value }) });
  const found = findByWords(ctx, typed.person);
  if ('problem' in found) return refusal(ctx.t('approvals.refused.whom', { name: typed.person }));
  const other = ctx.directory.nameOf(found.value);
  const button = JSON.stringify({ ...about, personId: found.value, value });
  return offer(ctx, inThreadOf, { verb: typed.verb, reason: typed.reason, other, number, value: button });
}

type Offered = {
  verb: (typeof verbs)[number] | 'remind';
  number: number;
  value: string;
  other?: string;
  reason?: string;
};

function offer(ctx: Context, inThreadOf: string, offered: Offered): Outcome {
  const { platform, address, personal } = ctx.event;
  return {
    say: [
      {
        to: { kind: 'conversation', platform, address, readerId: personal ? ctx.person.id : null },
        view: 'approvals.confirm',
        args: { ...offered, name: ctx.person.name },
        inThreadOf,
      },
    ],
  };
}

/** Asks somebody to confirm what they typed. */
export const confirmation: View = {
  draw({ args, reader: { locale } }) {
    const { verb, value, number, name, other = '', reason } = args as Offered & { name: string };
    const question = t(locale, `approvals.confirm.${verb}`, { name, number, other });
    const style = verb === 'reject' ? ({ style: 'danger' } as const) : ({ style: 'primary' } as const);
    const action = verb === 'remind' ? 'approvals.nudge' : 'approvals.confirm';
    return {
      summary: question,
      blocks: [
        text(question),
        ...(reason ? [{ kind: 'quote' as const, text: reason, by: name }] : []),
        actions({ label: t(locale, `approvals.confirm.button.${verb}`), action, value, ...style }),
      ],
    };
  },
};
