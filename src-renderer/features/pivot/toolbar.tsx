// The pivot's tools: ready and saved ones, undo, totals and colours, and the ways out (export, SQL).
import { Button, Menu, Select } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsExchange,
  IconColumnInsertRight,
  IconCopyPlus,
  IconDeviceFloppy,
  IconDownload,
  IconLayoutSidebar,
  IconRefresh,
  IconRowInsertBottom,
  IconSql,
  IconStar,
  IconTrash,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { describePivot, type Pivot } from '../../../shared/query/pivot.ts';
import { transpose } from '../../../shared/query/pivot-edit.ts';
import frame from '../../ui/controls/pane.module.css';
import { SaveDialog } from '../../ui/controls/save-dialog.tsx';
import { ToolButton as Tool } from '../../ui/controls/tool-button.tsx';
import { useEngine } from '../../ui/engine.ts';
import { showNote, showProblem } from '../../ui/problem.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import styles from './pane.module.css';
import { usePivot, usePresent } from './pivot-context.ts';
import { ReadyMenu } from './ready-menu.tsx';
import { deletePivot, findSaved, loadSavedPivots, savePivot, useSavedPivots } from './saved-pivots.ts';
import { usePivotExits } from './use-pivot-exits.ts';

type Props = { title: string; onTitle: (title: string) => void; onAgain: () => void };

export function Toolbar({ title, onTitle, onAgain }: Props) {
  const engine = useEngine();
  const pivot = usePresent();
  const edit = usePivot((state) => state.edit);
  const canUndo = usePivot((state) => state.history.past.length > 0);
  const canRedo = usePivot((state) => state.history.future.length > 0);
  const undo = usePivot((state) => state.undo);
  const redo = usePivot((state) => state.redo);
  const builderShown = usePivot((state) => state.builderShown);
  const toggleBuilder = usePivot((state) => state.toggleBuilder);
  const { openExport, openAsSql } = usePivotExits();
  const [saving, setSaving] = useState(false);
  const set = (change: Partial<Pivot>) => edit((now) => ({ ...now, ...change }));
  return (
    <div className={frame.toolbar} role="toolbar" aria-label="Pivot">
      <Tool label="Builder (b)" on={builderShown} onClick={toggleBuilder}>
        <IconLayoutSidebar size={16} />
      </Tool>
      <ReadyMenu />
      <SavedMenu />
      <span className={frame.rule} />
      <Tool label="Undo (Ctrl+Z)" onClick={canUndo ? undo : null}>
        <IconArrowBackUp size={16} />
      </Tool>
      <Tool label="Redo (Ctrl+Shift+Z)" onClick={canRedo ? redo : null}>
        <IconArrowForwardUp size={16} />
      </Tool>
      <Tool label="Count again" onClick={onAgain}>
        <IconRefresh size={16} />
      </Tool>
      <Tool label="Swap rows and columns (x)" onClick={() => edit(transpose)}>
        <IconArrowsExchange size={16} />
      </Tool>
      <span className={frame.rule} />
      <Tool label="Totals of rows" on={pivot.rowTotals} onClick={() => set({ rowTotals: !pivot.rowTotals })}>
        <IconColumnInsertRight size={16} />
      </Tool>
      <Tool
        label="Totals of columns"
        on={pivot.columnTotals}
        onClick={() => set({ columnTotals: !pivot.columnTotals })}
      >
        <IconRowInsertBottom size={16} />
      </Tool>
      <Select
        aria-label="Colours"
        w={132}
        allowDeselect={false}
        data={[
          { value: 'none', label: 'No colours' },
          { value: 'table', label: 'Heat: table' },
          { value: 'row', label: 'Heat: each row' },
          { value: 'column', label: 'Heat: each column' },
        ]}
        value={pivot.heat}
        onChange={(heat) => set({ heat: (heat ?? 'table') as Pivot['heat'] })}
      />
      <span className={frame.gap} />
      <Tool label="Save under a name (Ctrl+S)" onClick={() => setSaving(true)}>
        <IconDeviceFloppy size={16} />
      </Tool>
      <Tool label="Duplicate into a new tab" onClick={() => useWorkspace.getState().openPivot(pivot, `${title} (2)`)}>
        <IconCopyPlus size={16} />
      </Tool>
      <Tool label="Export" onClick={openExport}>
        <IconDownload size={16} />
      </Tool>
      <Tool label="Open as SQL" onClick={openAsSql}>
        <IconSql size={16} />
      </Tool>
      {saving && (
        <SaveDialog
          what="pivot"
          find={findSaved}
          save={(name) => savePivot(engine, name, pivot)}
          suggestion={title || describePivot(pivot)}
          onClose={() => setSaving(false)}
          onSaved={(name) => {
            setSaving(false);
            onTitle(name);
            showNote(`Saved ${name}`);
          }}
        />
      )}
    </div>
  );
}

function SavedMenu() {
  const engine = useEngine();
  const { pivots } = useSavedPivots();
  useEffect(() => {
    loadSavedPivots(engine).catch((error: unknown) => showProblem(error, 'read the saved pivots'));
  }, [engine]);
  return (
    <Menu position="bottom-start" width={300}>
      <Menu.Target>
        <Button variant="subtle" color="gray" px={8} leftSection={<IconStar size={14} />}>
          Saved
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label="Saved pivots" className={styles.menu ?? ''}>
        {pivots.length === 0 && <Menu.Label>None yet. Ctrl+S saves this one.</Menu.Label>}
        {pivots.map(({ id, name, pivot }) => (
          <Menu.Item
            key={id}
            title={describePivot(pivot)}
            onClick={() => useWorkspace.getState().openPivot(pivot, name)}
          >
            {name}
          </Menu.Item>
        ))}
        {pivots.length > 0 && (
          <Menu.Sub position="right-start">
            <Menu.Sub.Target>
              <Menu.Sub.Item leftSection={<IconTrash size={14} />}>Delete</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown aria-label="Delete a saved pivot">
              {pivots.map(({ id, name }) => (
                <Menu.Item
                  key={id}
                  onClick={() => {
                    deletePivot(engine, id).catch((error: unknown) => showProblem(error, `delete ${name}`));
                  }}
                >
                  {name}
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
