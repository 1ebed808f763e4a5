import type { World } from '../../../engine/context.ts';
import { nothing, type Outcome, type View } from '../../../engine/feature.ts';
import { t } from '../../../i18n/translate.ts';
import { text } from '../../../ui/card.ts';
import { ownerOf } from '../follow-ups/opening.ts';
import type { Round } from '../rounds/round.ts';
import { loadRounds } from '../rounds/store.ts';

const subjectOf = ({ id }: Pick<Round, 'id'>) => `survey-key:${id}`;

/** Tells whoever answers for a survey that its key is gone: once, however many notice it. */
export function tellOfLostKey(world: World, round: Round): Outcome {
  const personId = ownerOf(world, round.rules);
  if (personId === undefined) return nothing;
  const subject = subjectOf(round);
  const { version } = round;
  return {
    // It draws the card again that an earlier notice has put there.
    writes: [{ kind: 'redraw', subject, version }],
    say: [{ to: { kind: 'person', personId }, view: 'surveys.keyLost', subject, live: 'main', version }],
  };
}

/** That the key of a round is gone, and what can be done; after its end, what became of it. */
export const lostKeyView: View<Round> = {
  async load({ database }, subjects) {
    const ids = subjects.map((subject) => subject.slice(subject.indexOf(':') + 1));
    const rounds = await loadRounds(database, ids);
    return new Map(
      [...rounds.values()].map((round) => [subjectOf(round), { version: round.version, state: round }]),
    );
  },
  draw({ state: round, reader: { locale } }) {
    const summary = t(locale, 'surveys.keyLost.summary', { survey: round.rules.name[locale] });
    const words = round.state === 'open' ? 'surveys.keyLost.text' : 'surveys.keyLost.ended';
    return { summary, title: summary, tone: 'warning', blocks: [text(t(locale, words))] };
  },
};
