// The Evidence tab: every load of the case, and the account of the one that is looked at.
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { LoadSummary } from '../../../shared/contract/loads.ts';
import { formatAgo } from '../../../shared/values/ago.ts';
import { runCommand } from '../../ui/commands.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { moveFocus } from '../../ui/roving.ts';
import { accountLine, finishedBy, stateWord } from './account-words.ts';
import { LoadDetail } from './load-detail.tsx';
import { useLoad } from './load-store.ts';
import style from './loads-pane.module.css';

export function LoadsPane() {
  const loads = useLoads();
  const [chosenId, setChosenId] = useState<number | null>(null);
  if (loads === null) return null;
  const chosen = loads.find((load) => load.loadId === chosenId) ?? loads[0];
  if (!chosen)
    return (
      <div className={style.none}>
        <p>Nothing was loaded into this case yet.</p>
        <Button leftSection={<IconPlus size={14} />} onClick={() => runCommand('load-logs')}>
          Load logs…
        </Button>
      </div>
    );
  return (
    <div className={style.pane}>
      <nav className={style.list} aria-label="Loads" onKeyDown={moveFocus}>
        {loads.map((load) => (
          <LoadRow key={load.loadId} load={load} current={load === chosen} onChoose={() => setChosenId(load.loadId)} />
        ))}
      </nav>
      <LoadDetail key={chosen.loadId} load={chosen} later={finishedBy(chosen, loads)} />
    </div>
  );
}

/** All loads, newest first; the one that runs has the numbers of this moment. */
function useLoads(): LoadSummary[] | null {
  const engine = useEngine();
  const version = useDataVersion((state) => state.version);
  const progress = useLoad((state) => state.progress);
  const [loads, setLoads] = useState<LoadSummary[] | null>(null);
  const moment = `${version} ${progress?.loadId} ${progress?.state}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new moment is the reason to read again
  useEffect(() => {
    engine.loads.list().then(
      (list) => setLoads([...list].sort((a, b) => b.loadId - a.loadId)),
      (error: unknown) => showProblem(error, 'list the loads of this case'),
    );
  }, [engine, moment]);
  if (!progress) return loads;
  const { account, state } = progress;
  return loads?.map((load) => (load.loadId === progress.loadId ? { ...load, account, state } : load)) ?? null;
}

type RowProps = { load: LoadSummary; current: boolean; onChoose: () => void };

function LoadRow({ load, current, onChoose }: RowProps) {
  return (
    <button
      type="button"
      data-roving
      className={style.row}
      aria-current={current || undefined}
      onClick={onChoose}
      title={load.paths.join('\n')}
    >
      <span className={style.rowHead}>
        <strong>Load {load.loadId}</strong>
        <span className={style.state} data-state={load.state}>
          {stateWord(load.state)}
        </span>
        <span className={style.when} title={load.started}>
          {formatAgo(load.started, Date.now())}
        </span>
      </span>
      <span className={style.rowLine}>{accountLine(load.account)}</span>
    </button>
  );
}
