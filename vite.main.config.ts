// Bundles every Node entry (Electron main and engine process, web host, CLI, the workers) into out/main.
import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

const entries = {
  main: 'src-main/main.ts',
  'engine-process': 'src-main/engine-process.ts',
  web: 'src-main/web.ts',
  cli: 'src-main/cli.ts',
  'ingest-worker': 'src-main/engine/ingest/read/worker.ts',
  'fetch-worker': 'src-main/engine/sources/s3/fetch-worker.ts',
  'list-worker': 'src-main/engine/sources/s3/list-worker.ts',
};

export default defineConfig({
  build: {
    ssr: true,
    target: 'node20.19',
    outDir: 'out/main',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: entries,
      external: ['electron', /^@duckdb\//, ...builtinModules, /^node:/],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['electron', '@duckdb/node-api', '@duckdb/node-bindings'] },
});
