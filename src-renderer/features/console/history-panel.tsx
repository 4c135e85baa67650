// What was run before in this case. A click brings the text back.
import { ActionIcon, Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { formatAgo } from '../../../shared/values/ago.ts';
import { formatNoun } from '../../../shared/values/sizes.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import style from './console.module.css';
import { clearHistory, type HistoryEntry, searchHistory, useHistory } from './history.ts';
import { EmptySide, SideItem, SidePanel } from './side-panel.tsx';
import { summarise } from './statements.ts';
import { rowCount, runTime } from './words.ts';

type Props = { onInsert: (sql: string) => void; onNewTab: (sql: string) => void; onClose: () => void };

/** More entries than this are only found by searching: the list stays quick. */
const shownAtOnce = 200;

export function HistoryPanel({ onInsert, onNewTab, onClose }: Props) {
  const entries = useHistory((state) => state.entries);
  const actions = entries.length > 0 && <ClearButton count={entries.length} />;
  return (
    <SidePanel title="History" searchLabel="Search history" onClose={onClose} actions={actions}>
      {(search) => {
        const found = searchHistory(entries, search);
        if (entries.length === 0) return <EmptySide>Every run is kept here, with its rows, time and errors.</EmptySide>;
        if (found.length === 0) return <EmptySide>Nothing in the history has these words.</EmptySide>;
        return (
          <>
            {found.slice(0, shownAtOnce).map((entry) => (
              <Item key={entry.id} entry={entry} onInsert={onInsert} onNewTab={onNewTab} />
            ))}
            {found.length > shownAtOnce && (
              <EmptySide>{found.length - shownAtOnce} older ones: search to find them.</EmptySide>
            )}
          </>
        );
      }}
    </SidePanel>
  );
}

/** Asks once more in its own place: a click too many must not lose the history. */
function ClearButton({ count }: { count: number }) {
  const engine = useEngine();
  const [asked, setAsked] = useState(false);
  const click = () => {
    if (!asked) return setAsked(true);
    clearHistory(engine).catch((error: unknown) => showProblem(error, 'clear the history'));
  };
  return (
    <Button
      variant="subtle"
      color={asked ? 'red' : 'gray'}
      size="compact-xs"
      onClick={click}
      onBlur={() => setAsked(false)}
    >
      {asked ? `Forget ${formatNoun(count, 'run')}` : 'Clear'}
    </Button>
  );
}

function Item({ entry, onInsert, onNewTab }: { entry: HistoryEntry } & Omit<Props, 'onClose'>) {
  const zone = useTimeZone();
  const when = `${formatInstant(entry.started, zone)} ${zone}`;
  return (
    <SideItem
      title={<code className={style.itemSql}>{summarise(entry.sql, 160)}</code>}
      sql={`${when}\n\n${entry.sql}`}
      note={
        <>
          {formatAgo(entry.started, Date.now())} · {runTime(entry.elapsedMs)}
          {entry.rows !== null && ` · ${rowCount(entry.rows)}`}
          {entry.error !== null && <span className={style.itemError}> · {entry.error.split('\n')[0]}</span>}
        </>
      }
      onPick={() => onInsert(entry.sql)}
      actions={
        <ActionIcon
          title="Open in a new console"
          aria-label="Open in a new console"
          onClick={() => onNewTab(entry.sql)}
        >
          <IconExternalLink size={14} />
        </ActionIcon>
      }
    />
  );
}
