// One load: where it read from, its account, which tables it filled, and every file that did not load whole.
import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { LoadSummary } from '../../../shared/contract/loads.ts';
import { formatCount, formatDuration } from '../../../shared/values/sizes.ts';
import { useEngine } from '../../ui/engine.ts';
import style from '../../ui/evidence/evidence.module.css';
import { rowsOfTable } from '../../ui/evidence/table-views.ts';
import { showProblem } from '../../ui/problem.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { AccountCard } from './account-card.tsx';
import { canResume, isRunning, stateWord } from './account-words.ts';
import { FileProblems } from './file-problems.tsx';
import { type LoadRequest, startLoad } from './load-store.ts';

type Props = {
  load: LoadSummary;
  /** The load that took the same paths to their end, if this one did not. */
  later: number | null;
  /** Shows the acquisition that this load belongs to; null: it belongs to none. */
  onAcquisition: (() => void) | null;
};

export function LoadDetail({ load, later, onAcquisition }: Props) {
  const engine = useEngine();
  const again = () => void startLoad(engine, againRequest(load));
  return (
    <div className={style.detail}>
      <header className={style.head}>
        <h2>
          Load {load.loadId}: {stateWord(load.state).toLowerCase()}
        </h2>
        <span className="pm-dim">{times(load)}</span>
        {onAcquisition !== null && (
          <Button
            variant="default"
            onClick={onAcquisition}
            title="What was listed, acquired and left out, and how to go on"
          >
            Acquisition {load.acquisitionId}
          </Button>
        )}
        {canResume(load.state) && later !== null && <span>finished by load {later}</span>}
        {canResume(load.state) && later === null && onAcquisition === null && (
          <Button
            leftSection={<IconPlayerPlay size={14} />}
            onClick={again}
            title="Loads the same paths again; what is in the case already is not taken twice"
          >
            Resume
          </Button>
        )}
      </header>
      <dl className={style.facts}>
        <dt>From</dt>
        <dd className="pm-mono pm-select">
          {load.paths.map((path) => (
            <div key={path}>
              <bdi dir="ltr">{path}</bdi>
            </div>
          ))}
        </dd>
        {load.as !== null && load.as !== 'auto' && (
          <>
            <dt>Unrecognised files</dt>
            <dd>read as {load.as.toUpperCase()}</dd>
          </>
        )}
        {load.error !== null && (
          <>
            <dt>Error</dt>
            <dd className={`${style.error} pm-select`}>{load.error}</dd>
          </>
        )}
      </dl>
      <AccountCard load={load} />
      <Tables load={load} />
      {!isRunning(load.state) && <FileProblems load={load} />}
    </div>
  );
}

function Tables({ load }: { load: LoadSummary }) {
  const side = useSideName();
  const engine = useEngine();
  const tables = Object.entries(load.tables)
    .filter(([, rows]) => rows > 0)
    .sort(([, a], [, b]) => b - a);
  if (tables.length === 0) return null;
  const open = async (table: string) => {
    try {
      const place = await rowsOfTable(engine, load.loadId, table);
      if (place) useWorkspace.getState().openGrid(place.view, place.title);
    } catch (error) {
      showProblem(error, `open ${table}`);
    }
  };
  return (
    <section className={style.tables} aria-label={`Rows by table${side}`}>
      <h3>Rows went to</h3>
      {tables.map(([table, rows]) => (
        <Button key={table} variant="default" onClick={() => void open(table)}>
          {table} ({formatCount(rows)})
        </Button>
      ))}
    </section>
  );
}

function againRequest({ paths, as }: LoadSummary): LoadRequest {
  return as === 'json' || as === 'csv' || as === 'parquet' ? { paths, as } : { paths };
}

function times(load: LoadSummary): string {
  const started = `${load.started.slice(0, 19).replace('T', ' ')} UTC`;
  if (load.ended === null) return `started ${started}`;
  return `${started}, took ${formatDuration(Date.parse(load.ended) - Date.parse(load.started))}`;
}
