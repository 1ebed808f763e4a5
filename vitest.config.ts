import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/helpers/global-setup.ts'],
    pool: 'forks',
    // One file at a time: browsers, databases and killed processes are measured against real seconds here, and two
    // cores do not carry two of them at once.
    maxWorkers: 1,
    // A shared build machine can stall for seconds; what fails twice there is broken. At home, once is enough.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
