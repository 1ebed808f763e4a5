import { z } from 'zod';
import type { Context } from '../../engine/context.ts';
import type { Outcome, View } from '../../engine/feature.ts';
import { t } from '../../i18n/translate.ts';
import { actions, text } from '../../ui/card.ts';
import type { Approved } from './approvable.ts';
import { mayDecide, openStep, type Verb } from './rules.ts';
import { readTypedDecision } from './typed.ts';

/** The value of a confirming button: whose words they were, and what they said. It comes from outside. */
const confirmed = z.object({
  value: z.string(),
  by: z.string(),
  verb: z.enum(['approve', 'reject']),
  reason: z.string(),
});

/** What such a button says; undefined where it is none of ours. */
export function readConfirmed(value: string): z.infer<typeof confirmed> | undefined {
  try {
    return confirmed.safeParse(JSON.parse(value)).data;
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
  const step = openStep(subject.steps);
  if (typed === undefined || !step || !mayDecide(subject.steps, subject.requesterId, ctx.person))
    return undefined;
  const { platform, address } = ctx.event;
  const value = `${subject.subject} ${step.id}`;
  if (typed.verb === 'reject' && typed.reason === '')
    return { answer: { kind: 'notice', text: ctx.t('approvals.typed.reason') } };
  const button: z.infer<typeof confirmed> = { ...typed, value, by: ctx.person.id };
  const args = { ...typed, number: subject.number, name: ctx.person.name, value: JSON.stringify(button) };
  return {
    say: [
      {
        to: { kind: 'conversation', platform, address, readerId: ctx.event.personal ? ctx.person.id : null },
        view: 'approvals.confirm',
        args,
        inThreadOf,
      },
    ],
  };
}

/** Asks somebody to confirm what they typed. */
export const confirmation: View = {
  draw({ args, reader: { locale } }) {
    const typed = args as { number: number; name: string; reason: string; verb: Verb; value: string };
    const question = t(locale, `approvals.confirm.${typed.verb}`, {
      name: typed.name,
      number: typed.number,
    });
    const button = {
      label: t(locale, `approvals.confirm.button.${typed.verb}`),
      action: 'approvals.confirm',
    };
    return {
      summary: question,
      blocks: [
        text(question),
        ...(typed.reason ? [{ kind: 'quote' as const, text: typed.reason, by: typed.name }] : []),
        actions({
          ...button,
          value: typed.value,
          style: typed.verb === 'approve' ? 'primary' : 'danger',
        }),
      ],
    };
  },
};
