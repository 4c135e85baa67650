// A real open case with the calls about views, and short ways to make tables and read whole views in tests.
import { createRouterClient } from '@orpc/server';
import type { ViewState } from '../../../shared/contract/views.ts';
import type { ColumnRef, View } from '../../../shared/query/view.ts';
import { viewRoutes } from '../../../src-main/engine/queries/views/routes.ts';
import { openTestCase, stateOf } from '../support/case.ts';

export type ViewClient = Awaited<ReturnType<typeof makeViewClient>>;

export const column = (name: string, ...path: string[]): ColumnRef => ({ column: name, path });
export const view = (table: string, rest: Partial<View> = {}): View => ({
  from: { kind: 'table', table },
  where: [],
  sort: [],
  ...rest,
});

export async function makeViewClient() {
  const open = await openTestCase();
  const state = stateOf(open);
  const client = createRouterClient(viewRoutes(state));

  const run = (sql: string) => open.db.use((connection) => connection.run(sql));
  const rows = (sql: string) => open.db.use((connection) => connection.rows(sql));

  async function openAll(wanted: View, signal?: AbortSignal): Promise<ViewState[]> {
    const states: ViewState[] = [];
    for await (const one of await client.open({ view: wanted }, signal ? { signal } : {})) states.push(one);
    return states;
  }

  async function page(viewId: string, offset: number, limit: number, columns: ColumnRef[], whole = false) {
    const answer = await client.page({ viewId, offset, limit, columns, whole });
    return JSON.parse(answer.rows) as (string | null)[][];
  }

  return {
    open,
    state,
    client,
    run,
    rows,
    openAll,
    page,
    /** The last state of a view that is opened to the end. */
    async openReady(wanted: View): Promise<ViewState> {
      return (await openAll(wanted)).at(-1)!;
    },
    /** All rows of a view, as the pages answer them. */
    async read(wanted: View, columns: ColumnRef[]): Promise<(string | null)[][]> {
      const state = (await openAll(wanted)).at(-1)!;
      const all = await page(state.viewId, 0, 5000, columns);
      await client.close({ viewId: state.viewId });
      return all;
    },
  };
}
