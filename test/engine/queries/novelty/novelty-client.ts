// The calls about what is new over a table of test events, each to its end; and how many rows a View has.
import { createRouterClient } from '@orpc/server';
import type { View } from '../../../../shared/query/view.ts';
import { noveltyRoutes } from '../../../../src-main/engine/queries/novelty/routes.ts';
import { makeViewClient } from '../view-client.ts';
import { type TrailEvent, trailTable } from './trail-table.ts';

export async function makeNoveltyClient() {
  const views = await makeViewClient();
  const client = createRouterClient(noveltyRoutes(views.state));
  return {
    views,
    client,
    async load(events: readonly TrailEvent[]): Promise<void> {
      for (const statement of trailTable(events)) await views.run(statement);
    },
    async count(view: View): Promise<number> {
      const state = await views.openReady(view);
      await views.client.close({ viewId: state.viewId });
      return state.matched;
    },
  };
}

type News<T> = { state: 'running' } | { state: 'done'; result: T };

export async function lastOf<T>(stream: Promise<AsyncIterable<News<T>>>): Promise<T> {
  let last: News<T> | null = null;
  for await (const news of await stream) last = news;
  if (last?.state !== 'done') throw new Error('It ended without a result.');
  return last.result;
}
