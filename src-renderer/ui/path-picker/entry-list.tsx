// The picker's list: arrows move, Space chooses, Enter opens, Backspace goes up, letters jump to a name.
import { Checkbox } from '@mantine/core';
import { IconBriefcase, IconFile, IconFolder, IconQuestionMark } from '@tabler/icons-react';
import { type KeyboardEvent, type Ref, useEffect, useRef } from 'react';
import type { FolderEntry } from '../../../shared/contract/files.ts';
import { formatBytes, formatNoun } from '../../../shared/values/sizes.ts';
import list from '../controls/entry-list.module.css';
import type { Problem } from '../problem.ts';
import style from './path-picker.module.css';
import type { Chosen } from './picker-state.ts';

type Props = {
  ref: Ref<HTMLDivElement>;
  entries: FolderEntry[];
  index: number;
  onIndex: (index: number) => void;
  chosen: Chosen;
  /** Null: one entry is taken by opening it, nothing is ticked. */
  onToggle: ((entries: FolderEntry[], on?: boolean) => void) | null;
  onOpen: (entry: FolderEntry) => void;
  onUp: () => void;
  problem: Problem | null;
  empty: string;
  leftOut: number;
};

const icons = { folder: IconFolder, case: IconBriefcase, file: IconFile, other: IconQuestionMark };
const pageRows = 12;

export function EntryList(props: Props) {
  const { entries, index, onIndex, chosen, onToggle, onOpen } = props;
  const anchor = useRef(0);
  useEffect(() => {
    document.getElementById(rowId(index))?.scrollIntoView({ block: 'nearest' });
  }, [index]);

  const move = (to: number, extend: boolean) => {
    const next = Math.max(0, Math.min(entries.length - 1, to));
    if (extend && onToggle) onToggle(entries.slice(Math.min(index, next), Math.max(index, next) + 1), true);
    onIndex(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: pageRows, PageUp: -pageRows };
    const step = event.altKey ? undefined : steps[event.key];
    const entry = entries[index];
    if (event.ctrlKey || event.metaKey) {
      if (event.key !== 'a' || !onToggle) return;
      onToggle(entries, true);
    } else if (step !== undefined) move(index + step, event.shiftKey);
    else if (event.key === 'Home' || event.key === 'End') move(event.key === 'Home' ? 0 : entries.length - 1, false);
    else if (event.key === ' ' && entry && onToggle) onToggle([entry]);
    else if (event.key === 'Enter' && entry) onOpen(entry);
    else if (event.key === 'Backspace') props.onUp();
    else if (event.key.length === 1 && event.key !== ' ' && !event.altKey) {
      const typed = event.key.toLowerCase();
      const order = [...entries.slice(index + 1), ...entries.slice(0, index + 1)];
      const found = order.find((one) => one.name.toLowerCase().startsWith(typed));
      if (found) onIndex(entries.indexOf(found));
    } else return;
    event.preventDefault();
  };
  const onClick = (at: number, shift: boolean) => {
    if (shift && onToggle)
      onToggle(entries.slice(Math.min(anchor.current, at), Math.max(anchor.current, at) + 1), true);
    else onToggle?.([entries[at]!]);
    anchor.current = at;
    onIndex(at);
  };

  return (
    <>
      <div className={list.heads}>
        <span>Name</span>
        <span>Size</span>
        <span>Modified (UTC)</span>
      </div>
      <div
        ref={props.ref}
        className={list.list}
        role="listbox"
        aria-label="Files and folders"
        aria-multiselectable={onToggle !== null}
        aria-activedescendant={index >= 0 ? rowId(index) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => index < 0 && entries.length > 0 && onIndex(0)}
      >
        {entries.map((entry, at) => {
          const Icon = icons[entry.kind];
          const ticked = chosen.has(entry.path);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list around takes the keys
            <div
              key={entry.path}
              id={rowId(at)}
              role="option"
              tabIndex={-1}
              aria-selected={onToggle ? ticked : at === index}
              className={list.row}
              data-current={at === index || undefined}
              title={entry.path}
              onClick={(event) => onClick(at, event.shiftKey)}
              onDoubleClick={() => onOpen(entry)}
            >
              <span className={list.name} data-faint={entry.kind === 'other' || undefined}>
                {onToggle && (
                  <Checkbox.Indicator size="xs" checked={ticked} disabled={entry.kind === 'other'} aria-hidden />
                )}
                <Icon size={15} className={list.icon} data-lit={entry.kind === 'case' || undefined} />
                <span className={list.text}>{entry.name}</span>
              </span>
              <span>{entry.kind === 'file' ? formatBytes(entry.size) : ''}</span>
              <span>{entry.modified?.slice(0, 16).replace('T', ' ')}</span>
            </div>
          );
        })}
        {props.problem && (
          <div className={style.problem} role="alert">
            {props.problem.message} <span className="pm-mono">{props.problem.at}</span>
          </div>
        )}
        {!props.problem && entries.length === 0 && <div className={style.empty}>{props.empty}</div>}
        {props.leftOut > 0 && (
          <div className={style.empty}>
            {formatNoun(props.leftOut, 'more entry', 'more entries')} not listed; a typed path still works.
          </div>
        )}
      </div>
    </>
  );
}

const rowId = (index: number) => `path-row-${index}`;
