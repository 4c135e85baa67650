// The keys of the list of findings beyond those of every list. `shortcuts.ts` tells the user about them.
import type { KeyboardEvent } from 'react';
import type { Finding } from '../../../../shared/contract/detections.ts';
import { useEngine } from '../../../ui/engine.ts';
import { showNote } from '../../../ui/problem.ts';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import { changeFindings } from '../findings-store.ts';
import { goTo } from '../lines/place.ts';
import { detectActor } from '../open-rows.ts';
import type { DialogKind, PageStore } from '../page-store.ts';
import { folded, isHead, type Line, turnFold, unfolded } from './list-lines.ts';

/** `meant`: the findings that a command is about. */
export function useListKeys(store: PageStore, lines: readonly Line[], at: number, meant: Finding[]) {
  const engine = useEngine();
  const ask = (kind: DialogKind) => () => store.getState().ask(kind, meant);
  const toggle = (key: string) => store.getState().set({ folds: turnFold(store.getState().folds, key) });
  return (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey || meant.length === 0) return false;
    const line = lines[at];
    const foldAll = event.shiftKey ? { ArrowLeft: folded, ArrowRight: unfolded }[event.key] : undefined;
    if (foldAll) {
      store.getState().set({ folds: foldAll });
      return true;
    }
    if (event.shiftKey) return false;
    const actor = meant[0]!.actor;
    const commands: Record<string, () => unknown> = {
      c: () => void changeFindings(engine, meant, { kind: 'confirm' }),
      o: () => void changeFindings(engine, meant, { kind: 'reopen' }),
      d: ask('dismiss'),
      t: ask('tags'),
      n: ask('note'),
      e: meant.length === 1 ? ask('exception') : () => showNote('An exception is made of the facts of one finding.'),
      a: () => actor !== null && useWorkspace.getState().openEntity(detectActor(actor)),
      r: () => store.getState().narrow({ rule: meant[0]!.rule }),
    };
    const act = commands[event.key];
    if (act) act();
    else if (line && event.key === 'ArrowLeft') fold(line);
    else if (line && isHead(line) && event.key === 'ArrowRight' && !line.isOpen) toggle(line.key);
    else return false;
    return true;
  };

  /** A head folds what is under it; from a finding the cursor goes up to its head. */
  function fold(line: Line): void {
    if (isHead(line)) {
      if (line.isOpen) toggle(line.key);
      return;
    }
    const head = lines.slice(0, at).findLastIndex(isHead);
    const keys = lines.map(({ key }) => key);
    if (head >= 0) store.getState().set({ place: goTo(keys, store.getState().place, head, 'alone') });
  }
}
