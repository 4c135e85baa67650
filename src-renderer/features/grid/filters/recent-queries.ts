// The queries that were last applied to a source, kept in the case.
import { z } from 'zod';
import type { Source } from '../../../../shared/query/view.ts';
import type { EngineClient } from '../../../ui/engine.ts';

const Recent = z.object({ queries: z.array(z.string()) });

const mostKept = 30;

/** All results of SQL share one list: their columns come and go. */
const idOf = (source: Source) => `recent-queries/${source.kind === 'table' ? source.table : ''}`;

/** Newest first. */
export async function readRecent(engine: EngineClient, source: Source): Promise<string[]> {
  const documents = await engine.documents.list({ kind: 'setting' });
  const read = Recent.safeParse(documents.find(({ id }) => id === idOf(source))?.body);
  return read.success ? read.data.queries : [];
}

export async function addRecent(engine: EngineClient, source: Source, text: string): Promise<string[]> {
  const known = await readRecent(engine, source);
  const queries = [text, ...known.filter((one) => one !== text)].slice(0, mostKept);
  await engine.documents.put({ kind: 'setting', id: idOf(source), name: 'Recent queries', body: { queries } });
  return queries;
}
