import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/bench/**'],
    globalSetup: ['test/build-once.ts'],
    setupFiles: ['test/random-seed.ts'],
    pool: 'forks',
    // Half of the time they wait: for a server, a child process, the disk.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
