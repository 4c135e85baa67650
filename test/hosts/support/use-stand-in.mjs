// Loaded before the shell: `electron` means the stand-in beside this file.
import { register } from 'node:module';

const standIn = new URL('electron-stand-in.mjs', import.meta.url).href;
const hook = `export const resolve = (name, context, next) =>
  name === 'electron' ? { url: ${JSON.stringify(standIn)}, shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
