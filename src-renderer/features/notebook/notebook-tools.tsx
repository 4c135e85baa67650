// The notebook's tools: which findings are shown, what is put between them, and ways out.
import { Button, Menu, Select, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBookmark,
  IconCopy,
  IconDownload,
  IconTextPlus,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import { useCase, useTimeZone } from '../../ui/case.ts';
import { ToolButton } from '../../ui/controls/tool-button.tsx';
import { useEngine } from '../../ui/engine.ts';
import { showNote, showProblem } from '../../ui/problem.ts';
import { refreshViews, type SavedView, useSavedViews } from '../../ui/saved-views.ts';
import { useTags } from '../../ui/tags.ts';
import { copyNotebook, mostCopiedRows } from './copy-notebook.ts';
import styles from './notebook.module.css';
import { useNotebook, useNotebookStore } from './notebook-context.ts';
import { sectionsOf } from './notebook-store.ts';
import { addText } from './use-notebook-keys.ts';

export function NotebookTools() {
  const store = useNotebookStore();
  const rows = useNotebook((state) => state.opened?.rows ?? null);
  const canUndo = useNotebook((state) => (state.history?.past.length ?? 0) > 0);
  const canRedo = useNotebook((state) => (state.history?.future.length ?? 0) > 0);
  const { undo, redo } = store.getState();
  return (
    <div className={styles.tools} role="toolbar" aria-label="Notebook">
      <Filter />
      <span role="status" className={styles.count}>
        {rows === null ? (
          'Putting the findings in order…'
        ) : (
          <>
            <b>{rows.toLocaleString('en-US')}</b> {rows === 1 ? 'row' : 'rows'}
          </>
        )}
      </span>
      <ToolButton label="Undo (Ctrl+Z)" onClick={canUndo ? undo : null}>
        <IconArrowBackUp size={16} />
      </ToolButton>
      <ToolButton label="Redo (Ctrl+Shift+Z)" onClick={canRedo ? redo : null}>
        <IconArrowForwardUp size={16} />
      </ToolButton>
      <span className={styles.gap} />
      <Tooltip label="A text before the findings; t on a finding puts one after it">
        <Button variant="default" leftSection={<IconTextPlus size={14} />} onClick={() => addText(store, null)}>
          Add text
        </Button>
      </Tooltip>
      <AddView />
      <WayOut />
    </div>
  );
}

function Filter() {
  const tags = useTags();
  const shown = useNotebook((state) => state.shown);
  const show = useNotebook((state) => state.show);
  const value = shown.tag === null ? `only ${shown.only}` : `tag ${shown.tag}`;
  return (
    <Select
      aria-label="Which findings"
      w={190}
      allowDeselect={false}
      value={value}
      data={[
        { value: 'only all', label: 'All findings' },
        { value: 'only starred', label: 'Starred' },
        { value: 'only noted', label: 'With a note' },
        ...tags.map(({ name }) => ({ value: `tag ${name}`, label: `Tag: ${name}` })),
      ]}
      onChange={(chosen) => {
        if (chosen?.startsWith('tag ')) show({ tag: chosen.slice(4), only: 'all' });
        else if (chosen) show({ tag: null, only: chosen.slice(5) as 'all' | 'starred' | 'noted' });
      }}
    />
  );
}

function AddView() {
  const store = useNotebookStore();
  const engine = useEngine();
  const views = useSavedViews((state) => state.views);
  useEffect(() => {
    refreshViews(engine).catch((error: unknown) => showProblem(error, 'read the saved views'));
  }, [engine]);
  const add = ({ name, view }: SavedView) => {
    const id = crypto.randomUUID();
    store.getState().edit((all) => [...all, { id, kind: 'view', name, view, text: '', anchor: null }]);
  };
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconBookmark size={14} />}>
          Add view
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {views.length === 0 && <Menu.Label>No view is saved yet: save one from a grid.</Menu.Label>}
        {views.map((view) => (
          <Menu.Item key={view.id} onClick={() => add(view)}>
            {view.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function WayOut() {
  const store = useNotebookStore();
  const engine = useEngine();
  const zone = useTimeZone();
  const title = useCase((state) => `Findings of ${state.info?.name ?? ''}`);
  const rows = useNotebook((state) => state.opened?.rows ?? 0);
  const copy = () =>
    void copyNotebook(store, engine, title, zone).catch((error: unknown) => showProblem(error, 'copy the notebook'));
  const write = (format: 'md' | 'html') => {
    const { shown } = store.getState();
    const filter = {
      only: shown.only,
      sections: sectionsOf(store.getState()),
      ...(shown.tag === null ? {} : { tag: shown.tag }),
    };
    engine.marks
      .exportNotebook({ filter, format, title, zone })
      .then((done) => showNote(`Wrote ${done.rows.toLocaleString('en-US')} rows to ${done.path}`))
      .catch((error: unknown) => showProblem(error, 'export the notebook'));
  };
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button leftSection={<IconDownload size={14} />}>Export</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={14} />} disabled={rows > mostCopiedRows} onClick={copy}>
          Copy as Markdown
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => write('md')}>
          Markdown file, with manifest
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => write('html')}>
          HTML page, with manifest
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
