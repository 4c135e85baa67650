// Calls about lists of indicators.
import type { MatchProgress } from '../../../../shared/contract/indicators.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { type EngineState, type OpenCase, requireCase } from '../../engine-state.ts';
import { followWork } from '../../follow-work.ts';
import { os, typedErrors } from '../../implementer.ts';
import { setBehind } from '../keep-findings.ts';
import { inTurn } from './in-turn.ts';
import { listHits } from './list-hits.ts';
import { findList, listLeft, readLists } from './list-lists.ts';
import { countBehind, matchLists } from './match-lists.ts';
import { readSource } from './read-source.ts';
import { removeList, storeList } from './store-list.ts';
import { viewHits } from './view-hits.ts';

export function indicatorRoutes(state: EngineState) {
  const use = <T>(work: (connection: Connection) => Promise<T>) => requireCase(state).db.use(work);
  return {
    lists: os.indicators.lists.handler(() =>
      use(async (connection) => ({ lists: await readLists(connection), behind: await countBehind(connection) })),
    ),
    add: os.indicators.add.handler(async ({ input: { source, name, level, kind }, signal }) => {
      const open = requireCase(state);
      const read = await readSource(source, kind, signal);
      const list = await changeLists(open, async (connection) => {
        const id = await storeList(connection, { ...read, name, level, kind });
        return await findList(connection, id);
      });
      setBehind(state, open);
      const { listId, path, sha256, form, entries, indicators, duplicates, problems } = list;
      const account = { entries, indicators, duplicates, problems };
      await open.journal.append('indicators.add', { listId, name, level, path, sha256, form, kind, account });
      return list;
    }),
    change: os.indicators.change.handler(async ({ input: { listId, name, level } }) => {
      const open = requireCase(state);
      const before = await changeLists(open, async (connection) => {
        const list = await findList(connection, listId);
        await connection.run('UPDATE logs.pugmark.indicator_lists SET name = $2, level = $3 WHERE list_id = $1', {
          values: [listId, name ?? list.name, level ?? list.level],
        });
        return list;
      });
      setBehind(state, open);
      const [from, to] = [
        { name: before.name, level: before.level },
        { name: name ?? before.name, level: level ?? before.level },
      ];
      await open.journal.append('indicators.change', { listId, from, to });
    }),
    remove: os.indicators.remove.handler(async ({ input: { listId } }) => {
      const open = requireCase(state);
      const list = await changeLists(open, async (connection) => {
        const found = await findList(connection, listId);
        await removeList(connection, listId);
        return found;
      });
      setBehind(state, open);
      const { name, sha256, indicators, records } = list;
      await open.journal.append('indicators.remove', { listId, name, sha256, indicators, records });
    }),
    problems: os.indicators.problems.handler(({ input }) =>
      use(async (connection) => {
        const { total, rows } = await listLeft(connection, input, 'problems');
        const problems = rows.map(({ place, text, reason }) => ({
          place: String(place),
          text: String(text),
          reason: String(reason),
        }));
        return { total, problems };
      }),
    ),
    duplicates: os.indicators.duplicates.handler(({ input }) =>
      use(async (connection) => {
        const { total, rows } = await listLeft(connection, input, 'duplicates');
        return {
          total,
          duplicates: rows.map(({ place, text, of }) => ({
            place: String(place),
            value: String(text),
            of: String(of),
          })),
        };
      }),
    ),
    match: os.indicators.match.handler(({ signal }) => typedErrors(match(requireCase(state), signal))),
    hits: os.indicators.hits.handler(({ input }) => use((connection) => listHits(connection, input))),
    rows: os.indicators.rows.handler(({ input }) => use((connection) => viewHits(connection, input))),
  };
}

const changeLists = <T>(open: OpenCase, work: (connection: Connection) => Promise<T>): Promise<T> =>
  inTurn(open, () => open.db.use(work));

function match(open: OpenCase, given: AbortSignal | undefined): AsyncGenerator<MatchProgress> {
  let progress = { rows: 0, totalRows: 0 };
  return followWork<MatchProgress>(
    given,
    () => ({ state: 'running', ...progress }),
    async (signal) => {
      await matchLists(open, { signal, tell: (news) => (progress = news) });
      return { state: 'done', ...progress };
    },
  );
}
