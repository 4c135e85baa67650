// The record's columns as a tree. Every line can be filtered by, copied, and made a column of the grid.
import { ActionIcon, Checkbox, TextInput } from '@mantine/core';
import {
  IconColumnInsertRight,
  IconCopy,
  IconFilter,
  IconFilterMinus,
  IconFingerprint,
  IconSearch,
} from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { showColumn } from '../../../../shared/query/edit.ts';
import { detectEntity } from '../../../../shared/query/entity.ts';
import { columnKey } from '../../../../shared/query/view.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import { useCellActions } from '../cells/cell-actions.ts';
import { copyText } from '../cells/clipboard.ts';
import { resolveColumn } from '../columns/resolve.ts';
import { absoluteTimes } from '../looks/time-text.ts';
import { usePane } from '../pane-context.ts';
import { paintedText } from '../table/column-defs.ts';
import { type JsonLine, jsonText, leafValue, listLines } from './json-lines.ts';
import { parseJson } from './json-parse.ts';
import styles from './record.module.css';
import { readTreeKey } from './tree-keys.ts';
import { TreeLine } from './tree-line.tsx';

export function RecordTree({ values }: { values: string }) {
  const table = usePane((state) => state.table);
  const edit = usePane((state) => state.edit);
  const actions = useCellActions();
  const zone = useTimeZone();
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [hideEmpty, setHideEmpty] = useState(true);
  const [search, setSearch] = useState('');
  const [active, setActive] = useState<string | null>(null);
  const host = useRef<HTMLDivElement>(null);
  const root = useMemo(() => parseJson(values), [values]);
  if (!root) return <pre className={styles.raw}>{values}</pre>;

  const wanted = search.trim().toLowerCase();
  const all = listLines(root, toggled, hideEmpty);
  const lines = wanted ? all.filter((line) => searchText(line).includes(wanted)) : all;
  const at = Math.max(
    0,
    lines.findIndex((line) => line.id === active),
  );

  const toggle = (line: JsonLine) => {
    const next = new Set(toggled);
    if (!next.delete(line.id)) next.add(line.id);
    setToggled(next);
  };
  const focusLine = (index: number) => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, index))];
    if (!line) return;
    setActive(line.id);
    const rows = host.current?.querySelectorAll<HTMLElement>('[role="treeitem"]');
    rows?.[lines.indexOf(line)]?.focus();
  };
  const asColumn = (line: JsonLine) => edit((view, shown) => showColumn(view, shown, line.column));
  const copy = (line: JsonLine) => {
    const isLeaf = line.children === 0;
    void copyText((isLeaf ? leafValue(line.node) : null) ?? jsonText(line.node), `the value of ${line.key}`);
  };
  const entityOf = (line: JsonLine) => {
    const value = leafValue(line.node);
    return typeof value === 'string'
      ? detectEntity(value, line.column, resolveColumn(table, line.column).entity)
      : null;
  };
  const openEntity = (line: JsonLine) => {
    const entity = entityOf(line);
    if (entity) useWorkspace.getState().openEntity(entity);
  };
  const filter = (line: JsonLine, keep: boolean) =>
    (keep ? actions.filterInValue : actions.filterOutValue)(line.column, leafValue(line.node));
  const onKeyDown = (event: KeyboardEvent) => {
    const command = readTreeKey(event, lines, at);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    if (command.do === 'focus') focusLine(command.index);
    else if (command.do === 'toggle') toggle(command.line);
    else if (command.do === 'copy') copy(command.line);
    else if (command.do === 'column') asColumn(command.line);
    else if (command.do === 'entity') openEntity(command.line);
    else filter(command.line, command.do === 'filterIn');
  };

  return (
    <>
      <div className={styles.tools}>
        <TextInput
          flex={1}
          aria-label="Find in this record"
          placeholder="Find in this record"
          leftSection={<IconSearch size={13} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Checkbox
          label="Hide empty"
          checked={hideEmpty}
          onChange={(event) => setHideEmpty(event.currentTarget.checked)}
        />
      </div>
      <div ref={host} role="tree" aria-label="Record" className={styles.tree} onKeyDown={onKeyDown} tabIndex={-1}>
        {lines.map((line, index) => {
          const isLeaf = line.children === 0;
          const kind = resolveColumn(table, line.column).kind;
          const value = leafValue(line.node);
          const time =
            kind === 'time' && value && zone !== 'UTC'
              ? paintedText(resolveColumn(table, line.column), value, undefined, absoluteTimes(zone))
              : null;
          return (
            <TreeLine
              key={line.id}
              line={line}
              time={time === null ? null : `${time} ${zone}`}
              tabIndex={index === at ? 0 : -1}
              onToggle={() => toggle(line)}
              onFocus={() => setActive(line.id)}
            >
              {isLeaf && (
                <>
                  <Act label="Filter in (+)" onClick={() => filter(line, true)}>
                    <IconFilter size={13} />
                  </Act>
                  <Act label="Filter out (-)" onClick={() => filter(line, false)}>
                    <IconFilterMinus size={13} />
                  </Act>
                </>
              )}
              {isLeaf && entityOf(line) && (
                <Act label="Open its page (e)" onClick={() => openEntity(line)}>
                  <IconFingerprint size={13} />
                </Act>
              )}
              <Act label={`Add ${columnKey(line.column)} as column (a)`} onClick={() => asColumn(line)}>
                <IconColumnInsertRight size={13} />
              </Act>
              <Act label="Copy" onClick={() => copy(line)}>
                <IconCopy size={13} />
              </Act>
            </TreeLine>
          );
        })}
        {lines.length === 0 && <div className={styles.empty}>Nothing in this record has that text.</div>}
      </div>
    </>
  );
}

const searchText = (line: JsonLine) => `${line.key} ${leafValue(line.node) ?? ''}`.toLowerCase();

function Act(props: { label: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <ActionIcon tabIndex={-1} aria-label={props.label} title={props.label} onClick={props.onClick} size="xs">
      {props.children}
    </ActionIcon>
  );
}
