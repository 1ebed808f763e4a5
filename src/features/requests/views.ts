import type { Locale } from '../../core/locale.ts';
import type { Reader, World } from '../../engine/context.ts';
import type { View } from '../../engine/feature.ts';
import type { HistoryEntry } from '../../history/history.ts';
import { type MessageKey, t } from '../../i18n/translate.ts';
import { formatDateTime } from '../../time/format.ts';
import {
  actions,
  type Block,
  type Button,
  type Card,
  type Fact,
  facts,
  type Tone,
  text,
} from '../../ui/card.ts';
import { chainBlock, openStep } from '../approvals/index.ts';
import { categoryOf, shownValue, titleOf } from './catalogue.ts';
import { type RequestState, shownStage } from './rules.ts';
import { idOf, loadRequests } from './store.ts';

/** For whom a card is: it decides which buttons are on it. Rules are checked at the click all the same. */
export type Audience = 'team' | 'requester' | 'other';

const tones: Record<ReturnType<typeof shownStage>, Tone> = {
  awaitingApproval: 'warning',
  open: 'neutral',
  assigned: 'neutral',
  done: 'good',
  closed: 'good',
  rejected: 'bad',
  cancelled: 'bad',
};

const nameOf = (world: World, id: string) => world.directory.find(id)?.name ?? '?';

/** What was filed, field by field; what was left empty is left out. */
export function describeRequest(request: RequestState, reader: Reader, world: World): Block[] {
  const { currency } = world.office.organisation;
  const filled: (Fact | undefined)[] = categoryOf(world, request).fields.map((field) => {
    const value = shownValue(field, request.fields[field.id], reader, currency);
    return value === undefined ? undefined : { label: field.label[reader.locale], value };
  });
  return filled.some(Boolean) ? [facts(...filled)] : [];
}

function requestCard(request: RequestState, audience: Audience, reader: Reader, world: World): Card {
  const { locale } = reader;
  const say = (key: MessageKey) => t(locale, key);
  const stage = shownStage(request);
  const title = titleOf(world, request, locale);
  const team = world.directory.team(request.teamId).name[locale];
  const responsible = request.assigneeId
    ? t(locale, 'requests.responsible.person', { name: nameOf(world, request.assigneeId), team })
    : t(locale, 'requests.responsible.team', { team });
  const blocks: Block[] = [
    facts(
      { label: say('requests.stage'), value: say(`requests.stage.${stage}`) },
      { label: say('requests.requester'), value: nameOf(world, request.requesterId) },
      { label: say('requests.responsible'), value: responsible },
      { label: say('requests.filedAt'), value: formatDateTime(request.createdAt, reader) },
    ),
    ...describeRequest(request, reader, world),
  ];
  if (request.steps.length > 0)
    blocks.push(text(say('requests.approval'), 'strong'), chainBlock(request.steps, reader, world));
  if (request.note) {
    const by = request.assigneeId ? nameOf(world, request.assigneeId) : team;
    blocks.push(text(say('requests.note'), 'strong'), { kind: 'quote', text: request.note, by });
  }
  if (request.rating !== null) {
    const stars = '★'.repeat(request.rating) + '☆'.repeat(5 - request.rating);
    blocks.push(facts({ label: say('requests.rating'), value: `${stars} ${request.rating}/5` }));
    if (request.ratingComment)
      blocks.push({ kind: 'quote', text: request.ratingComment, by: nameOf(world, request.requesterId) });
  }
  blocks.push(actions(...buttonsOf(request, audience, reader)));
  const summary = t(locale, 'requests.summary', { title, stage: say(`requests.stage.${stage}`) });
  return { title, summary, tone: tones[stage], blocks };
}

function buttonsOf(request: RequestState, audience: Audience, { locale }: Reader): Button[] {
  const button = (name: ButtonName, more: Partial<Button> = {}): Button => ({
    label: t(locale, `requests.button.${name}`),
    action: `requests.${name}`,
    value: request.id,
    ...(withForm.has(name) ? { opensForm: true } : {}),
    ...more,
  });
  const primary = { style: 'primary' } as const;
  const danger = { style: 'danger' } as const;
  const { stage } = request;
  const buttons: Button[] = [];
  if (audience === 'team') {
    if (stage === 'open') buttons.push(button('take', primary));
    if (stage === 'assigned') {
      if (!openStep(request.steps)) buttons.push(button('finish', primary));
      buttons.push(button('takeOver'), button('release'));
    }
    if (stage === 'open' || stage === 'assigned') buttons.push(button('cancel', danger));
  }
  if (audience === 'requester') {
    if (stage === 'done') buttons.push(button('confirm', primary));
    if (stage === 'done' || stage === 'closed') buttons.push(button('reopen'));
    if (stage === 'open' || stage === 'assigned') buttons.push(button('withdraw', danger));
  }
  buttons.push(button('comment'), button('history'));
  return buttons;
}

const buttonNames = [
  'take',
  'takeOver',
  'release',
  'finish',
  'cancel',
  'confirm',
  'reopen',
  'withdraw',
  'comment',
  'history',
] as const;
type ButtonName = (typeof buttonNames)[number];
const withForm = new Set<ButtonName>(['finish', 'cancel', 'confirm', 'reopen', 'comment']);

/** A list of requests, each with a button that shows it. */
export function listCard(
  title: string,
  requests: RequestState[],
  empty: string,
  reader: Reader,
  world: World,
): Card {
  const { locale } = reader;
  const items = requests.map((request) => ({
    text: titleOf(world, request, locale),
    detail: t(locale, 'requests.list.detail', {
      stage: t(locale, `requests.stage.${shownStage(request)}`),
      requester: nameOf(world, request.requesterId),
      responsible: request.assigneeId
        ? nameOf(world, request.assigneeId)
        : world.directory.team(request.teamId).name[locale],
    }),
    button: { label: t(locale, 'requests.button.show'), action: 'requests.show', value: request.id },
  }));
  const summary =
    items.length > 0 ? t(locale, 'requests.list.summary', { title, count: items.length }) : empty;
  return { title, summary, blocks: items.length > 0 ? [{ kind: 'list', items }] : [text(empty)] };
}

/** Everything that happened to a request, oldest first, as its readers may see it. */
export function historyCard(
  request: RequestState,
  entries: HistoryEntry[],
  reader: Reader,
  world: World,
): Card {
  const { locale } = reader;
  const items = entries.map((entry) => {
    const name = entry.actorId ? nameOf(world, entry.actorId) : t(locale, 'product.name');
    const said = typeof entry.data.text === 'string' ? entry.data.text : undefined;
    const other = typeof entry.data.personId === 'string' ? nameOf(world, entry.data.personId) : '';
    const what = t(locale, `history.${entry.kind}` as MessageKey, { name, other });
    const from = entry.platform
      ? t(locale, 'history.from', { platform: t(locale, `platform.${entry.platform}` as MessageKey) })
      : t(locale, 'history.byItself');
    return {
      text: said ? t(locale, 'history.saying', { what, said }) : what,
      detail: `${formatDateTime(entry.at, reader)} · ${from}`,
    };
  });
  const title = t(locale, 'requests.history.title', { number: request.number });
  return { title, summary: title, blocks: [{ kind: 'list', items }] };
}

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
    const by = request.assigneeId ? nameOf(world, request.assigneeId) : team;
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
