import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import type { Block, ListItem } from '../../../ui/card.ts';
import type { NextStep, Poll } from '../poll.ts';

/** What was made of a poll, with the way to it: the last part of its card. */
export function stepsBlock(
  { nextSteps, questions }: Pick<Poll, 'nextSteps' | 'questions'>,
  { locale }: Pick<Reader, 'locale'>,
  { directory }: Pick<World, 'directory'>,
): Block[] {
  if (nextSteps.length === 0) return [];
  const options = questions.flatMap((question) => question.options);
  const items = nextSteps.map((step): ListItem => {
    const option = options.find(({ id }) => id === step.id)?.text ?? '';
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
