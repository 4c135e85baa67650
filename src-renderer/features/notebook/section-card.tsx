// A text, or a saved view with a text, between the rows of the notebook.
import { Button, Textarea } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconBookmark, IconTrash } from '@tabler/icons-react';
import type { Section } from '../../../shared/marks/notebook.ts';
import { describeView } from '../../../shared/query/describe.ts';
import { useTimeZone } from '../../ui/case.ts';
import { ToolButton } from '../../ui/controls/tool-button.tsx';
import { Markdown } from '../../ui/markdown/markdown.tsx';
import { useWorkspace } from '../../ui/window/workspace.ts';
import styles from './notebook.module.css';
import { useNotebook, useNotebookStore } from './notebook-context.ts';
import { focusSection, useNotebookKeysOn } from './use-notebook-keys.ts';

export function SectionCard({ section }: { section: Section }) {
  const store = useNotebookStore();
  const editing = useNotebook((state) => state.editing === section.id);
  const keys = useNotebookKeysOn({ kind: 'section', section });
  const { moveSection, edit } = store.getState();
  const write = () => store.setState({ editing: section.id });
  const name = section.kind === 'text' ? section.text.split('\n')[0]!.slice(0, 60) || 'Empty text' : section.name;
  return (
    <li className={styles.section}>
      <div className={styles.sectionHead}>
        <button
          type="button"
          data-roving
          data-section={section.id}
          className={styles.handle}
          aria-label={`${section.kind === 'text' ? 'Text' : 'View'}: ${name}. Alt+arrows move it`}
          onClick={write}
          onKeyDown={keys}
        >
          {section.kind === 'text' ? 'Text' : <ViewWords section={section} />}
        </button>
        {section.kind === 'view' && (
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => useWorkspace.getState().openGrid(section.view, section.name)}
          >
            Open
          </Button>
        )}
        <ToolButton label="Move up (Alt+↑)" onClick={() => void moveSection(section.id, -1)}>
          <IconArrowUp size={14} />
        </ToolButton>
        <ToolButton label="Move down (Alt+↓)" onClick={() => void moveSection(section.id, 1)}>
          <IconArrowDown size={14} />
        </ToolButton>
        <ToolButton label="Remove (Delete)" onClick={() => edit((all) => all.filter(({ id }) => id !== section.id))}>
          <IconTrash size={14} />
        </ToolButton>
      </div>
      {editing ? (
        <Editor section={section} />
      ) : (
        section.text.trim() !== '' && (
          // biome-ignore lint/a11y/noStaticElementInteractions: a double click is one more way; the keyboard has Enter
          <div onDoubleClick={write}>
            <Markdown text={section.text} />
          </div>
        )
      )}
    </li>
  );
}

function ViewWords({ section }: { section: Extract<Section, { kind: 'view' }> }) {
  const timeZone = useTimeZone();
  return (
    <>
      <IconBookmark size={14} /> <b>{section.name}</b>
      <span className={styles.viewWords}>{describeView(section.view, { timeZone })}</span>
    </>
  );
}

function Editor({ section }: { section: Section }) {
  const store = useNotebookStore();
  const finish = (text: string) => {
    store.setState({ editing: '' });
    store.getState().edit((all) => all.map((one) => (one.id === section.id ? { ...one, text } : one)));
  };
  return (
    <Textarea
      autoFocus
      autosize
      minRows={3}
      maxRows={24}
      aria-label="Text in Markdown"
      description="Markdown. Ctrl+Enter or Escape ends writing."
      defaultValue={section.text}
      classNames={{ input: 'pm-mono' }}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        const isEnd = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
        event.stopPropagation();
        if (!isEnd) return;
        event.preventDefault();
        finish(event.currentTarget.value);
        focusSection(section.id);
      }}
    />
  );
}
