// Tags, stars and notes: put on, taken off, taken back, against a plain model; in the real DuckDB.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MarkChange } from '../../../../shared/marks/change.ts';
import type { ColumnFilter } from '../../../../shared/query/view.ts';
import { column, view } from '../view-client.ts';
import { type MarksClient, makeMarksClient } from './marks-client.ts';

let client: MarksClient;
beforeAll(async () => {
  client = await makeMarksClient();
});

type Marks = { tags: Set<string>; star: boolean; note: string | null };
const bare = (): Marks => ({ tags: new Set(), star: false, note: null });

/** What the marks of a row would be after a change, and the other way round. */
function changeOne(marks: Marks, change: MarkChange, on: boolean): void {
  if (change.kind === 'tag' && on) marks.tags.add(change.tag);
  else if (change.kind === 'tag') marks.tags.delete(change.tag);
  else if (change.kind === 'star') marks.star = on;
  else marks.note = change.text;
}
const hasIt = (marks: Marks, change: MarkChange): boolean =>
  change.kind === 'tag' ? marks.tags.has(change.tag) : change.kind === 'star' ? marks.star : marks.note === change.text;

const rows = 100;
const tags = ['Suspicious', 'Benign', 'Ask the client'];
const change = fc.oneof(
  fc.record({
    kind: fc.constant('tag' as const),
    tag: fc.constantFrom(...tags),
    on: fc.option(fc.boolean(), { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('star' as const), on: fc.option(fc.boolean(), { nil: undefined }) }),
  fc.record({
    kind: fc.constant('note' as const),
    text: fc.option(fc.constantFrom('a', "it's **bad**", 'ünï\u0000x', ''), { nil: null }),
  }),
);
const range = fc
  .tuple(fc.nat(rows - 1), fc.integer({ min: 1, max: 40 }))
  .map(([from, length]): [number, number] => [from, Math.min(rows, from + length)]);
const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('change' as const), change, where: fc.option(range, { nil: null }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const), which: fc.nat(9) }) },
);

test('any sequence of changes, undo and redo leaves what a plain model has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
      await client.run('DELETE FROM logs.main.row_marks');
      const model = Array.from({ length: rows }, bare);
      const steps: {
        id: string;
        change: MarkChange;
        on: boolean;
        rows: number[];
        before: (string | null)[];
        undone: boolean;
      }[] = [];
      for (const one of acts) {
        if (one.do === 'change') {
          const [from, to] = one.where ?? [0, rows];
          const all = Array.from({ length: to - from }, (_, i) => from + i);
          const wish = one.change.kind === 'note' ? true : one.change.on;
          const on = wish ?? all.some((n) => !hasIt(model[n]!, one.change));
          const changed = all.filter((n) => hasIt(model[n]!, one.change) !== on);
          const before = changed.map((n) => model[n]!.note);
          for (const n of changed) changeOne(model[n]!, one.change, on);
          const done = await client.change(client.imported, one.where ? [one.where] : null, one.change);
          expect(done).toMatchObject({ state: 'done', rows: all.length, changed: changed.length });
          expect(done.step === null).toBe(changed.length === 0);
          if (done.step !== null)
            steps.push({ id: done.step, change: one.change, on, rows: changed, before, undone: false });
        } else {
          const isUndo = one.do === 'undo';
          const fitting = steps.filter(({ undone }) => undone !== isUndo);
          const step = fitting[one.which % Math.max(1, fitting.length)];
          if (!step) continue;
          let kept = 0;
          step.rows.forEach((n, i) => {
            const marks = model[n]!;
            const { change: what } = step;
            const before = { kind: 'note', text: step.before[i]! } as const;
            const [expected, next] = isUndo ? [what, before] : [before, what];
            if (what.kind === 'note') {
              if (marks.note === (expected as typeof before).text) marks.note = (next as typeof before).text;
              else kept++;
            } else if (hasIt(marks, what) === (isUndo ? step.on : !step.on))
              changeOne(marks, what, isUndo ? !step.on : step.on);
            else kept++;
          });
          step.undone = isUndo;
          const answer = await client.marks[one.do]({ step: step.id });
          expect(answer).toEqual({ changed: step.rows.length - kept, kept });
        }
      }
      const seen = await client.look(client.imported);
      expect(seen).toEqual(
        model.map(({ tags: has, star, note }, n) => [
          String(n),
          has.size === 0 ? null : JSON.stringify([...has].sort()),
          String(star),
          note,
        ]),
      );
      const stored = await client.rows('SELECT count(*) AS n FROM logs.main.row_marks');
      expect(stored[0]!.n).toBe(
        model.filter(({ tags: has, star, note }) => has.size > 0 || star || note !== null).length,
      );
    }),
    { numRuns: 25 },
  );
});

describe('which rows', () => {
  test('those of the view, in its order and under its filters, whatever part of it is chosen', async () => {
    await client.run('DELETE FROM logs.main.row_marks');
    const some = view('imported', {
      where: [{ id: 'a', op: 'in', column: column('word'), values: ['word 3'], negated: false, enabled: true }],
      sort: [{ column: column('n'), descending: true }],
    });
    // 94, 87, 80, 73 … 3: the second and third, and the last.
    await client.change(
      some,
      [
        [1, 3],
        [13, 14],
      ],
      { kind: 'star', on: true },
    );
    const starred = await client.rows(
      'SELECT n FROM logs.main.imported JOIN logs.main.row_marks USING (evidence_id, record_no) ORDER BY n',
    );
    expect(starred.map(({ n }) => n)).toEqual([3, 80, 87]);
    await client.change(some, null, { kind: 'tag', tag: 'Benign' });
    expect(
      await client.rows("SELECT count(*) AS n FROM logs.main.row_marks WHERE list_contains(tags, 'Benign')"),
    ).toEqual([{ n: 14 }]);
  });

  test('rows that are no records cannot be marked, nor rows that are not there', async () => {
    await expect(client.change(view('evidence'), null, { kind: 'star' })).rejects.toMatchObject({ code: 'INVALID' });
    const result = { from: { kind: 'sql' as const, sql: 'SELECT 1 AS one' }, where: [], sort: [] };
    await expect(client.change(result, null, { kind: 'star' })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(client.change(client.imported, [[99, 101]], { kind: 'star' })).rejects.toMatchObject({
      code: 'INVALID',
    });
    await expect(client.change(client.imported, null, { kind: 'tag', tag: 'Unheard of' })).rejects.toMatchObject({
      code: 'INVALID',
    });
  });

  test('rows of a result are the records that they name, each once', async () => {
    await client.run('DELETE FROM logs.main.row_marks');
    const result = (sql: string) => ({ from: { kind: 'sql' as const, sql }, where: [], sort: [] });
    const twice = result(
      `SELECT n % 2 AS odd, evidence_id::BIGINT AS evidence_id, record_no FROM imported WHERE n < 4
       UNION ALL SELECT 9, evidence_id, record_no FROM imported WHERE n = 3
       UNION ALL SELECT 9, 4000000000, 1 ORDER BY ALL`,
    );
    const isOdd: ColumnFilter = {
      id: 'a',
      op: 'in',
      column: column('odd'),
      values: ['1', '9'],
      negated: false,
      enabled: true,
    };
    const done = await client.change({ ...twice, where: [isOdd] }, null, { kind: 'tag', tag: 'Benign' });
    expect(done).toMatchObject({ rows: 2, changed: 2 });
    expect(await client.rows('SELECT table_name, record_no, tags FROM logs.main.row_marks ORDER BY record_no')).toEqual(
      [
        { table_name: 'imported', record_no: 2, tags: '["Benign"]' },
        { table_name: 'imported', record_no: 4, tags: '["Benign"]' },
      ],
    );
    expect(await client.read(twice, [column('odd'), column('tags')])).toEqual([
      ['0', null],
      ['0', null],
      ['1', '["Benign"]'],
      ['1', '["Benign"]'],
      ['9', '["Benign"]'],
      ['9', null],
    ]);
    const info = await client.client.describe({ source: twice.from });
    expect(info.defaultColumns).toEqual(['odd', 'evidence_id', 'record_no']);
    expect(info.columns.map(({ mark }) => mark)).toEqual([undefined, undefined, undefined, 'tags', 'star', 'note']);
    await client.marks.undo({ step: done.step! });
    expect(await client.rows('SELECT * FROM logs.main.row_marks')).toEqual([]);
    const nobody = result('SELECT 4000000000 AS evidence_id, 1 AS record_no');
    await expect(client.change(nobody, null, { kind: 'star' })).rejects.toThrow(/None of these rows names a record/);
    const text = await client.client.describe({ source: result("SELECT 'a' AS evidence_id, 1 AS record_no").from });
    expect(text.columns.some(({ mark }) => mark)).toBe(false);
  });

  test('cancelled, a change leaves nothing behind', async () => {
    await client.run('DELETE FROM logs.main.row_marks');
    const { viewId } = await client.openReady(client.imported);
    const abort = new AbortController();
    abort.abort();
    const cut = async () => {
      for await (const _ of await client.marks.change(
        { viewId, rows: null, change: { kind: 'star' } },
        { signal: abort.signal },
      ));
    };
    await expect(cut()).rejects.toThrow();
    expect(await client.rows('SELECT * FROM logs.main.row_marks')).toEqual([]);
    expect(
      await client.rows(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'work' AND table_name LIKE 'marks_%' AND estimated_size = 0",
      ),
    ).toEqual([]);
  });
});

test('the journal says what was done, to how many rows, and of which view', async () => {
  const { readFile } = await import('node:fs/promises');
  const done = await client.change(client.imported, [[5, 7]], { kind: 'note', text: 'look' });
  await client.marks.undo({ step: done.step! });
  const lines = (await readFile(`${client.open.dir}/journal.jsonl`, 'utf8')).trim().split('\n').slice(-2);
  const [made, undone] = lines.map((line) => JSON.parse(line) as { action: string; detail: Record<string, unknown> });
  expect(made).toMatchObject({
    action: 'marks.change',
    detail: { change: { kind: 'note', text: 'look' }, changed: 2, selected: 2, view: { from: { table: 'imported' } } },
  });
  expect(undone).toMatchObject({ action: 'marks.undo', detail: { changed: 2 } });
});
