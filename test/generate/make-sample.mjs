// Writes assets/sample anew: node test/generate/make-sample.mjs [folder]
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const here = path.dirname(fileURLToPath(import.meta.url));
const dir = path.resolve(process.argv[2] ?? path.join(here, '../../assets/sample'));
const { module } = await runnerImport(path.join(here, 'sample.ts'));
console.log(JSON.stringify(await module.makeSample(dir), null, 2));
