// The latest question wins: counted on an engine that answers when it is told to.
import { expect, test } from 'vitest';
import type { PivotResult } from '../../../shared/contract/pivots.ts';
import type { TableInfo } from '../../../shared/contract/views.ts';
import { type Pivot, pivotOn } from '../../../shared/query/pivot.ts';
import { createAsker } from '../../../src-renderer/features/pivot/ask-pivot.ts';
import { createPivotStore, figuresKey } from '../../../src-renderer/features/pivot/pivot-store.ts';
import { startView } from '../../shared/query/arbitrary.ts';

const source: TableInfo = {
  name: 't',
  title: 'T',
  kind: 'log',
  rows: 1,
  timeColumn: null,
  defaultColumns: [],
  columns: [],
};
const pivotBy = (name: string): Pivot => pivotOn(startView, { column: name, path: [] });
const resultOf = (count: number): PivotResult => ({
  rows: '[["0","0",null]]',
  columns: '[["0",""]]',
  cells: `[["0","0","${count}","${count}"]]`,
  dimensions: [{ values: 0, kept: null }],
  leftOut: { rows: 0, columns: 0 },
  elapsedMs: 1,
});

type Question = {
  pivot: Pivot;
  signal: AbortSignal;
  answer: (result: PivotResult) => void;
  fail: (error: Error) => void;
};

function makeEngine() {
  const questions: Question[] = [];
  const run = ({ pivot }: { pivot: Pivot }, options?: { signal?: AbortSignal }) =>
    new Promise<PivotResult>((answer, fail) => {
      const signal = options!.signal!;
      signal.addEventListener('abort', () => fail(new Error('aborted')));
      questions.push({ pivot, signal, answer, fail });
    });
  const store = createPivotStore(source, pivotBy('a'), () => undefined);
  return { questions, store, asker: createAsker({ pivots: { run: run as never } }, store) };
}

const counted = ({ store }: ReturnType<typeof makeEngine>) => store.getState().answer?.table.cell(0, 0)?.count;

test('of ten quick questions nine are stopped, and the last one is shown', async () => {
  const made = makeEngine();
  const asked = Array.from({ length: 10 }, (_, i) => made.asker.ask(pivotBy(`c${i}`)));
  expect(made.questions.filter(({ signal }) => !signal.aborted)).toHaveLength(1);
  made.questions.at(-1)!.answer(resultOf(10));
  await Promise.all(asked);
  expect(counted(made)).toBe(10);
  expect(made.store.getState()).toMatchObject({ asked: null, problem: null });
  expect(made.store.getState().answer!.pivot.rows[0]!.column.column).toBe('c9');
});

test('an answer that comes in spite of being stopped is not shown', async () => {
  const made = makeEngine();
  const first = made.asker.ask(pivotBy('a'));
  const second = made.asker.ask(pivotBy('b'));
  made.questions[0]!.answer(resultOf(1));
  await first;
  expect(counted(made)).toBeUndefined();
  expect(made.store.getState().asked).not.toBeNull();
  made.questions[1]!.answer(resultOf(2));
  await second;
  expect(counted(made)).toBe(2);
});

test('a failure is told, and what was shown stays', async () => {
  const made = makeEngine();
  const first = made.asker.ask(pivotBy('a'));
  made.questions[0]!.answer(resultOf(1));
  await first;
  const second = made.asker.ask(pivotBy('b'));
  made.questions[1]!.fail(new Error('b holds no numbers.'));
  await second;
  expect(made.store.getState().problem?.message).toBe('b holds no numbers.');
  expect(counted(made)).toBe(1);
});

test('stopped by the person: nothing is out any more, and no problem', async () => {
  const made = makeEngine();
  const asked = made.asker.ask(pivotBy('a'));
  made.asker.stop();
  await asked;
  expect(made.questions[0]!.signal.aborted).toBe(true);
  expect(made.store.getState()).toMatchObject({ asked: null, problem: null, answer: null });
});

test('sorting, totals and colours ask for nothing; other figures do', () => {
  const pivot = pivotBy('a');
  const key = figuresKey(pivot);
  expect(figuresKey({ ...pivot, sort: { measure: null, descending: true }, heat: 'none', rowTotals: false })).toBe(key);
  expect(figuresKey({ ...pivot, values: [] })).not.toBe(key);
  expect(figuresKey({ ...pivot, view: { ...pivot.view, sort: [] } })).toBe(key);
});
