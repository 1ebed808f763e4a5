import { defineConfig } from 'vitest/config';

/** Those that measure against real seconds, and one that looks at what is loaded. */
const alone = [
  'test/bench/*.test.ts',
  'test/adapters/web/page.test.ts',
  'test/time/calendar-loading.test.ts',
];

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
