import { defineConfig } from 'vitest/config';

/** Tests that leave nothing behind in their process: files one after the other share it, with what they import. */
const sharing = [
  'test/shared/**/*.test.ts',
  'test/renderer/**/*.test.ts',
  'test/rules/**/*.test.ts',
  'test/formats/**/*.test.ts',
  'test/generate/**/*.test.ts',
  'test/engine/queries/**/*.test.ts',
  'test/engine/detections/*/**/*.test.ts',
  'test/engine/ingest/{read,store}/**/*.test.ts',
  'test/engine/cases/**/*.test.ts',
  'test/engine/duckdb/**/*.test.ts',
  'test/engine/{analysis,archive,export,integrity,journal,networks,report,sources}/**/*.test.ts',
  'test/cli/**/*.test.ts',
];
const elsewhere = ['test/e2e/**', 'test/bench/**'];

const every = {
  setupFiles: ['test/random-seed.ts'],
  pool: 'forks' as const,
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    // Not of the projects: it would run for each.
    globalSetup: ['test/build-once.ts'],
    // Half of the time they wait: for a server, a child process, the disk.
    maxWorkers: 2,
    projects: [
      // One group after the other: a process is shared only by files that follow each other.
      { test: { ...every, name: 'sharing', include: sharing, isolate: false, sequence: { groupOrder: 0 } } },
      {
        test: {
          ...every,
          name: 'alone',
          include: ['test/**/*.test.ts'],
          exclude: [...elsewhere, ...sharing],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
