import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import { actions, type Block, type ListItem } from '../../../ui/card.ts';
import { optionText } from '../drawing/wording.ts';
import type { NextStep, Poll } from '../poll.ts';
import { stepKinds, winnersOf } from './outcome-rules.ts';

/** What was made of a poll, with the way to it: the last part of its card. */
export function stepsBlock(
  { nextSteps, questions }: Pick<Poll, 'nextSteps' | 'questions'>,
  reader: Reader,
  { directory }: Pick<World, 'directory'>,
): Block[] {
  if (nextSteps.length === 0) return [];
  const { locale } = reader;
  const said = new Map(
    questions.flatMap((question) =>
      question.options.map((option) => [option.id, optionText(question, option, { locale })]),
    ),
  );
  const items = nextSteps.map((step): ListItem => {
    const option = said.get(step.id) ?? '';
    const words = { number: step.number ?? 0, name: directory.nameOf(step.byId), option };
    const label = t(locale, 'polls.button.open');
    return {
      text: t(locale, `polls.made.${step.kind}`, words),
      ...(actionOf[step.kind] && { button: { label, action: actionOf[step.kind]!, value: step.id } }),
    };
  });
  return [{ kind: 'list', items }];
}

const actionOf: Readonly<Partial<Record<NextStep['kind'], string>>> = {
  request: 'requests.show',
  reminder: 'reminders.show',
};

/** What stands on the card of a poll that is over: what was made of it, and what its owners can make of it. */
export function outcomeParts(poll: Poll, reader: Reader, world: World): Block[] {
  const { locale } = reader;
  const made = stepsBlock(poll, reader, world);
  if (winnersOf(poll).length === 0) return made;
  const buttons = stepKinds.map((kind) => ({
    label: t(locale, `polls.button.next.${kind}`),
    action: `polls.next.${kind}`,
    value: poll.id,
    opensForm: true,
  }));
  return [...made, actions(...buttons)];
}
