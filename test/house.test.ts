// The rules of the house: who may import whom, where SQL and connections live, and what a file may look like. A rule that
// sees no files fails, so that a moved folder cannot switch it off.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formats } from '../shared/formats/registry.ts';
import { type Import, listFiles, type Node, readSources, type SourceFile } from './house/source-files.ts';

const tracked = listFiles();
const sources = readSources(tracked.filter((path) => /^(shared|src-main|src-renderer)\//.test(path)));

/** Files under the given folders; fails when there are none. */
function room(...folders: string[]): SourceFile[] {
  const files = sources.filter(({ path }) => folders.some((folder) => path.startsWith(folder)));
  expect(files.length, `files in ${folders.join(', ')}`).toBeGreaterThan(0);
  return files;
}

/** `path: module` of every import that `isAllowed` does not allow. */
function strangers(files: SourceFile[], isAllowed: (found: Import, file: SourceFile) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.filter((found) => !isAllowed(found, file)).map(({ from }) => `${file.path}: ${from}`),
  );
}

const isIn = (found: Import, ...folders: string[]) =>
  found.isOwn && folders.some((folder) => found.from.startsWith(folder));

describe('imports', () => {
  it('sees the project', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(300);
  });

  it('1: shared imports only shared and zod', () => {
    const contract = (found: Import, file: SourceFile) =>
      found.from === '@orpc/contract' && file.path.startsWith('shared/contract/');
    expect(
      strangers(
        room('shared/'),
        (found, file) => isIn(found, 'shared/') || found.from === 'zod' || contract(found, file),
      ),
    ).toEqual([]);
  });

  it('2: the engine never imports Electron, a host, the command line or the renderer', () => {
    expect(
      strangers(room('src-main/engine/'), (found) =>
        found.isOwn ? isIn(found, 'shared/', 'src-main/engine/') : found.from !== 'electron',
      ),
    ).toEqual([]);
    expect(
      strangers(room('src-main/'), (found, { path }) =>
        found.from !== 'electron' ? true : /^src-main\/(main|preload)\.ts$|^src-main\/hosts\/desktop\//.test(path),
      ),
    ).toEqual([]);
  });

  it('3: only engine/duckdb imports the DuckDB driver', () => {
    const others = room('src-main/', 'shared/', 'src-renderer/').filter(
      ({ path }) => !path.startsWith('src-main/engine/duckdb/'),
    );
    expect(strangers(others, ({ from }) => !from.startsWith('@duckdb/'))).toEqual([]);
  });

  it('3: only engine/sources opens a remote connection; the loopback host listens', () => {
    const reaching =
      /^(node:)?(net|http|https|http2|dgram|tls|dns)(\/.*)?$|^(ws|undici|https-proxy-agent|@aws-sdk\/.*|@smithy\/.*)$/;
    const listening: Record<string, string[]> = { 'node:http': ['createServer'], ws: ['WebSocketServer'] };
    const others = room('src-main/').filter(({ path }) => !path.startsWith('src-main/engine/sources/'));
    const isListening = ({ from, values }: Import, { path }: SourceFile) =>
      values.length === 0 ||
      (path.startsWith('src-main/hosts/loopback/') && values.every((name) => listening[from]?.includes(name)));
    expect(strangers(others, (found, file) => !reaching.test(found.from) || isListening(found, file))).toEqual([]);
    expect(callsOf(others, ['fetch', 'WebSocket', 'EventSource'])).toEqual([]);
  });

  it('4: the renderer imports shared and itself, nothing of Node', () => {
    expect(
      strangers(room('src-renderer/'), (found) =>
        found.isOwn
          ? isIn(found, 'shared/', 'src-renderer/')
          : !/^(node:|electron$|@duckdb\/|@orpc\/server|ws$)/.test(found.from),
      ),
    ).toEqual([]);
  });

  it('4: features do not import each other, and what they share does not import them', () => {
    const feature = (path: string) => /^src-renderer\/features\/([^/]+)\//.exec(path)?.[1];
    const outside = ['src-renderer/app.tsx', 'src-renderer/main.tsx'];
    expect(
      strangers(room('src-renderer/'), (found, { path }) => {
        const target = found.isOwn ? feature(found.from) : undefined;
        return target === undefined || target === feature(path) || outside.includes(path);
      }),
    ).toEqual([]);
  });

  it('6: only grid, console and pivot touch AG Grid', () => {
    expect(
      strangers(room('src-renderer/', 'shared/', 'src-main/'), (found, { path }) =>
        found.from.startsWith('ag-grid') ? /^src-renderer\/features\/(grid|console|pivot)\//.test(path) : true,
      ),
    ).toEqual([]);
    expect(room('src-renderer/').some(({ imports }) => imports.some(({ from }) => from.startsWith('ag-grid')))).toBe(
      true,
    );
  });

  it('no import is computed', () => {
    expect(strangers(sources, ({ from }) => !from.startsWith('computed:'))).toEqual([]);
  });
});

describe('SQL', () => {
  const rooms = ['queries', 'ingest', 'acquire', 'detections', 'duckdb'].map((name) => `src-main/engine/${name}/`);
  const statement =
    /^\s*\(?\s*(SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM|CREATE|ALTER|DROP|ATTACH|DETACH|COPY|WITH|PIVOT|SET)\s/;
  /** Templates that begin as a statement and hold something that varies: a named constant of the file does not. */
  const composed = (file: SourceFile) => {
    const constants = new Set(
      file.nodes
        .filter(({ type, init }) => type === 'VariableDeclarator' && (init as Node | null)?.type === 'Literal')
        .map(({ id }) => (id as { name?: string }).name),
    );
    return file.nodes.filter((node) => {
      if (node.type !== 'TemplateLiteral') return false;
      const { expressions, quasis } = node as unknown as { expressions: Node[]; quasis: { value: { raw: string } }[] };
      const varies = expressions.some(({ type, name }) => type !== 'Identifier' || !constants.has(name as string));
      return varies && statement.test(quasis[0]!.value.raw);
    });
  };

  it('5: is composed in queries, ingest, acquire, detections and duckdb, nowhere else', () => {
    const inside = sources.filter(({ path }) => rooms.some((folder) => path.startsWith(folder)));
    expect(inside.flatMap(composed).length, 'the rule must recognise SQL where it is').toBeGreaterThan(5);
    const outside = sources.filter((file) => !inside.includes(file));
    expect(outside.flatMap((file) => composed(file).map((node) => place(file, node.start)))).toEqual([]);
  });

  it('5: is quoted in one module', () => {
    const doubled = sources
      .filter(({ path }) => path !== 'src-main/engine/duckdb/quote.ts')
      .flatMap((file) =>
        file.nodes
          .filter(
            (node) =>
              node.type === 'Literal' &&
              node.value === "''" &&
              /replace(All)?\([^()]*,\s*$/.test(file.text.slice(0, node.start)),
          )
          .map((node) => place(file, node.start)),
      );
    expect(doubled).toEqual([]);
  });
});

describe('files', () => {
  it('7: entries wire and decide nothing', () => {
    const entries = ['main', 'preload', 'engine-process', 'web', 'cli'].map((name) => `src-main/${name}.ts`);
    for (const entry of [...entries, 'src-renderer/main.tsx']) {
      const [file] = room(entry);
      expect(file!.lines, entry).toBeLessThanOrEqual(80);
      const functions = file!.nodes.filter(({ type }) => type === 'FunctionDeclaration');
      expect(functions.length, `functions declared in ${entry}`).toBeLessThanOrEqual(1);
    }
  });

  it('are at most 300 lines, or have a reason', () => {
    const long = sources.filter(({ path, lines }) => lines > 300 && !(path in allowedLong)).map(({ path }) => path);
    expect(long).toEqual([]);
  });

  it('say first why they exist', () => {
    const silent = sources.filter(({ text }) => !/^(\/\/|\/\*)/.test(text)).map(({ path }) => path);
    expect(silent).toEqual([]);
  });

  it('are named for what they do', () => {
    expect(tracked.filter((path) => /(^|\/)(utils?|helpers?|misc|common)\.[cm]?[jt]sx?$/.test(path))).toEqual([]);
  });

  it('leave nothing to do later, and swallow no error', () => {
    const later = new RegExp(['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].map((word) => `\\b${word}\\b`).join('|'));
    expect(sources.filter(({ text }) => later.test(text)).map(({ path }) => path)).toEqual([]);
    const empty = sources.flatMap((file) =>
      file.nodes
        .filter(({ type }) => type === 'CatchClause')
        .map(({ body }) => body as { start: number; end: number })
        .filter(({ start, end }) => /^\{\s*\}$/.test(file.text.slice(start, end)))
        .map(({ start }) => place(file, start)),
    );
    expect(empty).toEqual([]);
  });

  it('name no machine and no package registry', () => {
    // Spelled so that this file does not name them either.
    const words = [
      `/wo${'rk'}/`,
      `/tmp/${'pm'}`,
      `/ro${'ot'}/`,
      `artif${'actory'}`,
      `code${'artifact'}`,
      'nex' + 'us/repo',
    ];
    const named = tracked.flatMap((path) => {
      const text = readFileSync(path, 'latin1');
      return words.filter((word) => text.includes(word)).map((word) => `${path}: ${word}`);
    });
    expect(named).toEqual([]);
    const lock = readFileSync('package-lock.json', 'utf8');
    expect(lock).not.toContain('"resolved"');
  });
});

describe('formats', () => {
  const files = tracked.filter(
    (path) => /^shared\/formats\/[^/]*\.ts$/.test(path) && !/\/(format|registry)\.ts$/.test(path),
  );

  it('8: every file is a registered format', () => {
    expect(files.length).toBeGreaterThan(3);
    expect(formats.length).toBe(files.length);
    expect(new Set(formats.map(({ name }) => name)).size).toBe(formats.length);
  });

  it.each(formats.map((format) => [format.name, format] as const))(
    '8: %s has samples and is documented',
    (name, format) => {
      const rejects = format.samples.filter(({ expect: wanted }) => 'reject' in wanted);
      expect(rejects.length, 'samples that are rejected').toBeGreaterThan(0);
      expect(format.samples.length - rejects.length, 'samples that load').toBeGreaterThan(0);
      expect(existsSync(`docs/formats/${name}.md`), `docs/formats/${name}.md`).toBe(true);
    },
  );
});

/** Files past 300 lines, and why they are. */
const allowedLong: Record<string, string> = {};

function place({ path, text }: SourceFile, offset: number): string {
  return `${path}:${text.slice(0, offset).split('\n').length}`;
}

/** Places that call or construct one of the global `names`. */
function callsOf(files: SourceFile[], names: string[]): string[] {
  return files.flatMap((file) =>
    file.nodes
      .filter(({ type, callee }) => {
        const { name } = (callee ?? {}) as { name?: string };
        return (type === 'CallExpression' || type === 'NewExpression') && names.includes(name ?? '');
      })
      .map(({ start }) => place(file, start)),
  );
}
