// Tags, stars and notes put on rows of a pane, whichever way it is asked for: key, menu, editor. Each is one step of the
// pane's history.
import { create } from 'zustand';
import type { MarkState } from '../../../../shared/contract/marks.ts';
import { describeChange, type MadeChange, type MarkChange } from '../../../../shared/marks/change.ts';
import type { EngineClient } from '../../../ui/engine.ts';
import { isCancelled, showNote, showProblem } from '../../../ui/problem.ts';
import { trackSave } from '../../../ui/saves.ts';
import { marksChanged, useTagStore } from '../../../ui/tags.ts';
import type { PaneStore } from '../pane-store.ts';
import { countRows } from '../table/selection.ts';
import { whyNoMarks } from './mark-places.ts';

/** A change on its way that takes long enough to be told of. */
type Marking = { running: { percent: number | null; stop: () => void } | null };
export const useMarking = create<Marking>(() => ({ running: null }));

/** What of the rows is meant: one row, those that are selected, or all. */
export type MarkTarget = { row: number } | 'selected' | 'all';

/** The selected rows where there are any, else the focused one; null: neither. */
export function presentTarget(store: PaneStore): MarkTarget | null {
  const { selection, focus, opened } = store.getState();
  if (countRows(selection) > 0) return 'selected';
  return focus && opened && focus.index < opened.matched ? { row: focus.index } : null;
}

export const countTarget = (store: PaneStore, target: MarkTarget): number => {
  const { selection, opened } = store.getState();
  return target === 'all' ? (opened?.matched ?? 0) : target === 'selected' ? countRows(selection) : 1;
};

const tellAfterMs = 400;

/** Resolves to whether it was done; what went wrong is on screen. */
export async function markRows(
  store: PaneStore,
  engine: EngineClient,
  change: MarkChange,
  target: MarkTarget | null = presentTarget(store),
): Promise<boolean> {
  const { opened, selection, table } = store.getState();
  if (target === null) return false;
  if (!opened?.ready) {
    showNote('Nothing was marked: the rows are still being looked for.');
    return false;
  }
  const why = whyNoMarks(table);
  if (why !== null) {
    showNote(why);
    return false;
  }
  const rows =
    target === 'all' ? null : target === 'selected' ? selection.map(([a, b]): [number, number] => [a, b]) : one(target);
  const abort = new AbortController();
  try {
    const done = await trackSave(
      follow(engine.marks.change({ viewId: opened.viewId, rows, change }, { signal: abort.signal }), () =>
        abort.abort(),
      ),
    );
    if (!done) return false;
    finish(store, engine, change, done);
    return true;
  } catch (error) {
    if (isCancelled(error)) showNote('Stopped: nothing was changed.');
    else showProblem(error, 'mark these rows');
    return false;
  } finally {
    useMarking.setState({ running: null });
  }
}

const one = ({ row }: { row: number }): [number, number][] => [[row, row + 1]];

async function follow(states: Promise<AsyncIterable<MarkState>>, stop: () => void): Promise<MarkState | null> {
  let last: MarkState | null = null;
  for await (const state of await states) {
    last = state;
    if (state.state === 'running' && state.elapsedMs > tellAfterMs)
      useMarking.setState({ running: { percent: state.percent, stop } });
  }
  return last;
}

function finish(store: PaneStore, engine: EngineClient, change: MarkChange, { step, changed, on }: MarkState): void {
  const made: MadeChange = change.kind === 'note' ? change : { ...change, on };
  const words = describeChange(made, changed);
  if (step === null) {
    showNote('Nothing to change: the rows are so already.');
    return;
  }
  keepStep(store, engine, step, words);
  // One row shows by itself what was done to it.
  if (changed > 1) showNote(`${words}.`);
}

/** Puts a step of marks that was made into the pane's history. */
export function keepStep(store: PaneStore, engine: EngineClient, step: string, words: string): void {
  store.getState().act({
    words,
    async revert(way) {
      const { kept } = await trackSave(engine.marks[way]({ step }));
      marksChanged(engine);
      const rest = kept === 0 ? '' : ` ${kept.toLocaleString('en-US')} had been changed since and were left.`;
      showNote(`${way === 'undo' ? 'Taken back' : 'Done again'}: ${words}.${rest}`);
    },
  });
  marksChanged(engine);
}

/** The tag that a digit means; without one, says how to get it. */
export function tagOfDigit(digit: number): string | null {
  const tag = useTagStore.getState().tags.find(({ shortcut }) => shortcut === digit);
  if (!tag) showNote(`No tag has the digit ${digit}. Press m to make one.`);
  return tag?.name ?? null;
}
