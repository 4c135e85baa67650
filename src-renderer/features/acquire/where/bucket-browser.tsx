// What lies in a bucket, folder by folder: arrows move, Enter opens, Backspace goes up, letters jump to a name.
import { Loader } from '@mantine/core';
import { IconFile, IconFolder } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { formatBytes } from '../../../../shared/values/sizes.ts';
import listStyle from '../../../ui/controls/entry-list.module.css';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import chips from '../chips.module.css';
import { ProblemBox } from '../problem-box.tsx';
import type { S3Place } from '../scope/scope-form.ts';
import { isTrailMeaning, meaningWord } from '../scope/scope-words.ts';
import style from './bucket-browser.module.css';
import { crumbsOf, folderAbove } from './read-place.ts';
import { type Entry, useBrowse } from './use-browse.ts';

type Props = { loginId: number; place: S3Place; onPlace: (prefix: string) => void };

const pageRows = 12;
/** Letters of a long name's end that always stay. */
const tailLength = 18;
/** Rows before the end at which the next page is asked for. */
const readAhead = 30;

export function BucketBrowser({ loginId, place, onPlace }: Props) {
  const { entries, hasMore, busy, problem, more } = useBrowse(loginId, place);
  const list = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState({ of: place.prefix, at: -1 });
  // Coming up from a folder the cursor stands on it.
  const from = useRef<string | null>(null);
  const cameFrom = from.current === null ? -1 : entries.findIndex((entry) => keyOf(entry) === from.current);
  const index = Math.min(cursor.of === place.prefix ? cursor.at : cameFrom, entries.length - 1);
  const shown = index < 0 && entries.length > 0 ? Math.max(0, cameFrom) : index;

  useEffect(() => {
    document.getElementById(rowId(shown))?.scrollIntoView({ block: 'nearest' });
    if (hasMore && shown >= entries.length - readAhead) more();
  }, [shown, hasMore, entries.length, more]);

  const setIndex = (at: number) => setCursor({ of: place.prefix, at: Math.max(0, Math.min(entries.length - 1, at)) });
  const open = (entry: Entry | undefined) => {
    if (entry?.kind !== 'folder') return;
    from.current = null;
    onPlace(entry.prefix);
  };
  const up = () => {
    const above = folderAbove(place.prefix);
    if (above === null) return;
    from.current = place.prefix;
    onPlace(above);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: pageRows, PageUp: -pageRows };
    const step = steps[event.key];
    if (step !== undefined) setIndex(shown + step);
    else if (event.key === 'Home') setIndex(0);
    else if (event.key === 'End') setIndex(entries.length - 1);
    else if (event.key === 'Enter' || event.key === 'ArrowRight') open(entries[shown]);
    else if (event.key === 'Backspace' || event.key === 'ArrowLeft') up();
    else if (event.key.length === 1 && event.key !== ' ') jump(event.key.toLowerCase());
    else return;
    event.preventDefault();
  };
  const jump = (typed: string) => {
    const order = [...entries.slice(shown + 1), ...entries.slice(0, shown + 1)];
    const found = order.find((entry) => entry.name.toLowerCase().startsWith(typed));
    if (found) setIndex(entries.indexOf(found));
  };
  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = list.current!;
    if (hasMore && scrollTop + clientHeight > scrollHeight - readAhead * 24) more();
  };

  return (
    <div className={style.browser}>
      <Crumbs bucket={place.bucket} prefix={place.prefix} onPlace={onPlace} />
      <div className={style.entries}>
        <div className={listStyle.heads}>
          <span>Name</span>
          <span>Size</span>
          <span>Last modified (UTC)</span>
          <span className={style.class}>Class</span>
        </div>
        <div
          ref={list}
          className={listStyle.list}
          role="listbox"
          aria-label="Folders and objects"
          aria-activedescendant={shown >= 0 ? rowId(shown) : undefined}
          aria-busy={busy}
          tabIndex={0}
          data-autofocus
          onKeyDown={onKeyDown}
          onScroll={onScroll}
        >
          {entries.map((entry, at) => (
            <Row
              key={keyOf(entry)}
              entry={entry}
              at={at}
              current={at === shown}
              onPick={() => setIndex(at)}
              onOpen={() => open(entry)}
            />
          ))}
          {problem && (
            <div className={style.note}>
              <ProblemBox problem={problem} />
            </div>
          )}
          {!problem && !busy && entries.length === 0 && <div className={style.note}>Nothing lies here.</div>}
          {busy && (
            <div className={style.note} role="status">
              <Loader size={12} /> {entries.length === 0 ? 'Listing…' : 'More…'}
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

type RowProps = { entry: Entry; at: number; current: boolean; onPick: () => void; onOpen: () => void };

function Row({ entry, at, current, onPick, onOpen }: RowProps) {
  const folder = entry.kind === 'folder';
  const Icon = folder ? IconFolder : IconFile;
  const word = folder ? meaningWord(entry.meaning) : '';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list around takes the keys
    <div
      id={rowId(at)}
      role="option"
      tabIndex={-1}
      aria-selected={current}
      className={listStyle.row}
      data-current={current || undefined}
      title={keyOf(entry)}
      onClick={onPick}
      onDoubleClick={onOpen}
    >
      <span className={listStyle.name} data-faint={!folder || undefined}>
        <Icon size={15} className={listStyle.icon} />
        <Name name={entry.name} />
        {word !== '' && (
          <span className={chips.badge} data-own={(folder && isTrailMeaning(entry.meaning)) || undefined}>
            {word}
          </span>
        )}
      </span>
      <span>{folder ? '' : formatBytes(entry.size)}</span>
      <span>{folder ? '' : entry.modified.slice(0, 16).replace('T', ' ')}</span>
      <span className={style.class}>{folder ? '' : entry.storageClass.toLowerCase().replaceAll('_', ' ')}</span>
    </div>
  );
}

/** Names of logs differ in their ends: what does not fit is left out before that. */
function Name({ name }: { name: string }) {
  if (name.length <= 2 * tailLength)
    return (
      <bdi dir="ltr" className={listStyle.text}>
        {name}
      </bdi>
    );
  return (
    <bdi dir="ltr" className={style.long}>
      <span className={listStyle.text}>{name.slice(0, -tailLength)}</span>
      <span>{name.slice(-tailLength)}</span>
    </bdi>
  );
}

function Crumbs({ bucket, prefix, onPlace }: { bucket: string; prefix: string; onPlace: (prefix: string) => void }) {
  const side = useSideName();
  const crumbs = crumbsOf(bucket, prefix);
  return (
    <nav className={style.crumbs} aria-label={`Place in the bucket${side}`}>
      {crumbs.map((crumb, at) => (
        <span key={crumb.prefix} className={style.crumb}>
          {at > 0 && <span className="pm-dim">/</span>}
          <button
            type="button"
            aria-current={at === crumbs.length - 1 || undefined}
            title={crumb.prefix === '' ? `s3://${bucket}/` : crumb.prefix}
            onClick={() => onPlace(crumb.prefix)}
          >
            <bdi>{crumb.name}</bdi>
          </button>
        </span>
      ))}
    </nav>
  );
}

const keyOf = (entry: Entry) => (entry.kind === 'folder' ? entry.prefix : entry.key);
const rowId = (at: number) => `bucket-row-${at}`;
