// Every column of the source with the fields inside it; a click makes any of them a column of the grid.
import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { hasColumn, hideColumn, showColumn } from '../../../../shared/query/edit.ts';
import { useEngine } from '../../../ui/engine.ts';
import { showProblem } from '../../../ui/problem.ts';
import { moveFocus } from '../../../ui/window/roving.ts';
import { usePane } from '../pane-context.ts';
import { shownColumns } from '../pane-store.ts';
import styles from './columns.module.css';
import { type FieldLine, type FoundPaths, listFields } from './field-lines.ts';

export function FieldTree({ search }: { search: string }) {
  const engine = useEngine();
  const table = usePane((state) => state.table);
  const source = usePane((state) => state.history.present.from);
  const columns = usePane(shownColumns);
  const edit = usePane((state) => state.edit);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [found, setFound] = useState<FoundPaths>(new Map());

  const toggle = (line: FieldLine) => {
    const next = new Set(opened);
    if (!next.delete(line.key)) next.add(line.key);
    setOpened(next);
    if (line.kind !== 'json' || found.has(line.key) || !next.has(line.key)) return;
    engine.views
      .paths({ source, column: line.ref })
      .then((paths) => setFound((known) => new Map(known).set(line.key, paths)))
      .catch((error: unknown) => showProblem(error, `look inside ${line.key}`));
  };
  const choose = (line: FieldLine) =>
    edit((view, shown) =>
      hasColumn(shown, line.ref) ? hideColumn(view, shown, line.ref) : showColumn(view, shown, line.ref),
    );
  const onKeyDown = (event: KeyboardEvent, line: FieldLine) => {
    const wantsOpen = event.key === 'ArrowRight' && line.open === false;
    const wantsShut = event.key === 'ArrowLeft' && line.open === true;
    if (!wantsOpen && !wantsShut) return;
    event.preventDefault();
    event.stopPropagation();
    toggle(line);
  };

  const lines = listFields(table.columns, opened, found, search);
  return (
    <ul className={styles.list} aria-label="All fields" onKeyDown={moveFocus}>
      {lines.map((line) => {
        const isShown = hasColumn(columns, line.ref);
        return (
          <li key={line.key} className={styles.row} style={{ paddingLeft: 4 + line.depth * 14 }}>
            {line.open === null ? (
              <span className={styles.twist} />
            ) : (
              <ActionIcon
                className={styles.twist}
                tabIndex={-1}
                aria-label={`${line.open ? 'Close' : 'Open'} ${line.key}`}
                onClick={() => toggle(line)}
              >
                {line.open ? <IconChevronDown size={13} /> : <IconChevronRight size={13} />}
              </ActionIcon>
            )}
            <UnstyledButton
              data-roving
              className={styles.name}
              aria-pressed={isShown}
              title={[line.key, line.doc].filter(Boolean).join('\n')}
              onKeyDown={(event) => onKeyDown(event, line)}
              onClick={() => choose(line)}
            >
              <bdi>{line.label}</bdi>
              <span className={styles.kind}>{line.count?.toLocaleString('en-US') ?? line.kind}</span>
              {isShown ? <IconCheck size={13} className={styles.on} /> : <IconPlus size={13} className={styles.add} />}
            </UnstyledButton>
          </li>
        );
      })}
      {lines.length === 0 && (
        <li className={styles.nothing}>No field of that name. Open a JSON column to look inside.</li>
      )}
    </ul>
  );
}
