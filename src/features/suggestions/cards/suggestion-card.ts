import type { Reader, World } from '../../../engine/context.ts';
import { formatMoney } from '../../../i18n/number.ts';
import { t } from '../../../i18n/translate.ts';
import { dayOf } from '../../../time/day-start.ts';
import { actions, type Block, type Card, type Fact, facts, type Tone, text } from '../../../ui/card.ts';
import { answererOf, categoryOf, moderatorsOf } from '../people.ts';
import type { LinkedRequest, Shown } from '../store.ts';
import { isOpen, type Stage, type Suggestion } from '../suggestion.ts';
import { authorName, dayText, quote, titleOf } from '../words.ts';
import { buttonOf, buttonsFor } from './buttons.ts';

const tones: Partial<Record<Stage, Tone>> = { done: 'good', confirmed: 'good', declined: 'bad' };

/** Was it promised for a day that is past? */
const isOverdue = ({ stage, promisedFor }: Suggestion, { clock, office }: World): boolean =>
  (stage === 'planned' || stage === 'doing') &&
  promisedFor !== null &&
  promisedFor < dayOf(clock.now(), office.organisation.timezone);

/** Where it stands, in one sentence. */
export function standing(suggestion: Suggestion, reader: Reader, world: World): string {
  const { stage, promisedFor } = suggestion;
  const date = promisedFor === null ? '' : dayText(promisedFor, reader);
  const name = world.directory.nameOf(answererOf(world, suggestion));
  if (isOverdue(suggestion, world)) return t(reader.locale, 'suggestions.now.overdue', { date, name });
  if (stage === 'doing' && date !== '') return t(reader.locale, 'suggestions.now.doingUntil', { date, name });
  return t(reader.locale, `suggestions.now.${stage}`, { date, name });
}

/** A suggestion with what this reader may do with it. The same for its author as for everyone. */
export function suggestionCard(shown: Shown, reader: Reader, world: World): Card {
  const { suggestion, mergedInto } = shown;
  const { locale } = reader;
  const title = titleOf(suggestion);
  const now = standing(suggestion, reader, world);
  const moderator = reader.id !== undefined && moderatorsOf(world).includes(reader.id);
  if (suggestion.hidden && !moderator) {
    const line = t(locale, 'suggestions.now.hidden');
    return { title, summary: `${title}: ${line}`, blocks: [text(line)] };
  }
  const { id } = suggestion;
  const kept = mergedInto && {
    label: t(locale, 'suggestions.button.showMerged', { number: mergedInto.number }),
    action: 'suggestions.show',
    value: mergedInto.id,
  };
  return {
    title: `#${suggestion.number} ${suggestion.title}`,
    summary: `${title}: ${now}`,
    tone: isOverdue(suggestion, world) ? 'warning' : (tones[suggestion.stage] ?? 'neutral'),
    blocks: [
      text(suggestion.hidden ? t(locale, 'suggestions.now.hidden') : now, 'strong'),
      quote(suggestion.text, authorName(suggestion, reader, world)),
      ...originBlocks(suggestion, reader),
      facts(...factsOf(shown, reader, world)),
      ...(suggestion.stage === 'declined' && suggestion.reason
        ? [quote(suggestion.reason, t(locale, 'suggestions.reason'))]
        : []),
      ...(moderator ? flagBlocks(suggestion, reader) : []),
      actions(
        ...buttonsFor(suggestion, reader, world),
        ...(shown.comments > 0 || reader.id !== undefined ? [buttonOf('comments', id, reader)] : []),
        kept ?? undefined,
        reader.id !== undefined && buttonOf('history', id, reader),
      ),
    ],
  };
}

/** The message that it was made of. */
function originBlocks({ origin }: Suggestion, { locale }: Reader): Block[] {
  if (origin === null) return [];
  const { url, author } = origin;
  const from = author ? t(locale, 'suggestions.origin.by', { author }) : t(locale, 'suggestions.origin');
  return [
    text(from, 'subtle'),
    ...(url ? [{ kind: 'link', label: t(locale, 'suggestions.origin.open'), url } as const] : []),
  ];
}

/** What was reported of it, without who reported it. */
const flagBlocks = ({ flags }: Suggestion, { locale }: Reader): Block[] =>
  flags.slice(0, 3).map(({ reason }) => quote(reason, t(locale, 'suggestions.flag.said')));

function factsOf({ suggestion, comments, requests }: Shown, reader: Reader, world: World): Fact[] {
  const { locale } = reader;
  const { category, promisedFor, postponed, supporterIds } = suggestion;
  const fact = (
    key: 'category' | 'owner' | 'supporters' | 'promised' | 'requests' | 'cost',
    value: string,
  ) => ({
    label: t(locale, `suggestions.fact.${key}`),
    value,
  });
  const late = postponed > 0 ? ` · ${t(locale, 'suggestions.postponed', { count: postponed })}` : '';
  return [
    fact('category', categoryOf(world, category).name[locale]),
    fact('owner', world.directory.nameOf(answererOf(world, suggestion))),
    fact('supporters', t(locale, 'suggestions.counts', { supporters: supporterIds.length, comments })),
    ...(promisedFor !== null && isOpen(suggestion)
      ? [fact('promised', `${dayText(promisedFor, reader)}${late}`)]
      : []),
    ...(requests.length > 0 ? [fact('requests', requestsText(requests, reader))] : []),
    ...costFact(requests, world, reader).map((value) => fact('cost', value)),
  ];
}

const mostRequests = 15;

const requestsText = (requests: readonly LinkedRequest[], { locale }: Reader): string =>
  requests
    .slice(0, mostRequests)
    .map(({ number, stage }) => `#${number} ${t(locale, `requests.stage.${stage as 'new'}`)}`)
    .join(', ') + (requests.length > mostRequests ? ' …' : '');

/** What its requests have cost, as far as it is known. */
function costFact(requests: readonly LinkedRequest[], { office }: World, { locale }: Reader): string[] {
  const known = requests.flatMap(({ actualCost }) => actualCost ?? []);
  if (known.length === 0) return [];
  const sum = known.reduce((total, each) => total + each, 0);
  return [formatMoney(sum, office.organisation.currency, locale)];
}
