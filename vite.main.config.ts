// Bundles every Node entry (Electron main and engine process, web host, CLI, ingest worker) into out/main.
// The preload is built apart, as one CommonJS file: a sandboxed Electron preload cannot be an ES module.
import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

const entries = ['main', 'engine-process', 'web', 'cli'] as const;

export default defineConfig({
  build: {
    ssr: true,
    target: 'node20.19',
    outDir: 'out/main',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: {
        ...Object.fromEntries(entries.map((name) => [name, `src-main/${name}.ts`])),
        'ingest-worker': 'src-main/engine/ingest/worker.ts',
      },
      external: ['electron', /^@duckdb\//, ...builtinModules, /^node:/],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['electron', '@duckdb/node-api', '@duckdb/node-bindings'] },
});
