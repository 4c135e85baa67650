// The side of the pane where the record or the columns stand; its edge can be dragged or moved by arrow keys.
import { ActionIcon } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { ColumnsPanel } from './columns/columns-panel.tsx';
import styles from './pane.module.css';
import { usePane, usePaneStore } from './pane-context.ts';
import { RecordPanel } from './record/record-panel.tsx';

const [narrowest, widest] = [240, 1100];

export function Dock() {
  const dock = usePane((state) => state.dock);
  const store = usePaneStore();
  const [width, setWidth] = useLocalStorage({
    key: 'pugmark-dock-width',
    defaultValue: 400,
    getInitialValueInEffect: false,
  });
  if (!dock) return null;
  const resize = (to: number) => setWidth(Math.round(Math.min(widest, Math.max(narrowest, to))));

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const edge = event.currentTarget;
    const start = event.clientX;
    edge.setPointerCapture(event.pointerId);
    const onMove = (move: globalThis.PointerEvent) => resize(width + start - move.clientX);
    edge.addEventListener('pointermove', onMove);
    edge.addEventListener('pointerup', () => edge.removeEventListener('pointermove', onMove), { once: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? 24 : event.key === 'ArrowRight' ? -24 : 0;
    if (step === 0) return;
    event.preventDefault();
    resize(width + step);
  };
  const close = () => {
    store.setState({ dock: null });
    store.getState().handle?.refocus();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a splitter, which <hr> is not */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label="Width of the side panel"
        aria-valuenow={width}
        aria-valuemin={narrowest}
        aria-valuemax={widest}
        tabIndex={0}
        className={styles.edge}
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
      />
      <aside
        className={styles.dock}
        style={{ width }}
        aria-label={dock === 'record' ? 'Record' : 'Columns'}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          event.stopPropagation();
          store.getState().handle?.refocus();
        }}
      >
        <ActionIcon className={styles.dockClose} aria-label="Close the side panel" title="Close" onClick={close}>
          <IconX size={14} />
        </ActionIcon>
        {dock === 'record' ? <RecordPanel /> : <ColumnsPanel />}
      </aside>
    </>
  );
}
