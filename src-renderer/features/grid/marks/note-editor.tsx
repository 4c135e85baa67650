// Writes the note of a row, or of all selected rows: Markdown, with a look at how it reads.
import { Button, Group, SegmentedControl, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { cellLimit } from '../../../../shared/contract/views.ts';
import { useEngine } from '../../../ui/engine.ts';
import { Markdown } from '../../../ui/markdown/markdown.tsx';
import { showProblem } from '../../../ui/problem.ts';
import { Floating, useClosePopup } from '../floating.tsx';
import { usePaneStore } from '../pane-context.ts';
import type { PaneStore, Popup } from '../pane-store.ts';
import { isCut } from '../table/cell-text.ts';
import { cellOf } from '../table/grid-row.ts';
import { countRows } from '../table/selection.ts';
import { markRows } from './mark-actions.ts';
import { markColumnOf } from './mark-places.ts';
import styles from './marks.module.css';

/** The note as the grid has it, `''` where there is none; null when the grid has not all of it. */
function noteOnScreen(store: PaneStore, row: number): string | null {
  const { handle, table } = store.getState();
  const column = markColumnOf(table, 'note');
  const cell = column && cellOf(handle?.rowAt(row), column.column);
  if (cell === undefined) return null;
  return cell === null ? '' : isCut(cell, cellLimit) ? null : cell;
}

export function NoteEditor({ anchor, row }: Extract<Popup, { kind: 'note' }>) {
  const store = usePaneStore();
  const engine = useEngine();
  const close = useClosePopup();
  const selected = countRows(store.getState().selection);
  const [known] = useState(() => (selected > 1 ? '' : noteOnScreen(store, row)));
  const [kept, setKept] = useState(known === '' ? null : known);
  const [text, setText] = useState(known);
  const [shown, setShown] = useState<'write' | 'read'>('write');

  // A note that is longer than a cell is read whole.
  useEffect(() => {
    const { opened, table } = store.getState();
    const column = markColumnOf(table, 'note');
    if (!opened || !column || known !== null) return;
    let isWanted = true;
    engine.views
      .cell({ viewId: opened.viewId, index: row, column })
      .then(({ value }) => {
        if (!isWanted) return;
        setKept(value);
        setText(value ?? '');
      })
      .catch((error: unknown) => showProblem(error, 'read the note'));
    return () => {
      isWanted = false;
    };
  }, [engine, store, row, known]);

  const save = () => {
    if (text === null) return;
    const note = text.trim() === '' ? null : text;
    close();
    if (note !== kept || selected > 1)
      void markRows(store, engine, { kind: 'note', text: note }, selected > 1 ? 'selected' : { row });
  };
  const title =
    selected > 1
      ? `Note on ${selected.toLocaleString('en-US')} rows`
      : `Note on row ${(row + 1).toLocaleString('en-US')}`;
  return (
    <Floating anchor={anchor} label={title} width={460}>
      <div className={styles.noteHead}>
        <b>{title}</b>
        <SegmentedControl
          aria-label="Write or read"
          value={shown}
          onChange={(value) => setShown(value === 'read' ? 'read' : 'write')}
          data={[
            { label: 'Write', value: 'write' },
            { label: 'Read', value: 'read' },
          ]}
        />
      </div>
      {shown === 'write' ? (
        <Textarea
          data-autofocus
          aria-label={title}
          placeholder="Markdown: **bold**, *italic*, `code`, - list"
          autosize
          minRows={6}
          maxRows={16}
          maxLength={100_000}
          disabled={text === null}
          value={text ?? ''}
          classNames={{ input: 'pm-mono' }}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            save();
          }}
        />
      ) : (
        <div className={styles.preview}>
          <Markdown text={text ?? ''} />
        </div>
      )}
      <Group gap={6} mt={8} justify="space-between">
        <span className="pm-dim">Ctrl+Enter saves</span>
        <Group gap={6}>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button onClick={save} disabled={text === null}>
            Save
          </Button>
        </Group>
      </Group>
    </Floating>
  );
}
