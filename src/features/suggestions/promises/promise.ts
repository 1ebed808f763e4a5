import type { World } from '../../../engine/context.ts';
import { nothing, type Outcome } from '../../../engine/feature.ts';
import { t } from '../../../i18n/translate.ts';
import { morningAfter } from '../../../time/due.ts';
import { expect, type NewOccurrence, type OccurrenceKind } from '../../occurrences/index.ts';
import { answererOf, curatorOf } from '../people.ts';
import { loadSuggestions } from '../store.ts';
import { idOf, type Suggestion, subjectOf } from '../suggestion.ts';
import { dayText, titleOf } from '../words.ts';

const kind = 'suggestions.promise';

/** Whoever answers for a promise sees the morning after that it is overdue; the curator so many days later. */
export function expectPromise(world: World, suggestion: Suggestion): Outcome {
  const { id, version, promisedFor, category } = suggestion;
  if (promisedFor === null) return nothing;
  const owner = answererOf(world, suggestion);
  const curator = curatorOf(world, category);
  const due = (personId: string, days: number, level: 'owner' | 'curator'): NewOccurrence => ({
    id: `occ_${id}_${version}_${level}`,
    kind,
    subject: subjectOf(suggestion),
    to: { personId },
    args: { level, promisedFor },
    ...morningAfter(promisedFor, days, zoneOf(world, personId)),
  });
  const { overdueDays } = world.office.suggestions;
  return expect(world, [
    due(owner, 1, 'owner'),
    // A curator who answers for it by themselves is reminded once more.
    due(curator, 1 + overdueDays, 'curator'),
  ]);
}

const zoneOf = ({ directory, office }: World, personId: string) =>
  directory.find(personId)?.timezone ?? office.organisation.timezone;

/** What was promised and is not done. It lapses with the promise: kept, put off, or somebody else's. */
export const overduePromises: OccurrenceKind<Suggestion> = {
  kind,
  whenLate: 'tell',
  graceMinutes: 24 * 60,
  canWait: true,
  small: true,
  answers: ['snooze'],
  async load(world, occurrences) {
    const found = await loadSuggestions(
      world.database,
      occurrences.map(({ subject }) => idOf(subject)),
    );
    return new Map(
      occurrences.flatMap(({ id, subject, personId, args, state }) => {
        const suggestion = found.get(idOf(subject));
        if (suggestion === undefined) return [];
        const theirs =
          args.level === 'curator' ? curatorOf(world, suggestion.category) : answererOf(world, suggestion);
        const open = isPromised(suggestion, String(args.promisedFor)) && theirs === personId;
        return state === 'due' && !open ? [] : [[id, suggestion] as const];
      }),
    );
  },
  describe({ occurrence: { args }, state, reader, world }) {
    const { locale } = reader;
    const promisedFor = String(args.promisedFor);
    const open = isPromised(state, promisedFor);
    const key = open ? (args.level === 'curator' ? 'curator' : 'owner') : 'over';
    const words = {
      title: titleOf(state),
      date: dayText(promisedFor, reader),
      name: world.directory.nameOf(answererOf(world, state)),
      count: state.supporterIds.length,
    };
    const button = (verb: 'finish' | 'postpone' | 'show', opensForm: boolean) => ({
      label: t(locale, `suggestions.button.${verb}`),
      action: `suggestions.${verb}`,
      value: state.id,
      ...(opensForm && { opensForm }),
    });
    return {
      title: t(locale, 'suggestions.promise.title'),
      line: t(locale, `suggestions.promise.${key}`, words),
      buttons: [...(open ? [button('finish', true), button('postpone', true)] : []), button('show', false)],
    };
  },
  // Whoever had promised it is gone: the curator has it now.
  left: (world, _occurrence, state) => expectPromise(world, { ...state, ownerId: null }),
};

const isPromised = ({ stage, promisedFor }: Suggestion, day: string): boolean =>
  promisedFor === day && (stage === 'planned' || stage === 'doing');
