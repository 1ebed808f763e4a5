import type { Reader, World } from '../../engine/context.ts';
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
import { filesBlock } from './attachments.ts';
import { categoryOf, titleOf } from './catalogue.ts';
import { shownValue } from './fields.ts';
import type { RequestState, Stage } from './request.ts';

/** For whom a card is: it decides which buttons are on it. Rules are checked at the click all the same. */
export type Audience = 'team' | 'requester' | 'other';

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
  const say = (key: MessageKey) => t(locale, key);
  const stage = request.stage;
  const title = titleOf(world, request, locale);
  const team = world.directory.team(request.teamId).name[locale];
  const responsible = request.assigneeId
    ? t(locale, 'requests.responsible.person', { name: world.directory.nameOf(request.assigneeId), team })
    : t(locale, 'requests.responsible.team', { team });
  const blocks: Block[] = [
    facts(
      { label: say('requests.stage'), value: say(`requests.stage.${stage}`) },
      { label: say('requests.requester'), value: world.directory.nameOf(request.requesterId) },
      { label: say('requests.responsible'), value: responsible },
      { label: say('requests.filedAt'), value: formatDateTime(request.createdAt, reader) },
    ),
    ...describeRequest(request, reader, world),
    ...originBlock(request, reader),
    ...filesBlock(request, { forTeam: audience === 'team' }, reader, world),
  ];
  if (request.steps.length > 0)
    blocks.push(text(say('requests.approval'), 'strong'), chainBlock(request.steps, reader, world));
  if (request.note) {
    const by = request.assigneeId ? world.directory.nameOf(request.assigneeId) : team;
    blocks.push(text(say('requests.note'), 'strong'), { kind: 'quote', text: request.note, by });
  }
  if (request.quality !== null) {
    const stars = '★'.repeat(request.quality) + '☆'.repeat(5 - request.quality);
    blocks.push(facts({ label: say('requests.rating'), value: `${stars} ${request.quality}/5` }));
    if (request.ratingComment)
      blocks.push({
        kind: 'quote',
        text: request.ratingComment,
        by: world.directory.nameOf(request.requesterId),
      });
  }
  blocks.push(actions(...buttonsOf(request, audience, reader)));
  const summary = t(locale, 'requests.summary', { title, stage: say(`requests.stage.${stage}`) });
  return { title, summary, tone: tones[stage], blocks };
}

/** The message that it was made of, with the way back to it. */
function originBlock({ origin }: RequestState, { locale }: Reader): Block[] {
  if (origin === null) return [];
  const { url, author, text: words } = origin;
  const from = author ? t(locale, 'requests.origin.by', { author }) : t(locale, 'requests.origin');
  return [
    words ? { kind: 'quote', text: words, by: from } : text(from, 'subtle'),
    ...(url ? [{ kind: 'link', label: t(locale, 'requests.origin.open'), url } as const] : []),
  ];
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
