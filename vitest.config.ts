import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that measure against real seconds, one that looks at what is loaded, one that puts other modules in place of ours. */
const alone = [
  'test/adapters/web/page.test.ts',
  'test/anonymity/attacker.test.ts',
  'test/time/calendar-loading.test.ts',
];

/** Those that take longest, the longest first: one that began last would have a worker to itself at the end. */
const longest = [
  'test/proofs/kill.test.ts',
  'test/proofs/stopping.test.ts',
  'test/bench/bench.test.ts',
  'test/views/every-view.test.ts',
  'test/browser/five-steps.test.ts',
  'test/browser/mistakes.test.ts',
  'test/db/embedded.test.ts',
  'test/proofs/redis.test.ts',
  'test/proofs/survey-invitations.test.ts',
  'test/browser/surveys.test.ts',
  'test/engine/dialog.test.ts',
  'test/proofs/once.test.ts',
  'test/proofs/two-processes.test.ts',
  'test/proofs/live-cards.test.ts',
  'test/browser/forms.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = longest.indexOf(relative(import.meta.dirname, moduleId));
      return found < 0 ? longest.length : found;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

const common = {
  pool: 'forks' as const,
  // A shared build machine can stall for seconds; what fails twice there is broken. At home, once is enough.
  retry: process.env.CI ? 1 : 0,
  testTimeout: 20_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    globalSetup: ['test/helpers/global-setup.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...common,
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: alone,
          maxWorkers: 2,
          // The files of one worker share what they import: loading it for each of them took a third of all time.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'alone',
          include: alone,
          // Two cores do not carry two of them at once.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
