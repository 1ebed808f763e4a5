import type { Locale } from '../../../core/locale.ts';
import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import { actions, type Block, type Card, type Fact, facts, type Tone, text } from '../../../ui/card.ts';
import { chainBlock } from '../../approvals/index.ts';
import { filesBlock } from '../files/attachments.ts';
import { categoryOf, titleOf } from '../filing/catalogue.ts';
import { shownValue } from '../filing/fields.ts';
import type { RequestState, Stage } from '../request.ts';
import type { Audience } from '../roles.ts';
import { clockBlock } from '../targets/clock-card.ts';
import { checklistBlock, headFacts, outcomeBlocks, partsBlock } from './request-blocks.ts';
import { buttonsOf } from './request-buttons.ts';

const tones: Record<Stage, Tone> = {
  awaitingApproval: 'warning',
  new: 'neutral',
  open: 'neutral',
  assigned: 'neutral',
  inProgress: 'neutral',
  waiting: 'warning',
  onHold: 'warning',
  done: 'good',
  closed: 'good',
  rejected: 'bad',
  cancelled: 'bad',
};

/** What was filed, field by field; what was left empty is left out. */
export function describeRequest(request: RequestState, reader: Reader, world: World): Block[] {
  const filled: (Fact | undefined)[] = categoryOf(world, request).fields.map((field) => {
    const value = shownValue(world, field, request.fields[field.id], reader);
    return value === undefined ? undefined : { label: field.label[reader.locale], value };
  });
  return filled.some(Boolean) ? [facts(...filled)] : [];
}

/** A request as it stands. */
export function requestCard(request: RequestState, audience: Audience, reader: Reader, world: World): Card {
  const { locale } = reader;
  const { stage } = request;
  const title = titleOf(world, request, locale);
  const approval: Block[] =
    request.steps.length > 0
      ? [text(t(locale, 'requests.approval'), 'strong'), chainBlock(request.steps, reader, world)]
      : [];
  const summary = t(locale, 'requests.summary', { title, stage: t(locale, `requests.stage.${stage}`) });
  return {
    title,
    summary,
    tone: tones[stage],
    blocks: [
      headFacts(request, reader, world),
      ...clockBlock(request, reader, world),
      ...describeRequest(request, reader, world),
      ...originBlock(request, reader),
      ...filesBlock(request, { forTeam: audience === 'team' }, reader, world),
      ...approval,
      ...checklistBlock(request, reader),
      ...partsBlock(request, reader, world),
      ...outcomeBlocks(request, reader, world),
      actions(...buttonsOf(request, audience, locale)),
    ],
  };
}

/** The message that it was made of, with the way back to it. */
function originBlock({ origin }: RequestState, { locale }: Reader): Block[] {
  if (origin === null) return [];
  const { url, author, text: words, source } = origin;
  if (source) return sourceBlock(source, locale);
  const from = author ? t(locale, 'requests.origin.by', { author }) : t(locale, 'requests.origin');
  return [
    words ? { kind: 'quote', text: words, by: from } : text(from, 'subtle'),
    ...(url ? [{ kind: 'link', label: t(locale, 'requests.origin.open'), url } as const] : []),
  ];
}

const sources = {
  poll: { said: 'requests.origin.poll', action: 'polls.show' },
  suggestion: { said: 'requests.origin.suggestion', action: 'suggestions.show' },
} as const;

/** What is behind a request that did not come from a message: `From poll #12`. */
function sourceBlock({ subject, number }: { subject: string; number: number }, locale: Locale): Block[] {
  const [kind, id = ''] = subject.split(':');
  if (kind !== 'poll' && kind !== 'suggestion') return [];
  const { said, action } = sources[kind];
  const button = { label: t(locale, 'requests.origin.show'), action, value: id };
  return [{ kind: 'list', items: [{ text: t(locale, said, { number }), button }] }];
}
