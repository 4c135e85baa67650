// Where the numbers of the tab lead: a grid of its own.
import type { GridPlace } from '../../ui/evidence/table-views.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';

export function openPlace({ view, title }: GridPlace): void {
  useWorkspace.getState().openGrid(view, title);
}
