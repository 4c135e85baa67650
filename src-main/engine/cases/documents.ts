// What the user keeps in the case besides evidence: saved queries, layouts, tabs, history. The engine stores bodies as they
// are; the feature that wrote one validates it when reading.
import type { Document } from '../../../shared/contract/documents.ts';
import type { Connection } from '../duckdb/connection.ts';
import { inTransaction } from '../duckdb/in-transaction.ts';
import { type EngineState, requireCase } from '../engine-state.ts';
import { os } from '../implementer.ts';

/** Older history entries are dropped. */
const keptHistory = 2_000;
const table = 'logs.pugmark.documents';

export function documentRoutes(state: EngineState) {
  return {
    list: os.documents.list.handler(({ input }) =>
      requireCase(state).db.use((connection) => listDocuments(connection, input.kind, input.limit)),
    ),
    put: os.documents.put.handler(({ input }) =>
      inTurn(state, async () => {
        const open = requireCase(state);
        const document = await open.db.use((connection) => putDocument(connection, input));
        const { kind, id, name, body } = input;
        if (isWork(kind)) await open.journal.append('documents.put', { kind, id, name, body: body ?? null });
        return document;
      }),
    ),
    remove: os.documents.remove.handler(async ({ input }) => {
      const { kind, id } = input;
      await inTurn(state, async () => {
        const open = requireCase(state);
        const name = await open.db.use((connection) => removeDocument(connection, kind, id));
        if (isWork(kind) && name !== null) await open.journal.append('documents.remove', { kind, id, name });
      });
    }),
  };
}

/** What somebody saves by name, unlike what the window keeps by itself. */
const isWork = (kind: Document['kind']) => ['query', 'view', 'pivot'].includes(kind);

/** Answers the name that it had; null: it was not there. */
async function removeDocument(connection: Connection, kind: string, id: string): Promise<string | null> {
  const name = await connection.value(`SELECT name FROM ${table} WHERE kind = $1 AND id = $2`, { values: [kind, id] });
  await connection.run(`DELETE FROM ${table} WHERE kind = $1 AND id = $2`, { values: [kind, id] });
  return name === null || name === undefined ? null : String(name);
}

async function listDocuments(connection: Connection, kind: string, limit: number): Promise<Document[]> {
  const rows = await connection.rows(
    `SELECT kind, id, name, CAST(body AS VARCHAR) AS body, strftime(updated, '%Y-%m-%dT%H:%M:%S.%fZ') AS updated
     FROM ${table} WHERE kind = $1 ORDER BY documents.updated DESC, rowid DESC LIMIT $2`,
    { values: [kind, limit] },
  );
  return rows.map((row) => ({
    kind: row.kind as Document['kind'],
    id: String(row.id),
    name: String(row.name),
    body: row.body === null ? null : (JSON.parse(String(row.body)) as unknown),
    updated: String(row.updated),
  }));
}

async function putDocument(connection: Connection, document: Omit<Document, 'updated'>): Promise<Document> {
  const { kind, id, name } = document;
  const body = document.body === undefined ? null : JSON.stringify(document.body);
  const updated = new Date().toISOString();
  await inTransaction(connection, async () => {
    await connection.run(`DELETE FROM ${table} WHERE kind = $1 AND id = $2`, { values: [kind, id] });
    await connection.run(`INSERT INTO ${table} VALUES ($1, $2, $3, $4, CAST($5 AS TIMESTAMP))`, {
      values: [kind, id, name, body, updated.replace('Z', '')],
    });
    if (kind === 'history') await trimHistory(connection);
  });
  return { kind, id, name, body: document.body ?? null, updated };
}

async function trimHistory(connection: Connection): Promise<void> {
  const entries = Number(await connection.value(`SELECT count(*) FROM ${table} WHERE kind = 'history'`));
  // A little slack, so that not every entry past the limit sorts the history.
  if (entries <= keptHistory + 100) return;
  await connection.run(
    `DELETE FROM ${table} WHERE kind = 'history' AND id NOT IN
       (SELECT id FROM ${table} WHERE kind = 'history' ORDER BY updated DESC, rowid DESC LIMIT ${keptHistory})`,
  );
}

const last = new WeakMap<EngineState, Promise<unknown>>();

/** Two transactions that delete the same row would conflict, and a UI that saves while typing does just that. */
async function inTurn<T>(state: EngineState, work: () => Promise<T>): Promise<T> {
  const turn = (last.get(state) ?? Promise.resolve()).then(work, work);
  last.set(state, turn);
  return await turn;
}
