import type { Category } from '../../../config/office.ts';
import { pathOf } from '../../../config/places.ts';
import { groupBy } from '../../../core/group-by.ts';
import type { Context } from '../../../engine/context.ts';
import { actions, type Block, type Button, buttonLimits, type Card, text } from '../../../ui/card.ts';
import { splitDraft } from './drafts.ts';

/** May this person file such requests? Checked wherever a category is named from outside. */
function mayFile({ person, directory }: Pick<Context, 'person' | 'directory'>, category: Category): boolean {
  const { visibleTo } = category;
  if (visibleTo === undefined) return true;
  const { departments, teams, people } = visibleTo;
  return (
    (person.department !== undefined && departments.includes(person.department)) ||
    people.includes(person.email) ||
    teams.some((id) => directory.isMember(person.id, id) || directory.team(id).leadId === person.id)
  );
}

/** The category with this id, where this person may file it. */
export function fileable(ctx: Context, id: string): Category | undefined {
  const category = ctx.office.catalogue[id];
  return category && mayFile(ctx, category) ? category : undefined;
}

/** What this person may file, in the order of the file. */
export const fileableCategories = (ctx: Context): Category[] =>
  Object.values(ctx.office.catalogue).filter((category) => mayFile(ctx, category));

/** The field that a place goes into: the first that asks for one, or the text that is called so. */
export const placeField = ({ fields }: Category) =>
  fields.find(({ type }) => type === 'place') ??
  fields.find(({ id, type }) => id === 'location' && type === 'text');

/** What goes along with a choice: the words that were said, a draft's id, or the place where somebody stands. */
export interface Carried {
  words?: string;
  draftId?: string;
  placeId?: string;
}

/** So many are shown at once, of more first their groups: Slack's message holds 12,000 characters in all. */
const mostShown = 40;
/** So many with what each is for, in a line of its own. */
const mostExplained = 20;
/** What all buttons of a card may carry together, in characters. */
const carriedAtOnce = 2500;

/** What there is to file, a button each, under their groups; each with what it is for. */
export function chooser(ctx: Context, categories: Category[], carried: Carried, groupId?: string): Card {
  const question = ctx.t('requests.choose');
  const shown = groupId === undefined ? categories : categories.filter(({ group = '' }) => group === groupId);
  const groups = [...groupBy(shown, ({ group = '' }) => group)].sort(
    ([a], [b]) => order(ctx, a) - order(ctx, b),
  );
  const room = Math.floor(carriedAtOnce / Math.min(shown.length, mostShown));
  const look: Look = {
    carried,
    room: Math.min(buttonLimits.value - 200, room),
    explained: shown.length <= mostExplained,
  };
  const blocks =
    shown.length > mostShown && groups.length > 1
      ? rows(groups.map(([id]) => groupButton(ctx, id, look)))
      : groups.flatMap(([id, all]) => groupBlocks(ctx, groups.length > 1 ? id : undefined, all, look));
  const { placeId } = carried;
  const head = placeId
    ? text(pathOf(ctx.office.places, placeId, ctx.locale), 'strong')
    : text(ctx.t('requests.choose.hint'), 'subtle');
  return { title: question, summary: question, blocks: [head, ...blocks] };
}

/** Teams shows so many buttons of a row; the others would hide. */
const longestRow = 6;

export const rows = (buttons: Button[]): Block[] =>
  Array.from({ length: Math.ceil(buttons.length / longestRow) }, (_, nth) =>
    actions(...buttons.slice(nth * longestRow, (nth + 1) * longestRow)),
  );

interface Look {
  carried: Carried;
  /** How many characters of what was said one button carries. */
  room: number;
  /** Is it said what each is for? */
  explained: boolean;
}

/** Those that belong to no group come last. */
function order({ office }: Context, groupId: string): number {
  const position = Object.keys(office.groups).indexOf(groupId);
  return position === -1 ? Infinity : position;
}

function groupBlocks(ctx: Context, groupId: string | undefined, categories: Category[], look: Look): Block[] {
  const heading = groupId === undefined ? [] : [text(groupName(ctx, groupId), 'strong')];
  const few = categories.slice(0, mostShown);
  const more = few.length < categories.length ? [text(ctx.t('requests.choose.more'), 'subtle')] : [];
  const buttons = few.map((category) => categoryButton(ctx, category, look));
  if (!look.explained || !few.some(({ help }) => help)) return [...heading, ...rows(buttons), ...more];
  const items = few.map(({ name, help }, index) => ({
    text: (help ?? name)[ctx.locale],
    button: buttons[index]!,
  }));
  return [...heading, { kind: 'list', items }, ...more];
}

/** A name behind its sign. */
export const marked = (icon: string | undefined, name: string) => (icon ? `${icon} ${name}` : name);

function groupName(ctx: Context, id: string): string {
  const group = ctx.office.groups[id];
  return group ? marked(group.icon, group.name[ctx.locale]) : ctx.t('requests.choose.other');
}

function categoryButton(ctx: Context, { id, icon, name }: Category, { carried, room }: Look): Button {
  return {
    label: marked(icon, name[ctx.locale]),
    action: 'requests.file',
    value: carrying(id, carried, room),
    opensForm: true,
  };
}

function groupButton(ctx: Context, id: string, { carried, room }: Look): Button {
  return {
    label: groupName(ctx, id),
    action: 'requests.group',
    value: carrying(id || noGroup, carried, room),
  };
}

/** In a button's value, for those of no group. */
export const noGroup = '-';

const placeMark = 'at:';

/** What was said goes with the click; most of it, where it is very long. */
function carrying(id: string, { words = '', draftId, placeId }: Carried, room: number): string {
  if (placeId !== undefined) return `${id} ${placeMark}${placeId}`;
  return [id, draftId ?? cut(words, room)].filter(Boolean).join(' ');
}

/** Reads the value of a button of the chooser, which comes from outside. */
export function readChosen({ office }: Context, value: string): Carried & { id: string } {
  const { rest, draftId } = splitDraft(value);
  const [id = '', ...more] = rest.split(' ');
  if (draftId !== undefined) return { id, draftId };
  const words = more.join(' ');
  const placeId = words.startsWith(placeMark) ? words.slice(placeMark.length) : '';
  return office.places[placeId] ? { id, placeId } : { id, words };
}

/** The beginning of a text, at most so many characters and no half one. */
export const cut = (said: string, length: number) => said.slice(0, length).replace(/\p{Surrogate}$/u, '');
