// The side of the pane where the record, the columns, the facets or a comparison stand; its edge can be dragged or moved by arrow keys.
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useSideName } from '../../ui/keyboard-side.ts';
import { useRememberedNumber } from '../../ui/remembered.ts';
import { ColumnsPanel } from './columns/columns-panel.tsx';
import { FacetsPanel } from './facets/facets-panel.tsx';
import styles from './pane.module.css';
import { usePane, usePaneStore } from './pane-context.ts';
import type { Dock as DockName } from './pane-store.ts';
import { RecordPanel } from './record/record-panel.tsx';
import { ComparePanel } from './timeline/compare-panel.tsx';

const [narrowest, widest] = [240, 1100];

const panels: Record<Exclude<DockName, null>, { title: string; render: () => ReactNode }> = {
  record: { title: 'Record', render: () => <RecordPanel /> },
  columns: { title: 'Columns', render: () => <ColumnsPanel /> },
  facets: { title: 'Facets', render: () => <FacetsPanel /> },
  compare: { title: 'Compare', render: () => <ComparePanel /> },
};

export function Dock() {
  const dock = usePane((state) => state.dock);
  const store = usePaneStore();
  const side = useSideName();
  const [width, setWidth] = useRememberedNumber('dock-width', 400);
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
        aria-label={`${panels[dock].title}${side}`}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          event.stopPropagation();
          store.getState().handle?.refocus();
        }}
      >
        <ActionIcon className={styles.dockClose} aria-label="Close the side panel" title="Close" onClick={close}>
          <IconX size={14} />
        </ActionIcon>
        {panels[dock].render()}
      </aside>
    </>
  );
}
