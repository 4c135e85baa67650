// Mounts the table of a pane.
import { type FocusEvent, useEffect, useRef } from 'react';
import { useTimeZone } from '../../ui/case.ts';
import { useEngine } from '../../ui/engine.ts';
import { useCellActions } from './cells/cell-actions.ts';
import { handleCellKey } from './cells/cell-keys.ts';
import { usePane, usePaneStore } from './pane-context.ts';
import { createTable } from './table/create-table.ts';

export function GridTable() {
  const host = useRef<HTMLDivElement>(null);
  const store = usePaneStore();
  const engine = useEngine();
  const actions = useCellActions();
  const zone = useTimeZone();
  const zoneNow = useRef(zone);
  const handle = usePane((state) => state.handle);

  useEffect(() => {
    const onCellKey = (event: KeyboardEvent, index: number, column: Parameters<typeof handleCellKey>[2]) =>
      handleCellKey(event, index, column, store, actions, engine);
    const table = createTable(host.current!, { store, engine, zone: () => zoneNow.current, onCellKey });
    store.setState({ handle: table });
    return () => {
      store.setState({ handle: null });
      table.destroy();
    };
  }, [store, engine, actions]);

  useEffect(() => {
    zoneNow.current = zone;
    handle?.repaint();
  }, [zone, handle]);

  const onFocus = (event: FocusEvent) => event.target === event.currentTarget && handle?.refocus();
  // biome-ignore lint/a11y/noStaticElementInteractions: hands the keyboard on to a cell
  return <div ref={host} className="pm-table" tabIndex={-1} data-home="" onFocus={onFocus} />;
}
