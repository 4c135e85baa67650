// What DuckDB itself says of one statement before it runs: how many it parses into, its type, its place in catalogs and
// plans. The guard's reading of the text is checked against this.
import { type DuckDBPreparedStatement, StatementType } from '@duckdb/node-api';
import { EngineError } from '../engine-error.ts';
import { type Connection, toSqlError } from './connection.ts';
import { type Forbidden, isHarmlessTableFunction } from './forbidden.ts';
import { findForbidden, type Judged } from './guard.ts';
import { lex } from './lexer.ts';
import { looksLikeFile } from './table-places.ts';

const writeTypes = new Set<StatementType>([
  StatementType.CREATE,
  StatementType.CREATE_FUNC,
  StatementType.INSERT,
  StatementType.UPDATE,
  StatementType.DELETE,
  StatementType.DROP,
  StatementType.ALTER,
  StatementType.MERGE_INTO,
]);

/**
 * Parses and binds a reading statement, and refuses it when DuckDB sees something else than the guard did. A PIVOT whose
 * columns come from the data is two statements to DuckDB: CREATE TYPE …, then a SELECT that binds only once the first ran.
 */
export async function confirmSelect(connection: Connection, sql: string): Promise<void> {
  await eachPart(connection, sql, async ({ type, prepared, count }) => {
    if (prepared.parameterCount > 0)
      throw new EngineError('INVALID', 'Parameters ($1, ?) have no values here; write the values themselves.');
    const isPivot = count > 1 && type === StatementType.CREATE && /pivot/i.test(sql);
    if (!(count === 1 && type === StatementType.SELECT) && !isPivot) throw refusedType(type);
    return false;
  });
}

/**
 * Runs a statement that creates or changes, part by part: each is prepared only after the one before it ran, and refused when
 * it is of another kind. Answers the rows changed. Call it inside a transaction.
 */
export async function runChange(connection: Connection, sql: string): Promise<number> {
  let changed = 0;
  await eachPart(connection, sql, async ({ type, prepared, count }) => {
    if (isBracket(type, count, sql)) return true;
    if (!writeTypes.has(type) || (count > 1 && !/pivot/i.test(sql))) throw refusedType(type);
    changed = (await prepared.run()).rowsChanged;
    return true;
  });
  return changed;
}

/**
 * A statement's plan; with ANALYZE the statement runs. Of a dynamic PIVOT its first part runs, which finds the columns.
 * Call it inside a transaction.
 */
export async function explain(
  connection: Connection,
  sql: string,
  how: '' | 'ANALYZE' | '(FORMAT json)',
): Promise<string> {
  let plan = '';
  await eachPart(connection, `EXPLAIN ${how} ${sql}`, async ({ type, prepared, count }) => {
    if (isBracket(type, count, sql)) return true;
    const isPivot = count > 1 && type === StatementType.CREATE && /pivot/i.test(sql);
    if (type !== StatementType.EXPLAIN && !isPivot) throw refusedType(type);
    const reader = await prepared.runAndReadAll();
    if (type === StatementType.EXPLAIN) plan = String(reader.getRowsJson()[0]?.at(-1) as string);
    return true;
  });
  return plan;
}

/** DuckDB brackets a dynamic PIVOT's parts by BEGIN … COMMIT, or SET inside a transaction; the caller's own stands for them. */
function isBracket(type: StatementType, count: number, sql: string): boolean {
  return (type === StatementType.TRANSACTION || type === StatementType.SET) && count > 1 && /pivot/i.test(sql);
}

type Part = { type: StatementType; prepared: DuckDBPreparedStatement; count: number };

/** Hands out the parts of one statement until `visit` answers false. */
function eachPart(connection: Connection, sql: string, visit: (part: Part) => Promise<boolean>): Promise<void> {
  return connection.guard(() => eachPartOf(connection, sql, visit));
}

async function eachPartOf(connection: Connection, sql: string, visit: (part: Part) => Promise<boolean>): Promise<void> {
  try {
    const extracted = await connection.driver.extractStatements(sql);
    for (let i = 0; i < extracted.count; i++) {
      const prepared = await extracted.prepare(i);
      try {
        if (!(await visit({ type: prepared.statementType, prepared, count: extracted.count }))) return;
      } finally {
        prepared.destroySync();
      }
    }
  } catch (error) {
    throw toSqlError(error);
  }
}

function refusedType(type: StatementType): EngineError {
  return new EngineError('REFUSED', `${StatementType[type]} is refused in the console.`, {
    hint: 'The console reads evidence with SELECT and writes only to scratch.',
  });
}

/** Refuses what DuckDB's own parse of a SELECT names: files as tables, refused functions. PIVOT cannot be serialised. */
export async function confirmNames(connection: Connection, sql: string, forbidden: Forbidden): Promise<void> {
  const text = await connection.value('SELECT json_serialize_sql($1::VARCHAR, skip_null := true, skip_empty := true)', {
    values: [sql],
  });
  walk(JSON.parse(String(text)), (node) => {
    const call = typeof node.function_name === 'string' ? node.function_name.toLowerCase() : '';
    if (forbidden.has(call)) throw refused(`${call}()`);
    if (node.type === 'BASE_TABLE' && typeof node.table_name === 'string') {
      const name = [node.catalog_name, node.schema_name, node.table_name].filter((part) => typeof part === 'string');
      if (looksLikeFile(name)) throw refused(`Reading a file (${name.join('.')})`);
    }
  });
}

/** Refuses what the plan would run, however it got there: through a view, a macro, or a name that turned out to be a file. */
export async function confirmPlan(connection: Connection, sql: string): Promise<{ streams: boolean }> {
  let streams = true;
  walk(JSON.parse(await explain(connection, sql, '(FORMAT json)')), (node) => {
    if (typeof node.name !== 'string') return;
    const info = (node.extra_info ?? {}) as Record<string, unknown>;
    const named = node.name === 'INOUT_FUNCTION' ? info.Name : info.Function;
    const call = typeof named === 'string' ? named.toLowerCase() : '';
    if (call && call !== 'seq_scan' && call !== 'index_scan' && !isHarmlessTableFunction(call))
      throw refused(`${call}()`);
    if (/COPY|ATTACH|EXPORT|LOAD|PRAGMA|VACUUM/.test(node.name)) throw refused(node.name.trim());
    if (!streamingOperators.has(node.name.trim())) streams = false;
  });
  return { streams };
}

/** Operators that hand rows on as they come. */
const streamingOperators = new Set(
  'PROJECTION FILTER SEQ_SCAN TABLE_SCAN RANGE STREAMING_LIMIT STREAMING_WINDOW UNNEST INOUT_FUNCTION UNION DUMMY_SCAN COLUMN_DATA_SCAN EMPTY_RESULT'.split(
    ' ',
  ),
);

export type Tainted = { name: string; what: string };

/**
 * Views and macros in the case's files that use what the console refuses, or another that does. A case that comes from
 * elsewhere may carry them.
 */
export async function findTainted(connection: Connection, forbidden: Forbidden): Promise<Tainted[]> {
  const rows = await connection.rows(
    `SELECT view_name AS name, sql, false AS foreign_macro
     FROM duckdb_views() WHERE database_name IN ('logs', 'scratch') AND NOT internal
     UNION ALL
     SELECT function_name, macro_definition, database_name = 'logs' FROM duckdb_functions()
     WHERE database_name IN ('logs', 'scratch') AND function_type IN ('macro', 'table_macro')`,
  );
  const objects = rows.map(({ name, sql }) => ({ name: String(name).toLowerCase(), tokens: lex(String(sql)).tokens }));
  const tainted = new Map<string, Tainted>();
  // Pugmark makes none there. One of a built-in's name would take its place in every query.
  for (const { name, foreign_macro } of rows)
    if (foreign_macro)
      tainted.set(String(name).toLowerCase(), { name: String(name), what: 'a definition that Pugmark did not make' });
  for (const { name, tokens } of objects) {
    const found = findForbidden(tokens, forbidden);
    if (found) tainted.set(name, { name, what: found.what.replace(/,$/, '') });
  }
  for (let grew = true; grew; ) {
    grew = false;
    for (const { name, tokens } of objects) {
      if (tainted.has(name)) continue;
      const via = tokens.find(
        (token) => (token.kind === 'word' || token.kind === 'quoted') && tainted.has(token.value.toLowerCase()),
      );
      if (!via) continue;
      tainted.set(name, { name, what: tainted.get(via.value.toLowerCase())!.what });
      grew = true;
    }
  }
  return [...tainted.values()];
}

/** Refuses a statement that mentions a tainted view or macro; dropping one stays possible. */
export function checkTainted(statement: Judged, tainted: readonly Tainted[]): void {
  if (tainted.length === 0 || statement.verb === 'drop') return;
  for (const token of statement.tokens) {
    if (token.kind !== 'word' && token.kind !== 'quoted') continue;
    const hit = tainted.find(({ name }) => name === token.value.toLowerCase());
    if (hit) throw refuseTaintedName(hit, token.from);
  }
}

export function refuseTaintedName({ name, what }: Tainted, offset?: number): EngineError {
  return new EngineError('REFUSED', `“${name}” is refused: its definition uses ${what}.`, {
    ...(offset === undefined ? {} : { offset }),
    hint: `It came with the case. DROP VIEW or DROP MACRO scratch.${name} removes it.`,
  });
}

function refused(what: string): EngineError {
  return new EngineError('REFUSED', `${what} is refused in the console.`, {
    hint: 'It is used by this statement, or by a view or macro that it names. The console reads evidence with SELECT and writes only to scratch.',
  });
}

function walk(value: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (value && typeof value === 'object') {
    visit(value as Record<string, unknown>);
    for (const item of Object.values(value)) walk(item, visit);
  }
}
