import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import { formatDateTime } from '../../../time/format.ts';
import { type Block, type Fact, facts, text } from '../../../ui/card.ts';
import { costText, plannedCost } from '../../budgets/index.ts';
import { categoryOf } from '../filing/catalogue.ts';
import { type RequestState, ratingAxes } from '../request.ts';
import { responsibleFor } from '../roles.ts';

/** What people call a team; one that has gone from the office keeps its id for a name. */
export const teamName = ({ directory }: World, teamId: string, { locale }: Pick<Reader, 'locale'>): string =>
  directory.allTeams().find(({ id }) => id === teamId)?.name[locale] ?? teamId;

/** Where it stands and who has it. */
export function headFacts(request: RequestState, reader: Reader, world: World): Block {
  const { locale } = reader;
  const { directory } = world;
  const team = teamName(world, request.teamId, reader);
  const responsible = responsibleFor(request, world);
  const fact = (
    key: 'stage' | 'requester' | 'responsible' | 'filedAt' | 'filedBy' | 'offered',
    value: string,
  ): Fact => ({
    label: t(locale, `requests.${key}`),
    value,
  });
  return facts(
    fact('stage', stageText(request, reader)),
    fact('requester', directory.nameOf(request.requesterId)),
    request.filedById === request.requesterId
      ? undefined
      : fact('filedBy', directory.nameOf(request.filedById)),
    fact(
      'responsible',
      responsible.kind === 'person'
        ? t(locale, 'requests.responsible.person', { name: directory.nameOf(responsible.personId), team })
        : t(locale, 'requests.responsible.team', { team }),
    ),
    request.handover ? fact('offered', teamName(world, request.handover.teamId, reader)) : undefined,
    fact('filedAt', formatDateTime(request.createdAt, reader)),
  );
}

function stageText({ stage, holdReason, holdUntil }: RequestState, reader: Reader): string {
  const { locale } = reader;
  const said = t(locale, `requests.stage.${stage}`);
  if (stage !== 'onHold' || holdUntil === null) return said;
  const until = formatDateTime(holdUntil, reader);
  return t(locale, 'requests.stage.onHold.until', { stage: said, until, reason: holdReason ?? '' });
}

/** So many items of a checklist are shown at once: the form has all of them. */
const mostItems = 12;

/** What the one who does it ticks off, and how far they are; of a long list first what is still open. */
export function checklistBlock({ checklist }: RequestState, { locale }: Reader): Block[] {
  if (checklist.length === 0) return [];
  const done = checklist.filter(({ doneById }) => doneById !== null).length;
  const title = t(locale, 'requests.checklist.count', { done, count: checklist.length });
  const open = checklist.filter(({ doneById }) => doneById === null);
  const shown = checklist.length > mostItems ? open.slice(0, mostItems) : checklist;
  const lines = shown.map((item) => `${item.doneById === null ? '☐' : '☑'} ${item.text[locale]}`);
  if (shown.length < checklist.length) lines.push('…');
  return [text(title, 'strong'), text(lines.join('\n'))];
}

/** What it is a part of or has gone up in, who else needs it, and its own parts, with where each stands. */
export function partsBlock(request: RequestState, reader: Reader, world: World): Block[] {
  const { locale } = reader;
  const { parent, subRequests } = request;
  const blocks: Block[] = [];
  if (parent) {
    const category = categoryOf(world, parent).name[locale];
    blocks.push(text(t(locale, 'requests.partOf', { number: parent.number, category }), 'subtle'));
  }
  if (request.mergedIntoNumber !== null)
    blocks.push(text(t(locale, 'requests.mergedInto', { number: request.mergedIntoNumber }), 'subtle'));
  if (request.joinerIds.length > 0)
    blocks.push(text(t(locale, 'requests.joiners', { count: request.joinerIds.length }), 'subtle'));
  if (subRequests.length > 0) {
    blocks.push(text(t(locale, 'requests.subRequests'), 'strong'));
    blocks.push(
      facts(
        ...subRequests.map((part) => ({
          label: `#${part.number} ${categoryOf(world, part).name[locale]}`,
          value: t(locale, 'requests.subRequest.where', {
            team: part.assigneeId
              ? world.directory.nameOf(part.assigneeId)
              : teamName(world, part.teamId, reader),
            stage: t(locale, `requests.stage.${part.stage}`),
          }),
        })),
      ),
    );
  }
  return blocks;
}

/** What was done and what it has cost, and what the requester thinks of it. */
export function outcomeBlocks(request: RequestState, reader: Reader, world: World): Block[] {
  const { locale } = reader;
  const { directory } = world;
  const blocks: Block[] = [];
  if (request.note) {
    const by = request.assigneeId
      ? directory.nameOf(request.assigneeId)
      : teamName(world, request.teamId, reader);
    blocks.push(text(t(locale, 'requests.note'), 'strong'), { kind: 'quote', text: request.note, by });
  }
  if (request.actualCost !== null) {
    const value = costText(request.actualCost, plannedCost(world.office, request), reader, world);
    blocks.push(facts({ label: t(locale, 'requests.field.actualCost'), value }));
  }
  const given = ratingAxes.flatMap((axis): Fact[] => {
    const rating = request[axis];
    if (rating === null) return [];
    const stars = '★'.repeat(rating) + '☆'.repeat(5 - rating);
    return [{ label: t(locale, `requests.rating.${axis}`), value: `${stars} ${rating}/5` }];
  });
  if (given.length > 0) blocks.push(facts(...given));
  if (request.ratingComment)
    blocks.push({ kind: 'quote', text: request.ratingComment, by: directory.nameOf(request.requesterId) });
  return blocks;
}
