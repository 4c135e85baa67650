// What every section of a report is gathered with: the case, the choices, and the list of queries that figures refer to.
import { micromark } from 'micromark';
import { markdownOptions } from '../../../shared/marks/markdown-options.ts';
import type { NotebookEntry } from '../../../shared/marks/notebook.ts';
import type { ReportChoices } from '../../../shared/report/choices.ts';
import type { Block, Inline, Query } from '../../../shared/report/document.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import type { Cell, Connection, Row } from '../duckdb/connection.ts';
import type { EngineState, OpenCase } from '../engine-state.ts';
import { forConsole } from '../queries/report/statements.ts';
import { readTagged } from '../queries/report/tagged-entries.ts';

/** Rows that stand in a report one by one. Of more, the first are told, and how many there are. */
export const mostRows = 2000;

export type Context = {
  state: EngineState;
  open: OpenCase;
  choices: ReportChoices;
  zone: string;
  signal: AbortSignal;
  use<T>(this: void, work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Answers the number of a query; the same SQL has one number. */
  cite(this: void, title: string, sql: string, answer: string): number;
  /** Runs a statement and cites it. `answer` says in words what it gave. */
  ask(this: void, title: string, sql: string, answer: (rows: Row[]) => string): Promise<{ rows: Row[]; cite: Inline }>;
  /** The tagged rows that are told of one by one, and how many there are; their number in the report is their place, from 1. */
  tagged(this: void): Promise<{ entries: NotebookEntry[]; total: number }>;
  /** A time on the clock of the report's zone. */
  time(this: void, iso: Cell | undefined): string;
};

export type Gather = (context: Context) => Promise<Block[]>;

export function createContext(
  state: EngineState,
  open: OpenCase,
  choices: ReportChoices,
  signal: AbortSignal,
): { context: Context; queries: Query[] } {
  const queries: Query[] = [];
  const zone = open.info.timeZone;
  const use: Context['use'] = (work) => open.db.use(work);
  const cite: Context['cite'] = (title, sql, answer) => {
    const shown = forConsole(sql);
    const known = queries.findIndex((query) => query.sql === shown);
    return known >= 0 ? known + 1 : queries.push({ title, sql: shown, answer });
  };
  let tagged: ReturnType<Context['tagged']> | null = null;
  const context: Context = {
    state,
    open,
    choices,
    zone,
    signal,
    use,
    cite,
    async ask(title, sql, answer) {
      const rows = await use((connection) => connection.rows(sql, { signal }));
      return { rows, cite: { cite: cite(title, sql, answer(rows)) } };
    },
    tagged: () => (tagged ??= use((connection) => readTagged(connection, choices.tags, mostRows, signal))),
    time: (iso) => (iso === null || iso === undefined ? '' : formatInstant(String(iso), zone)),
  };
  return { context, queries };
}

export const renderMarkdown = (text: string): string => micromark(text, markdownOptions);

export const paragraph = (...text: Inline[]): Block => ({ kind: 'paragraph', text });
export const heading = (...text: Inline[]): Block => ({ kind: 'heading', level: 3, text });
export const code = (cell: Cell | undefined): Inline[] =>
  cell === null || cell === undefined || cell === '' ? [] : [{ code: String(cell) }];
export const pathOf = ({ path, member }: Row): string =>
  member === null || member === undefined ? String(path) : `${String(path)} › ${String(member)}`;
