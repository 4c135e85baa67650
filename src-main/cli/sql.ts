// `pugmark sql`: runs SQL, prints its result as a table, JSON or CSV.
import { text } from 'node:stream/consumers';
import type { ColumnInfo } from '../../shared/contract/views.ts';
import type { SqlCommand } from './arguments.ts';
import { createProgressLine, durationText, grouped } from './progress.ts';
import { type Cells, readRows, runSql, type StatementResult } from './rows.ts';
import { exit, openCase, type Session } from './session.ts';
import { formatTable } from './table.ts';

const tableLimit = 200;

export async function runSqlCommand(session: Session, command: SqlCommand, sql: string): Promise<number> {
  await openCase(session, command.caseDir);
  const line = createProgressLine();
  const started = performance.now();
  const results = await runSql(session, sql, undefined, (rows, ms) =>
    line.show(`${grouped(rows)} rows, ${durationText(ms)}`),
  ).finally(() => line.clear());
  const held = results.filter(({ run }) => run !== null);
  if (command.output === 'table') {
    for (const result of results) await printTable(session, result, command.limit ?? tableLimit);
    session.out.note(durationText(performance.now() - started));
  } else {
    const print = command.output === 'json' ? printJson : printCsv;
    await print(session, held.at(-1) ?? null, command.limit ?? Number.POSITIVE_INFINITY);
  }
  const cut = held.find((result) => result.cut);
  if (!cut) return exit.ok;
  session.out.note(`The result was cut at ${grouped(cut.rows)} rows.`);
  return exit.problems;
}

/** The command's SQL; `-` stands for standard input. */
export async function readSql(command: SqlCommand): Promise<string> {
  return command.sql === '-' ? text(process.stdin) : command.sql;
}

async function printTable(session: Session, result: StatementResult, limit: number): Promise<void> {
  const { out } = session;
  if (result.run === null) {
    out.note(`${grouped(result.rows)} rows changed`);
    return;
  }
  const rows: Cells[] = [];
  for await (const page of readRows(session, result, limit)) rows.push(...page);
  const columns = result.columns.map(({ name, kind }) => ({ name, right: kind === 'number' }));
  const { lines, leftOut } = formatTable(columns, rows, out.width);
  await out.write(`${lines.join('\n')}\n`);
  const notes = [`${grouped(result.rows)} ${result.rows === 1 ? 'row' : 'rows'}`];
  if (rows.length < result.rows) notes.push(`the first ${grouped(rows.length)} are shown (--limit N, --json, --csv)`);
  if (leftOut > 0) notes.push(`${leftOut} columns do not fit (--json, --csv)`);
  out.note(notes.join('; '));
}

async function printJson(session: Session, result: StatementResult | null, limit: number): Promise<void> {
  const { out } = session;
  const columns = result?.columns ?? [];
  await out.write(`{"columns":${JSON.stringify(columns.map(({ name, type }) => ({ name, type })))},"rows":[`);
  const keys = columns.map(({ name }) => JSON.stringify(name));
  let first = true;
  if (result)
    for await (const page of readRows(session, result, limit)) {
      const objects = page.map(
        (row) => `{${row.map((cell, at) => `${keys[at]}:${toJson(cell, columns[at]!)}`).join(',')}}`,
      );
      await out.write((first ? '\n' : ',\n') + objects.join(',\n'));
      first = false;
    }
  await out.write(']}\n');
}

/** A cell as JSON. Nested values are passed on as DuckDB wrote them, so that no number in them is rounded here. */
export function toJson(cell: string | null, column: ColumnInfo): string {
  if (cell === null) return 'null';
  if (column.kind === 'boolean') return cell;
  if (column.kind === 'number') {
    const number = Number(cell);
    const exact = Number.isSafeInteger(number) || (Number.isFinite(number) && !/^-?\d+$/.test(cell));
    return exact ? JSON.stringify(number) : JSON.stringify(cell);
  }
  if (column.kind === 'text' || column.kind === 'time' || column.kind === 'bytes') return JSON.stringify(cell);
  try {
    JSON.parse(cell);
    return cell;
  } catch {
    return JSON.stringify(cell); // A JSON column may hold what is not JSON; its text is still the value.
  }
}

async function printCsv(session: Session, result: StatementResult | null, limit: number): Promise<void> {
  const { out } = session;
  if (!result) return;
  const record = (cells: Cells) => `${cells.map(toCsv).join(',')}\r\n`;
  await out.write(record(result.columns.map(({ name }) => name)));
  for await (const page of readRows(session, result, limit)) await out.write(page.map(record).join(''));
}

/** RFC 4180; a missing value is empty, an empty text is `""`. */
export function toCsv(cell: string | null): string {
  if (cell === null) return '';
  return cell === '' || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
