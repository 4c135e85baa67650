// The renderer's files. What may be served is listed from disk first and looked up by its whole name, so no path is ever
// built from what a request says.
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

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
  // Walked by hand: `readdir` with `recursive` does not look into Electron's asar archives.
  async function walk(folder: string, prefix: string): Promise<void> {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const file = join(folder, entry.name);
      const name = prefix + entry.name;
      if (entry.isDirectory()) await walk(file, `${name}/`);
      else if (entry.isFile()) found.set(name, { file, type: types[extname(name)] ?? 'application/octet-stream' });
    }
  }
  await walk(dir, '');
  const page = found.get('index.html');
  if (page) found.set('', page);
  return found;
}
