import type { Office } from '../../../config/office.ts';
import { isWithin } from '../../../config/places.ts';
import { narrow } from '../../../core/full-width.ts';
import { type Localized, locales } from '../../../core/locale.ts';
import type { StageWord } from './search-criteria.ts';

/** What a word of a search means. Several ids: any of them. */
export type Meaning =
  | { kind: 'stage'; word: StageWord }
  | { kind: 'overdue' | 'unassigned' | 'mine' }
  | { kind: 'team' | 'category'; ids: string[] }
  /** The places that were named, and all that is in them. */
  | { kind: 'place'; named: string[]; ids: string[] };

/** Every word and name that means something, lower case, with what it can mean. */
export interface Vocabulary {
  /** Those that need no prefix. */
  readonly plain: ReadonlyMap<string, Meaning>;
  /** Those of one facet, with ids and aliases besides: for `category:fix`. */
  of(facet: 'team' | 'category' | 'place' | 'stage'): ReadonlyMap<string, Meaning>;
}

const stages: Record<StageWord, string> = {
  unfinished: 'open|unfinished|not done|pending|未完成|未办结|没完成|未处理|没处理|未结束|待处理|未解决',
  new: 'new|新申请|新提交',
  awaitingApproval: 'awaiting approval|waiting for approval|in approval|等待审批|待审批|审批中',
  assigned: 'assigned|已分派|已指派|已接手',
  inProgress: 'in progress|处理中|进行中',
  waiting: 'waiting|等待回复|待回复|待补充',
  onHold: 'on hold|hold|paused|暂缓|搁置|暂停|已搁置|已暂停',
  finished: 'done|finished|resolved|完成|已完成|办结|已办结|已解决',
  closed: 'closed|关闭|已关闭|已结束',
  rejected: 'rejected|refused|驳回|已驳回|被驳回|已拒绝|未通过',
  cancelled: 'cancelled|canceled|withdrawn|取消|已取消|已撤回',
};
const others: Record<'overdue' | 'unassigned' | 'mine', string> = {
  overdue: 'overdue|late|逾期|已逾期|超时|已超时|过期',
  unassigned: 'unassigned|nobody|未分派|未指派|未分配|无人负责',
  mine: 'mine|my|my own|我的|我提交的|我申请的',
};

const made = new WeakMap<Office, Vocabulary>();

/** The words of this office; made once for each office file. */
export function vocabularyOf(office: Office): Vocabulary {
  let vocabulary = made.get(office);
  if (vocabulary === undefined) {
    vocabulary = build(office);
    made.set(office, vocabulary);
  }
  return vocabulary;
}

/** How a word is compared: small, narrow letters, each in its place. */
export function folded(text: string): string {
  const small = narrow(text).toLowerCase();
  return small.length === text.length ? small : narrow(text);
}

function build(office: Office): Vocabulary {
  const within = (id: string) =>
    Object.keys(office.places).filter((each) => isWithin(office.places, each, id));
  const stageMeanings = Object.entries(stages) as [StageWord, string][];
  const facets = {
    stage: new Map(
      stageMeanings.flatMap(([word, all]) =>
        [word.toLowerCase(), ...all.split('|')].map((each): [string, Meaning] => [
          each,
          { kind: 'stage', word },
        ]),
      ),
    ),
    category: named(
      office.catalogue,
      ({ id, aliases }) => [id, ...aliases],
      (ids) => ({ kind: 'category', ids }),
    ),
    team: named(
      office.teams,
      ({ id }) => [id],
      (ids) => ({ kind: 'team', ids }),
    ),
    place: named(
      office.places,
      ({ id }) => [id],
      (ids) => ({ kind: 'place', named: ids, ids: [...new Set(ids.flatMap(within))] }),
    ),
  };
  const plain = new Map<string, Meaning>();
  // What comes first keeps a word that means several things; the others are there by `team:…` and the like.
  const add = (words: Iterable<string>, meaning: (word: string) => Meaning) => {
    for (const word of words) if (!plain.has(word)) plain.set(word, meaning(word));
  };
  for (const [word, all] of stageMeanings) add(all.split('|'), () => ({ kind: 'stage', word }));
  for (const [kind, all] of Object.entries(others) as [keyof typeof others, string][])
    add(all.split('|'), () => ({ kind }));
  // Aliases like `broken` are words that people search for: alone they name no category.
  const names = (records: Readonly<Record<string, { name: Localized }>>) =>
    Object.values(records).flatMap(({ name }) => locales.map((locale) => folded(name[locale]).trim()));
  add(names(office.catalogue), (word) => facets.category.get(word)!);
  add(facets.place.keys(), (word) => facets.place.get(word)!);
  add(names(office.teams), (word) => facets.team.get(word)!);
  plain.delete('');
  return { plain, of: (facet) => facets[facet] };
}

/** What is called by each word: one thing, or several of one name. */
function named<T extends { id: string; name: Localized }>(
  records: Readonly<Record<string, T>>,
  more: (record: T) => readonly string[],
  meaning: (ids: string[]) => Meaning,
): Map<string, Meaning> {
  const ids = new Map<string, Set<string>>();
  for (const record of Object.values(records))
    for (const word of [...locales.map((locale) => record.name[locale]), ...more(record)]) {
      const key = folded(word.normalize('NFC')).trim();
      ids.set(key, (ids.get(key) ?? new Set()).add(record.id));
    }
  return new Map([...ids].map(([word, set]) => [word, meaning([...set])]));
}
