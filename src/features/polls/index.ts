import type { Keyring } from '../../anonymity/keyring.ts';
import type { Feature } from '../../engine/feature.ts';
import type { OccurrenceKind } from '../occurrences/index.ts';
import { aroundPolls } from './around.ts';
import { createAsking } from './asking/commands.ts';
import { closeByHand, createClosing } from './closing.ts';
import { createViews } from './drawing/views.ts';
import { outcomeParts } from './next-steps/steps-block.ts';
import { pollReminders } from './reminding/telling.ts';
import { showPoll, showResults } from './results.ts';
import { createVoting } from './voting.ts';

export { pollExports } from './exporting/exporter.ts';

/**
 * Questions to many, answered with a click: asked, voted on, counted, and turned into what comes next.
 * @param keyring where the key of each anonymous poll is, until it is counted.
 */
export const createPolls = (keyring: Keyring): readonly Feature[] => [
  createAskingAndVoting(keyring),
  // What is around voting: editing, options, reminders, templates, next steps.
  aroundPolls(keyring),
];

function createAskingAndVoting(keyring: Keyring): Feature {
  const asking = createAsking(keyring);
  const voting = createVoting(keyring);
  return {
    name: 'polls',
    topic: 'opinions',
    commands: asking.commands,
    actions: {
      ...asking.actions,
      ...voting.actions,
      'polls.show': showPoll,
      'polls.close': closeByHand,
      'polls.results': (ctx, value) => showResults(ctx, keyring, value),
    },
    forms: { ...asking.forms, ...voting.forms },
    timers: createClosing(keyring),
    views: createViews(outcomeParts),
  };
}

/** What of polls falls due and is told to somebody. */
export const pollOccurrences: readonly OccurrenceKind[] = [pollReminders as OccurrenceKind];
