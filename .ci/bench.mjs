// Runs the benchmarks: builds the app and the benchmark programs, then hands over. See docs/benchmarks.md.
import { spawn } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build as bundle } from 'vite';
import { build, root } from './build.mjs';

const programs = join(root, '.bench', 'programs');
const unhashed = join(root, '.bench', 'unhashed');

await build();
await bundle({
  configFile: false,
  root,
  logLevel: 'warn',
  build: {
    ssr: true,
    target: 'node20.19',
    outDir: programs,
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: {
        bench: 'test/bench/bench.ts',
        'grid-program': 'test/bench/grid-program.ts',
        'busy-program': 'test/bench/busy-program.ts',
        'charts-program': 'test/bench/charts-program.ts',
        'pivot-program': 'test/bench/pivot-program.ts',
        'timeline-program': 'test/bench/timeline-program.ts',
        'list-server': 'test/bench/list-server.ts',
        ...Object.fromEntries(
          ['recipe', 'parse', 'offset', 'copy', 'recount', 'statement', 'questions'].map((name) => [
            name,
            `test/bench/rivals/${name}.ts`,
          ]),
        ),
      },
      external: [/^@duckdb\//, 'playwright-core', ...builtinModules, /^node:/],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['@duckdb/node-api', '@duckdb/node-bindings', 'playwright-core'] },
});
// The app once more, with a stand-in that hashes no file: what hashing costs is the difference.
await mkdir(unhashed, { recursive: true });
await copyFile(join(root, 'package.json'), join(unhashed, 'package.json'));
await bundle({
  configFile: join(root, 'vite.main.config.ts'),
  root,
  logLevel: 'warn',
  resolve: { alias: [{ find: /^.*\/hash-tap\.ts$/, replacement: join(root, 'test/bench/unhashed-tap.ts') }] },
  build: { outDir: join(unhashed, 'out/main') },
});
const bench = spawn(process.execPath, [join(programs, 'bench.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
bench.once('exit', (code) => process.exit(code ?? 1));
