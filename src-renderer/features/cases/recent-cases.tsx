// The cases this user opened before, newest first; a folder that is gone is shown as such and can be forgotten.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useEffect, useState } from 'react';
import type { RecentCase } from '../../../shared/contract/cases.ts';
import { formatAgo } from '../../../shared/values/ago.ts';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import style from './start-screen.module.css';

export function RecentCases({ onOpen }: { onOpen: (dir: string) => void }) {
  const engine = useEngine();
  const [recent, setRecent] = useState<RecentCase[] | null>(null);
  const read = useCallback(
    () => engine.cases.recent().then(setRecent, (error: unknown) => showProblem(error, 'read the recent cases')),
    [engine],
  );
  useEffect(() => void read(), [read]);
  const forget = async (dir: string) => {
    try {
      await engine.cases.forget({ dir });
      await read();
    } catch (error) {
      showProblem(error, 'take this case off the list');
    }
  };
  if (recent === null) return null;
  if (recent.length === 0)
    return <p className={style.none}>None yet. Cases that you create or open are listed here.</p>;
  return (
    <ul className={style.list}>
      {recent.map((one) => (
        <RecentRow key={one.dir} one={one} onOpen={() => onOpen(one.dir)} onForget={() => void forget(one.dir)} />
      ))}
    </ul>
  );
}

function RecentRow({ one, onOpen, onForget }: { one: RecentCase; onOpen: () => void; onForget: () => void }) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Delete') return;
    event.preventDefault();
    onForget();
  };
  return (
    <li className={style.case} data-missing={!one.exists || undefined}>
      <button
        type="button"
        data-roving
        onClick={onOpen}
        onKeyDown={onKeyDown}
        title={
          one.exists ? `${one.dir}\nLast opened ${one.opened}` : `${one.dir}\nThis folder is gone or cannot be read.`
        }
      >
        <span className={style.caseName}>{one.name}</span>
        <span className={style.when}>{one.exists ? formatAgo(one.opened, Date.now()) : 'missing'}</span>
        <span className={style.dir}>
          <bdi dir="ltr">{one.dir}</bdi>
        </span>
      </button>
      <Tooltip label="Take off the list (Delete); the folder stays">
        <ActionIcon aria-label={`Forget ${one.name}`} onClick={onForget} tabIndex={-1}>
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
