// The side of the pane where the record, the columns, the facets or a comparison stand; its edge can be dragged or moved by arrow keys.
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Source } from '../../../shared/query/view.ts';
import { ResizeEdge } from '../../ui/controls/resize-edge.tsx';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { ColumnsPanel } from './columns/columns-panel.tsx';
import { FacetsPanel } from './facets/facets-panel.tsx';
import { type DockName, type KeptDock, keepDock, narrowestDock, widestDock } from './kept-dock.ts';
import styles from './pane.module.css';
import { usePane, usePaneStore } from './pane-context.ts';
import { RecordPanel } from './record/record-panel.tsx';
import { ComparePanel } from './timeline/compare-panel.tsx';
import { type Kept, useKept } from './use-kept.ts';

const panels: Record<DockName, { title: string; render: () => ReactNode }> = {
  record: { title: 'Record', render: () => <RecordPanel /> },
  columns: { title: 'Columns', render: () => <ColumnsPanel /> },
  facets: { title: 'Facets', render: () => <FacetsPanel /> },
  compare: { title: 'Compare', render: () => <ComparePanel /> },
};

const kept: Kept<KeptDock & { from: Source }> = {
  parts: ({ dock, dockWidth }) => [dock, dockWidth],
  read: ({ dock, dockWidth, history }) => ({ open: dock, width: dockWidth, from: history.present.from }),
  save: (engine, { from, ...dock }) => keepDock(engine, from, dock),
  doing: 'remember the panel at the side',
};

export function Dock() {
  const dock = usePane((state) => state.dock);
  const width = usePane((state) => state.dockWidth);
  const store = usePaneStore();
  const side = useSideName();
  useKept(kept);
  if (!dock) return null;
  const close = () => {
    store.setState({ dock: null });
    store.getState().handle?.refocus();
  };
  return (
    <>
      <ResizeEdge
        ofRight
        label="Width of the side panel"
        width={width}
        min={narrowestDock}
        max={widestDock}
        onWidth={(dockWidth) => store.setState({ dockWidth })}
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
