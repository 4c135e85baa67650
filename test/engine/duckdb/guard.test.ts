// The sandbox tried for real: each statement goes the console's whole way into an open case, and afterwards files, evidence,
// catalogs and settings must be what they were.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { caseFiles } from '../../../src-main/engine/cases/case-folder.ts';
import type { Connection } from '../../../src-main/engine/duckdb/connection.ts';
import { loadForbidden } from '../../../src-main/engine/duckdb/forbidden.ts';
import { judge } from '../../../src-main/engine/duckdb/guard.ts';
import { lex, splitStatements } from '../../../src-main/engine/duckdb/lexer.ts';
import { confirmNames, confirmPlan, confirmSelect, runChange } from '../../../src-main/engine/duckdb/statements.ts';
import type { OpenCase } from '../../../src-main/engine/engine-state.ts';
import { resolveSource } from '../../../src-main/engine/queries/catalog/source.ts';
import { runText } from '../../../src-main/engine/queries/console/console-run.ts';
import { inTransaction } from '../../../src-main/engine/queries/console/sandbox.ts';
import { openTestCase, stateOf } from '../support/case.ts';
import { makeTempDir } from '../support/temp.ts';
import { harmless } from './harmless.ts';
import { hostile } from './hostile.ts';

const secret = 'canary-5ecret';
let open: OpenCase;
let inside: string;
let outside: string;
let before: string;

beforeAll(async () => {
  open = await openTestCase();
  inside = caseFiles(open.dir).temp;
  outside = makeTempDir();
  for (const dir of [inside, outside]) {
    writeFileSync(join(dir, 'canary.csv'), `a,b\n1,${secret}\n`);
    writeFileSync(join(dir, 'canary.json'), `{"a":"${secret}"}\n`);
    writeFileSync(join(dir, 'canary.txt'), `${secret}\n`);
  }
  mkdirSync(join(inside, 'sub'));
  symlinkSync(join(outside, 'canary.txt'), join(inside, 'link.txt'));
  await open.db.use(async (c) => {
    await c.run("CREATE TABLE logs.main.cloudtrail AS SELECT range AS id, 'user ' || range % 7 AS who FROM range(100)");
    await c.run(`COPY (SELECT '${secret}' AS a) TO '${inside}/canary.parquet' (FORMAT parquet)`);
    await c.run('CREATE TABLE scratch.mine AS SELECT 1 AS a');
    await c.run('CREATE SEQUENCE scratch.s');
    // What a case from elsewhere could carry.
    await c.run(`CREATE VIEW scratch.planted AS SELECT * FROM read_text('${inside}/canary.txt')`);
    await c.run('CREATE VIEW scratch.planted_twice AS SELECT * FROM scratch.main.planted');
    await c.run(`CREATE VIEW scratch.planted_file AS SELECT * FROM '${inside}/canary.csv'`);
    await c.run('CREATE MACRO scratch.planted_macro(f) AS (SELECT content FROM read_text(f))');
    await c.run('CREATE MACRO scratch.planted_table(f) AS TABLE SELECT * FROM read_csv(f)');
    await c.run('CREATE MACRO scratch.planted_query(q) AS TABLE SELECT * FROM query(q)');
    await c.run(`CREATE MACRO scratch.planted_default(f := '${inside}/canary.txt') AS TABLE SELECT * FROM glob(f)`);
    await c.run("CREATE MACRO logs.main.planted_upper(x) AS 'nobody'");
    await c.run(`CREATE VIEW logs.main.planted_logs AS SELECT * FROM read_csv('${inside}/canary.csv')`);
  });
  before = await snapshot();
});

/** Everything a statement could have changed or shown. */
async function snapshot(): Promise<string> {
  const files = [inside, outside].flatMap((dir) =>
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return `${path} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
      })
      .sort(),
  );
  const facts = await open.db.use(async (c) => ({
    evidence: await c.rows('SELECT count(*) AS n, sum(id) AS s, max(who) AS w FROM logs.main.cloudtrail'),
    mine: await c.rows('FROM scratch.mine'),
    databases: await c.rows('SELECT database_name, path, readonly FROM duckdb_databases() ORDER BY 1'),
    settings: await c.rows('SELECT name, value FROM duckdb_settings() ORDER BY 1'),
    objects: await c.rows(
      `SELECT database_name AS d, schema_name AS s, table_name AS n FROM duckdb_tables()
       WHERE NOT (database_name = 'work' AND table_name LIKE 'result_%')
       UNION ALL SELECT database_name, schema_name, view_name FROM duckdb_views() WHERE NOT internal
       UNION ALL SELECT database_name, schema_name, function_name FROM duckdb_functions() WHERE database_name <> 'system'
       UNION ALL SELECT database_name, schema_name, type_name FROM duckdb_types() WHERE NOT internal
       UNION ALL SELECT database_name, schema_name, sequence_name || start_value || coalesce(last_value, 0) FROM duckdb_sequences()
       UNION ALL SELECT database_name, schema_name, NULL FROM duckdb_schemas() WHERE NOT internal
       ORDER BY ALL`,
    ),
    variables: await c.rows('SELECT name FROM duckdb_variables()'),
  }));
  return JSON.stringify({ files, facts }, null, 1);
}

/** Runs a text the console's way; answers what it said and showed. */
async function attempt(sql: string): Promise<{ code: string; message: string; hint: string; shown: string }> {
  const shown: unknown[] = [];
  try {
    for await (const event of runText(open, sql, { rowLimit: 1000 })) {
      if (event.type !== 'done' || event.run === null) continue;
      const table = `work.main.result_${event.run.replaceAll('-', '_')}`;
      shown.push(await open.db.use((c) => c.rows(`FROM ${table} ORDER BY rowid`)));
    }
  } catch (error) {
    const { code, message, detail } = error as { code: string; message: string; detail?: { hint?: string } };
    return { code, message, hint: detail?.hint ?? '', shown: JSON.stringify(shown) };
  }
  return { code: 'OK', message: '', hint: '', shown: JSON.stringify(shown) };
}

describe('hostile statements are refused and change nothing', () => {
  it.each(hostile)('%s', async (template, says) => {
    const sql = template.replaceAll('IN/', `${inside}/`).replaceAll('OUT/', `${outside}/`);
    const { code, message, hint, shown } = await attempt(sql);
    expect(`${code}: ${message}`).toMatch(says);
    expect(code).toBe(says.source.startsWith('^SQL') ? 'SQL' : 'REFUSED');
    if (code === 'REFUSED') expect(hint).not.toBe('');
    expect(shown).toBe('[]');
    expect(message + hint).not.toContain(secret);
    expect(await snapshot()).toBe(before);
  });

  it('are many', () => expect(hostile.length).toBeGreaterThan(150));
});

describe('harmless statements run', () => {
  it.each(harmless)('%s', async (sql) => {
    const { code, message, hint } = await attempt(sql);
    expect(`${code} ${message} ${hint}`.trim()).toBe('OK');
  });
});

describe('behind the door, each on its own', () => {
  const withConnection = <T>(work: (c: Connection) => Promise<T>) => open.db.use(work);

  it('the parse finds files and functions that the text did not show', () =>
    withConnection(async (c) => {
      const forbidden = await loadForbidden(c);
      await expect(confirmNames(c, "SELECT * FROM 'a.csv'", forbidden)).rejects.toMatchObject({ code: 'REFUSED' });
      await expect(confirmNames(c, "SELECT (SELECT 1 FROM read_text('a'))", forbidden)).rejects.toThrow(/read_text/);
      await expect(confirmNames(c, "SELECT current_setting('threads')", forbidden)).rejects.toThrow(/current_setting/);
      await confirmNames(c, "SELECT 'read_text(1)', * FROM cloudtrail", forbidden);
    }));

  it.each([
    'FROM scratch.planted_twice',
    "SELECT scratch.planted_macro('IN/canary.txt')",
    "FROM scratch.planted_table('IN/canary.csv')",
    'FROM scratch.planted_default()',
    "FROM 'IN/canary.csv'",
    'FROM duckdb_settings()',
    'PIVOT scratch.planted ON filename USING count(*)',
    "INSERT INTO scratch.mine SELECT 1 FROM 'IN/canary.csv'",
  ])('the plan shows what %s would run', (template) =>
    withConnection(async (c) => {
      await expect(confirmPlan(c, template.replaceAll('IN/', `${inside}/`))).rejects.toMatchObject({ code: 'REFUSED' });
    }),
  );

  it.each(['scratch.planted', 'scratch.planted_twice', 'planted_logs'])(
    '%s cannot be opened as a table either',
    (table) =>
      withConnection(async (c) => {
        const state = stateOf(open);
        await expect(resolveSource(state, c, { kind: 'table', table })).rejects.toMatchObject({ code: 'REFUSED' });
      }),
  );

  it.each(['SET threads = 1', "ATTACH ':memory:' AS evil", 'CALL force_checkpoint()', 'BEGIN', 'SELECT 1; SELECT 2'])(
    'DuckDB’s statement type refuses %s',
    (sql) =>
      withConnection(async (c) => {
        await expect(confirmSelect(c, sql)).rejects.toMatchObject({ code: 'REFUSED' });
        await expect(runChange(c, sql)).rejects.toMatchObject({ code: 'REFUSED' });
      }),
  );

  it.each(['scratch', 'work'] as const)('a transaction of %s cannot write evidence', (catalog) =>
    withConnection(async (c) => {
      const was = await snapshot();
      const write = inTransaction(c, catalog, undefined, () => c.run('DELETE FROM logs.main.cloudtrail'));
      await expect(write).rejects.toThrow(/single attached database/);
      expect(await snapshot()).toBe(was);
    }),
  );

  it('DuckDB itself opens nothing outside the folders it was given', () =>
    withConnection(async (c) => {
      for (const sql of [
        `FROM '${outside}/canary.csv'`,
        `FROM read_text('${inside}/link.txt')`,
        `FROM read_text('${inside}/../case.json')`,
      ])
        await expect(c.rows(sql)).rejects.toThrow(/Permission Error/);
    }));
});

describe('the lexer reads as DuckDB does', () => {
  const parts = [
    "'",
    "''",
    '"',
    '""',
    '$$',
    '$a$',
    '$',
    '--',
    '\n',
    '/*',
    '*/',
    ';',
    "E'",
    '\\',
    ' ',
    'SELECT 1',
    'a',
    '1',
    '.',
    '(',
    ')',
    ' AS ',
    ' FROM t',
    '\u00a0',
    'é',
    '0x',
    '::',
    ':',
  ];

  it('never sees fewer statements than DuckDB does', () =>
    open.db.use(async (c) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 14 }), async (chosen) => {
          const sql = `SELECT 2 AS x ${chosen.join('')}`;
          const count = await c.driver.extractStatements(sql).then(
            (extracted) => extracted.count,
            () => null,
          );
          if (count === null) return;
          const { tokens, problem } = lex(sql);
          // DuckDB takes dollars within a name for a quote when it replaces spaces, and for a name afterwards; it is refused.
          if (problem && /[\w\u0080-\uffff]\$.*\u00a0/s.test(sql)) return;
          expect({ sql, problem }).toEqual({ sql, problem: null });
          // DuckDB ignores a last statement of nothing but a word that it cannot read (`;é`); the guard refuses it.
          expect(splitStatements(tokens, sql).length, sql).toBeGreaterThanOrEqual(count);
        }),
        { numRuns: 1500 },
      );
    }));

  it('sees a refused function however it is spelled', async () => {
    const forbidden = await open.db.use(loadForbidden);
    const blank = fc.constantFrom('', ' ', '\n', '\t', '/**/', '/* /* ( */ */', '-- x\n', '\u00a0', '\u2003', '\ufeff');
    const name = fc.constantFrom(...forbidden.keys()).chain((plain) =>
      fc
        .tuple(fc.boolean(), fc.array(fc.boolean(), { minLength: plain.length, maxLength: plain.length }))
        .map(([quoted, upper]) => {
          const mixed = Array.from(plain, (char, i) => (upper[i] ? char.toUpperCase() : char)).join('');
          return quoted ? `"${mixed}"` : mixed;
        }),
    );
    const around = fc.constantFrom<[string, string]>(
      ['SELECT * FROM ', "('x')"],
      ['SELECT * FROM system.main.', "('x')"],
      ["SELECT 'a'.", '()'],
      ['SELECT [x for x in (FROM ', "('x'))]"],
      ['WITH a AS (SELECT (SELECT 1 FROM ', "('x'))) FROM a"],
      ["SELECT ';' AS \"--\", $$'$$, ", "('x') -- '"],
      ['CREATE MACRO scratch.m() AS TABLE FROM ', "('x')"],
    );
    fc.assert(
      fc.property(name, blank, blank, around, (call, one, two, [start, end]) => {
        const sql = `${start}${one}${call}${two}${end}`;
        expect(() => judge(sql, forbidden)).toThrow(/refused/);
      }),
      { numRuns: 1000 },
    );
  });
});
