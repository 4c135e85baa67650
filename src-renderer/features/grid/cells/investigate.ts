// From a row to what leads on from it: the page of what a cell names, and a grid of what happened around it.
import { detectEntity } from '../../../../shared/query/entity.ts';
import type { EngineClient } from '../../../ui/engine.ts';
import { showNote, showProblem } from '../../../ui/problem.ts';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import { resolveColumn } from '../columns/resolve.ts';
import type { CellPlace, PaneStore } from '../pane-store.ts';
import { readCell } from './read-cells.ts';

export type Same = 'actor' | 'ip' | 'everything';

export function createInvestigation(store: PaneStore, engine: EngineClient) {
  const meaningOf = ({ column }: CellPlace) => resolveColumn(store.getState().table, column).entity;
  return {
    openEntity: (place: CellPlace) =>
      void readCell(store, engine, place)
        .then((value) => {
          const entity = value === null ? null : detectEntity(value, place.column, meaningOf(place));
          if (entity) useWorkspace.getState().openEntity(entity);
          else showNote('This cell names no key, principal, address, agent, account, domain or resource.');
        })
        .catch((error: unknown) => showProblem(error, 'open the page of this value')),
    /** @param across in all logs, not in the row's alone */
    openAround: (index: number, same: Same, minutes: number, across: boolean) => {
      const { opened } = store.getState();
      if (!opened) return;
      engine.entities
        .around({ viewId: opened.viewId, index, same, minutes, across })
        .then(({ view, title }) => useWorkspace.getState().openGrid(view, title))
        .catch((error: unknown) => showProblem(error, 'find what happened around this event'));
    },
  };
}
