// A case with two small log tables and the timeline over them, and short ways to mark their rows and read the marks.
import { createRouterClient } from '@orpc/server';
import type { MarkState } from '../../../../shared/contract/marks.ts';
import type { MarkChange } from '../../../../shared/marks/change.ts';
import type { View } from '../../../../shared/query/view.ts';
import { exportNotebook } from '../../../../src-main/engine/export/notebook-export.ts';
import { markRoutes } from '../../../../src-main/engine/queries/marks/routes.ts';
import { column, makeViewClient, view } from '../view-client.ts';

/** Rows of `imported`: `n` from 0, one per second; every file has 50 records. `cloudtrail` has `events` of its own. */
export async function makeMarksClient(rows = 100) {
  const views = await makeViewClient();
  const marks = createRouterClient(
    markRoutes(views.state, (request, signal) => exportNotebook(views.state, request, signal)),
  );
  await views.run(
    `CREATE TABLE logs.main.imported AS SELECT CAST(i AS INTEGER) AS n, 'word ' || (i % 7) AS word,
       TIMESTAMP '2024-01-01' + to_seconds(i) AS time, CAST(1 + i // 50 AS UINTEGER) AS evidence_id,
       CAST(1 + i % 50 AS UINTEGER) AS record_no, 'raw ' || i AS raw FROM range(${rows}) AS t(i)`,
  );
  await views.run(
    `INSERT INTO logs.main.evidence (evidence_id, path, member, content_sha256)
     SELECT DISTINCT evidence_id, 'logs.zip', 'part-' || evidence_id || '.json', repeat('ab', 32) FROM logs.main.imported`,
  );

  async function change(wanted: View, ranges: [number, number][] | null, what: MarkChange): Promise<MarkState> {
    const { viewId } = await views.openReady(wanted);
    let last: MarkState | undefined;
    for await (const state of await marks.change({ viewId, rows: ranges, change: what })) last = state;
    await views.client.close({ viewId });
    return last!;
  }

  return {
    ...views,
    marks,
    change,
    imported: view('imported', { sort: [{ column: column('n'), descending: false }] }),
    /** `[n, tags, star, note]` of the rows of a view over `imported`, as its pages answer them. */
    async look(wanted: View) {
      return await views.read(wanted, [column('n'), column('tags'), column('star'), column('note')]);
    },
  };
}

export type MarksClient = Awaited<ReturnType<typeof makeMarksClient>>;
