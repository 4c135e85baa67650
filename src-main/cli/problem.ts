// An error as a message on standard error and an exit code.
import { ORPCError } from '@orpc/server';
import { EngineError } from '../engine/engine-error.ts';
import { ReaderGone } from './output.ts';
import { exit } from './session.ts';
import { showControls } from './table.ts';
import { UsageError } from './usage-error.ts';

type Detail = { at?: string; hint?: string; offset?: number };

/** `sql`: the text that an SQL error's offset points into. */
export function describeProblem(error: unknown, sql?: string): { message: string; code: number } {
  if (error instanceof ReaderGone) return { message: '', code: exit.ok };
  if (error instanceof UsageError) {
    const see = error.of === null ? 'pugmark --help' : `pugmark ${error.of} --help`;
    return { message: `${error.message}\nSee: ${see}`, code: exit.usage };
  }
  if (error instanceof ORPCError || error instanceof EngineError) {
    if (error.code === 'CANCELLED') return { message: 'Cancelled.', code: exit.cancelled };
    const detail = ((error instanceof ORPCError ? error.data : error.detail) ?? {}) as Detail;
    const lines = [
      `${error.code === 'SQL' ? '' : 'Error: '}${error.message}`,
      detail.at === undefined ? '' : `  at: ${detail.at}`,
      detail.offset === undefined || sql === undefined ? '' : `  ${placeIn(sql, detail.offset)}`,
      detail.hint === undefined ? '' : `  ${detail.hint}`,
    ];
    const message = lines.filter(Boolean).map(keepLines).join('\n');
    return { message, code: codes[String(error.code)] ?? exit.error };
  }
  if (error instanceof Error && error.name === 'AbortError') return { message: 'Cancelled.', code: exit.cancelled };
  return {
    message: `Error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    code: exit.error,
  };
}

const codes: Record<string, number> = { REFUSED: exit.refused };

function placeIn(sql: string, offset: number): string {
  const before = sql.slice(0, offset).split('\n');
  return `line ${before.length}, column ${before.at(-1)!.length + 1}`;
}

/** Messages may quote evidence, and DuckDB's are several lines. */
function keepLines(text: string): string {
  return text.split('\n').map(showControls).join('\n');
}
