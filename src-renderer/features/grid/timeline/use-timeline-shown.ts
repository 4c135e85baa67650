// Whether timelines stand above the rows. Results of SQL have a choice of their own: they have less room.
import { z } from 'zod';
import { useRemembered } from '../../../ui/remembered.ts';
import { usePane } from '../pane-context.ts';

export function useTimelineShown(): [shown: boolean, toggle: () => void] {
  const isTable = usePane((state) => state.history.present.from.kind === 'table');
  const [shown, keep] = useRemembered(isTable ? 'timeline-shown' : 'timeline-shown-in-results', z.boolean(), isTable);
  return [shown, () => keep(!shown)];
}
