// From a figure of a page to the rows that it counts.
import type { View } from '../../../shared/query/view.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';

export function openRows(view: View, title: string): void {
  useWorkspace.getState().openGrid(view, title.length > 40 ? `${title.slice(0, 39)}…` : title);
}
