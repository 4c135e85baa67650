// Bundles Electron's preload as one CommonJS file: a sandboxed preload can neither be an ES module nor load another file.
import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    ssr: true,
    target: 'chrome140',
    outDir: 'out/preload',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: { preload: 'src-main/preload.ts' },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
  ssr: { noExternal: true, external: ['electron'] },
});
