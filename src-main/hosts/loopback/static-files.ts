// The renderer's files. What may be served is listed from disk first and looked up by its whole name, so no path is ever
// built from what a request says.
import { readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export type StaticFile = { file: string; type: string };

/** Files under `dir` by their URL path; `''` is index.html. Symbolic links are left out. */
export async function listStaticFiles(dir: string): Promise<Map<string, StaticFile>> {
  const found = new Map<string, StaticFile>();
  for (const entry of await readdir(dir, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const name = relative(dir, file).split(sep).join('/');
    const type = types[extname(name)] ?? 'application/octet-stream';
    found.set(name, { file, type });
    if (name === 'index.html') found.set('', { file, type });
  }
  return found;
}
