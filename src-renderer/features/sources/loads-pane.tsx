// The Evidence tab: every load and acquisition of the case, and the account of the one that is looked at.
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Fragment, useEffect, useState } from 'react';
import type { LoadSummary } from '../../../shared/contract/loads.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import type { EvidenceEntry } from '../../ui/evidence/entry.ts';
import style from '../../ui/evidence/evidence.module.css';
import { EvidenceRow } from '../../ui/evidence/evidence-row.tsx';
import { showProblem } from '../../ui/problem.ts';
import { runCommand } from '../../ui/window/commands.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { moveFocus } from '../../ui/window/roving.ts';
import { accountLine, finishedBy, stateWord } from './account-words.ts';
import { LoadDetail } from './load-detail.tsx';
import { useLoad } from './load-store.ts';

/** `others`: what else brought evidence into the case, to be listed among the loads. */
export function LoadsPane({ others }: { others: EvidenceEntry[] }) {
  const side = useSideName();
  const loads = useLoads();
  const [chosenId, setChosenId] = useState<string | null>(null);
  if (loads === null) return null;
  const entries = listEntries(others, loads, setChosenId);
  const chosen = entries.find((entry) => entry.id === chosenId) ?? entries[0];
  if (!chosen) return <Nothing />;
  return (
    <div className={style.pane}>
      <nav className={style.list} aria-label={`Loads and acquisitions${side}`} onKeyDown={moveFocus}>
        {entries.map((entry) => (
          <Fragment key={entry.id}>{entry.row(entry === chosen, () => setChosenId(entry.id))}</Fragment>
        ))}
      </nav>
      <Fragment key={chosen.id}>{chosen.detail}</Fragment>
    </div>
  );
}

function Nothing() {
  return (
    <div className={style.none}>
      <p>Nothing was loaded into this case yet.</p>
      <div className={style.ways}>
        <Button leftSection={<IconPlus size={14} />} onClick={() => runCommand('load-logs')}>
          Load logs…
        </Button>
        <Button variant="default" onClick={() => runCommand('acquire-s3')}>
          Acquire from S3…
        </Button>
        <Button variant="default" onClick={() => runCommand('acquire-cloudtrail')}>
          From the CloudTrail API…
        </Button>
      </div>
    </div>
  );
}

/** Newest first; what an acquisition loaded stands below it. */
function listEntries(others: EvidenceEntry[], loads: LoadSummary[], choose: (id: string) => void): EvidenceEntry[] {
  const ownerOf = (load: LoadSummary) => others.find(({ id }) => id === `acquisition-${load.acquisitionId}`) ?? null;
  const make = (load: LoadSummary) => {
    const owner = ownerOf(load);
    return entryOf(load, loads, owner && (() => choose(owner.id)));
  };
  const newest = [...loads].sort((a, b) => b.started.localeCompare(a.started));
  const outer = [...others, ...newest.filter((load) => ownerOf(load) === null).map(make)];
  outer.sort((a, b) => b.started.localeCompare(a.started));
  return outer.flatMap((entry) => [entry, ...newest.filter((load) => ownerOf(load) === entry).map(make)]);
}

function entryOf(load: LoadSummary, loads: LoadSummary[], acquired: (() => void) | null): EvidenceEntry {
  return {
    id: `load-${load.loadId}`,
    started: load.started,
    row: (current, onChoose) => (
      <EvidenceRow
        title={`Load ${load.loadId}`}
        state={load.state}
        stateWord={stateWord(load.state)}
        started={load.started}
        line={accountLine(load.account)}
        tooltip={load.paths.join('\n')}
        inner={acquired !== null}
        current={current}
        onChoose={onChoose}
      />
    ),
    detail: <LoadDetail load={load} later={finishedBy(load, loads)} onAcquisition={acquired} />,
  };
}

/** All loads; the one that runs has the numbers of this moment. */
function useLoads(): LoadSummary[] | null {
  const engine = useEngine();
  const version = useDataVersion((state) => state.version);
  const progress = useLoad((state) => state.progress);
  const [loads, setLoads] = useState<LoadSummary[] | null>(null);
  const moment = `${version} ${progress?.loadId} ${progress?.state}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new moment is the reason to read again
  useEffect(() => {
    engine.loads.list().then(setLoads, (error: unknown) => showProblem(error, 'list the loads of this case'));
  }, [engine, moment]);
  if (!progress) return loads;
  const { account, state } = progress;
  return loads?.map((load) => (load.loadId === progress.loadId ? { ...load, account, state } : load)) ?? null;
}
