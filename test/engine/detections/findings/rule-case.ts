// A case with a few rules of its own and records written for the purpose, and the calls about rules and findings over it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { DetectionProgress } from '../../../../shared/contract/detections.ts';
import type { View } from '../../../../shared/query/view.ts';
import { entityRoutes } from '../../../../src-main/engine/analysis/routes.ts';
import { detectionRoutes } from '../../../../src-main/engine/detections/routes.ts';
import { viewRoutes } from '../../../../src-main/engine/queries/views/routes.ts';
import { openTestCase, stateOf, testOptions } from '../../support/case.ts';
import { makeTempDir } from '../../support/temp.ts';
import { storeRecords } from '../match-rules.ts';

export type Written = {
  name: string;
  user: string | null;
  /** Seconds after the start of 2025. */
  at: number;
  more?: Record<string, unknown>;
};

const start = Date.parse('2025-01-01T00:00:00Z');
export const timeOf = (second: number) => `${new Date(start + second * 1000).toISOString().slice(0, 19)}Z`;
export const arnOf = (user: string) => `arn:aws:iam::111122223333:user/${user}`;

export const writeRule = (title: string, detection: string, more = ''): string => `title: ${title}
name: ${title.toLowerCase().replaceAll(' ', '_')}
level: high
tags: [attack.persistence, attack.t1098]
logsource: { product: aws, service: cloudtrail }
detection:
${detection.replaceAll(/^/gm, '  ')}
${more}`;

/** @param own rules of Pugmark's own; `more`: those of a folder that the investigator adds */
export async function openRuleCase(own: Record<string, string>, more: Record<string, string> = {}) {
  const options = { ...testOptions(), assetsDir: makeTempDir() };
  mkdirSync(join(options.assetsDir, 'rules'));
  for (const [name, text] of Object.entries(own)) writeFileSync(join(options.assetsDir, 'rules', `${name}.yml`), text);
  const folder = makeTempDir();
  const write = (name: string, text: string) => writeFileSync(join(folder, `${name}.yml`), text);
  for (const [name, text] of Object.entries(more)) write(name, text);
  const open = await openTestCase(options);
  const state = stateOf(open, options);
  const detections = createRouterClient(detectionRoutes(state));
  const views = createRouterClient(viewRoutes(state));
  if (Object.keys(more).length > 0) await detections.addFolder({ path: folder });
  const entities = createRouterClient(entityRoutes(state));
  async function countView(view: View): Promise<number> {
    let rows = 0;
    for await (const one of await views.open({ view })) rows = one.matched;
    return rows;
  }
  let stored = 0;

  return {
    open,
    detections,
    entities,
    countView,
    /** Changes a file of the added folder. */
    write,
    folder,
    async store(events: Written[]): Promise<void> {
      const raws = events.map(({ name, user, at, more }, i) =>
        JSON.stringify({
          eventName: name,
          eventSource: 'iam.amazonaws.com',
          eventTime: timeOf(at),
          sourceIPAddress: '192.0.2.1',
          userIdentity: user === null ? null : { type: 'IAMUser', arn: arnOf(user), userName: user },
          eventID: `${stored}-${i}`,
          ...more,
        }),
      );
      stored++;
      await open.db.use((connection) => storeRecords(connection, raws, stored));
    },
    async run(): Promise<DetectionProgress> {
      await detections.run();
      for await (const progress of await detections.watch()) if (progress.state !== 'running') return progress;
      throw new Error('The run has no end.');
    },
    /** `rule actor day: hits`, in the order of the list. */
    async list(): Promise<string[]> {
      return (await detections.findings()).map(
        ({ name, actor, day, hits }) => `${name} ${actor?.split('/').at(-1) ?? '-'} ${day?.slice(5) ?? '-'}: ${hits}`,
      );
    },
    /** How many rows the view of each finding has. */
    async countRows(): Promise<{ finding: number; hits: number; rows: number }[]> {
      const counted = [];
      for (const { finding, hits, view } of await detections.findings()) {
        counted.push({ finding, hits, rows: await countView(view) });
      }
      return counted;
    },
    /** Cells of the rows whose column has one of the values. */
    async readRows(columns: string[], { column, values }: { column: string; values: (string | null)[] }) {
      const ref = (name: string) => ({ column: name, path: [] });
      const where = [{ id: 'f', op: 'in' as const, column: ref(column), values }];
      let viewId = '';
      for await (const state of await views.open({ view: { from: { kind: 'table', table: 'cloudtrail' }, where } }))
        viewId = state.viewId;
      const page = await views.page({ viewId, offset: 0, limit: 100, columns: columns.map(ref), whole: false });
      return JSON.parse(page.rows) as (string | null)[][];
    },
    rows: (sql: string) => open.db.use((connection) => connection.rows(sql)),
  };
}
