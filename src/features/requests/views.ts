import type { Locale } from '../../core/locale.ts';
import type { View } from '../../engine/feature.ts';
import { type MessageKey, t } from '../../i18n/translate.ts';
import { actions, type Block, type Button, text } from '../../ui/card.ts';
import { titleOf } from './catalogue.ts';
import { type Audience, requestCard } from './request-card.ts';
import { type RequestState, shownStage } from './rules.ts';
import { idOf, loadRequests } from './store.ts';

/** The live card of a request. Arguments: for whom it is. */
const card: View<RequestState> = {
  async load(world, subjects) {
    const found = await loadRequests(world.database, subjects.map(idOf));
    return new Map([...found.values()].map((state) => [state.subject, { version: state.version, state }]));
  },
  draw: ({ state, args, reader, world }) => requestCard(state, args.audience as Audience, reader, world),
};

/** One sentence about a request to one person, e.g. that it was taken. Arguments: the sentence's key and its own. */
const notice: View = {
  draw({ args, reader: { locale } }) {
    const { key, words, by, ...more } = args as Record<string, string>;
    const sentence = t(locale, `requests.notice.${key}` as MessageKey, { ...more, by: by ?? '' });
    const quote: Block[] = words ? [{ kind: 'quote', text: words, by: by ?? '' }] : [];
    return { summary: sentence, blocks: [text(sentence), ...quote] };
  },
};

/**
 * Asks who filed a request whether what was done solved it; later it says how that ended. Arguments: when it was
 * done, since it can be done more than once.
 */
const finished: View<RequestState> = {
  load: card.load,
  draw({ state: request, args, reader, world }) {
    const { locale } = reader;
    const title = titleOf(world, request, locale);
    const team = world.directory.team(request.teamId).name[locale];
    const by = request.assigneeId ? world.directory.nameOf(request.assigneeId) : team;
    const current = request.doneAt?.toISOString() === args.doneAt;
    const asking = current && request.stage === 'done';
    const stage = t(locale, current ? `requests.stage.${shownStage(request)}` : 'requests.button.reopen');
    const sentence = asking
      ? t(locale, 'requests.notice.done', { by, title })
      : t(locale, 'requests.summary', { title, stage });
    const note: Block[] = asking && request.note ? [{ kind: 'quote', text: request.note, by }] : [];
    const buttons = asking ? [askingButtons(request, locale)] : [];
    return { summary: sentence, blocks: [text(sentence), ...note, ...buttons] };
  },
};

const askingButtons = ({ id }: RequestState, locale: Locale): Block =>
  actions(
    {
      label: t(locale, 'requests.button.confirm'),
      action: 'requests.confirm',
      value: id,
      style: 'primary',
      opensForm: true,
    },
    { label: t(locale, 'requests.button.reopen'), action: 'requests.reopen', value: id, opensForm: true },
  );

/** What somebody said about a request, wherever its card is. */
const said: View = {
  draw({ args, reader: { locale } }) {
    const { kind, by, words, number, requestId, reply } = args as Record<string, string>;
    const sentence = t(locale, `requests.said.${kind}` as MessageKey, { by: by!, number: number! });
    const label = t(locale, kind === 'asked' ? 'requests.button.answer' : 'requests.button.reply');
    const button: Button = { label, action: 'requests.comment', value: requestId!, opensForm: true };
    return {
      summary: `${sentence}: ${words}`,
      blocks: [{ kind: 'quote', text: words!, by: sentence }, ...(reply ? [actions(button)] : [])],
    };
  },
};

export const views = {
  'requests.card': card as View,
  'requests.finished': finished as View,
  'requests.notice': notice,
  'requests.said': said,
} satisfies Record<string, View>;
