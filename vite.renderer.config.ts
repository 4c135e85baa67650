// Builds the one UI, served by both hosts, into out/renderer.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'src-renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome120',
    sourcemap: false,
    // Nothing as a data: URL: the content security policy allows scripts and styles from files only.
    assetsInlineLimit: 0,
    // The grid and the editor are loaded with the first tab that needs them; they are large and that is known.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // With Zod, so that it runs before the first schema, in whichever chunk that lands (see ui/no-eval.ts).
        codeSplitting: { groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]|[\\/]ui[\\/]no-eval\.ts$/ }] },
      },
    },
  },
});
