// What became of an acquisition's objects in the tables: its loads, and the way to the rows.
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { AcquisitionSummary } from '../../../../shared/contract/acquisitions.ts';
import type { LoadSummary } from '../../../../shared/contract/loads.ts';
import { freshView } from '../../../../shared/query/fresh-view.ts';
import { formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import { useDataVersion } from '../../../ui/data-version.ts';
import { useEngine } from '../../../ui/engine.ts';
import { type GridPlace, rowsOfTable, viewOf } from '../../../ui/evidence/table-views.ts';
import { showProblem } from '../../../ui/problem.ts';
import { refreshTables, useTables } from '../../../ui/tables.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import style from '../acquire.module.css';
import { canResume, isMoving } from '../acquire-words.ts';
import { useAcquisitions } from '../acquisition-store.ts';

export function LoadedRows({ acquisition }: { acquisition: AcquisitionSummary }) {
  const side = useSideName();
  const engine = useEngine();
  const loads = useLoadsOf(acquisition);
  const live = useAcquisitions((store) =>
    store.progress?.acquisitionId === acquisition.acquisitionId ? store.load : null,
  );
  const tableInfos = useTables((state) => state.tables);
  if (!acquisition.request.load) return <p className="pm-dim">Nothing of it is loaded; that was not asked for.</p>;
  const earlier = loads.filter(({ loadId }) => loadId !== live?.loadId);
  const accounts = [...earlier, ...(live ? [live] : [])].map(({ account }) => account);
  const sum = (of: (account: LoadSummary['account']) => number) =>
    accounts.reduce((total, account) => total + of(account), 0);
  const rows = sum(({ records }) => records.rows);
  const files = sum((account) => account.files.loaded + account.files.partly);
  const found = sum((account) => account.files.found);
  const troubled = sum(({ files: { partly, failed }, records }) => partly + failed + records.rejects);
  const tables = tablesOf(loads);
  const moving = isMoving(acquisition.state);
  if (accounts.length === 0) return null;

  const open = async (table: string) => {
    try {
      const only = loads.length === 1 ? loads[0]! : null;
      const whole: GridPlace = { view: viewOf(table, []), title: titleOf(table) };
      const place = only ? await rowsOfTable(engine, only.loadId, table) : whole;
      // The list that is shown may be of a moment ago.
      const info = (await refreshTables(engine)).find(({ name }) => name === table);
      // All that the table holds came from here: the plain table is what one goes on with.
      const isAll = info !== undefined && info.rows === tables.get(table);
      const shown = isAll ? { view: freshView(info), title: info.title } : (place ?? whole);
      useWorkspace.getState().openGrid(shown.view, shown.title);
    } catch (error) {
      showProblem(error, `open ${table}`);
    }
  };
  const titleOf = (table: string) => tableInfos.find(({ name }) => name === table)?.title ?? table;
  const [largest, ...others] = [...tables.keys()];
  const offers = !moving && largest !== undefined;
  return (
    <section className={style.footer} aria-label={`Rows${side}`} style={{ flexWrap: 'wrap' }}>
      <span>
        {formatNoun(rows, 'row')} from {files < found ? `${formatCount(files)} of ` : ''}
        {formatNoun(Math.max(files, found), 'file')}
        {moving ? ' so far' : ''}
        {troubled > 0 ? `, ${formatCount(troubled)} with problems` : ''}
      </span>
      {offers && (
        <Button
          ref={takeFocus}
          variant={canResume(acquisition.state) ? 'default' : 'filled'}
          data-autofocus
          data-next
          onClick={() => void open(largest)}
        >
          Open the grid: {titleOf(largest)} ({formatCount(tables.get(largest) ?? 0)})
        </Button>
      )}
      {!moving &&
        others.map((table) => (
          <Button key={table} variant="default" onClick={() => void open(table)}>
            {titleOf(table)} ({formatCount(tables.get(table) ?? 0)})
          </Button>
        ))}
      <Button
        variant="default"
        onClick={() => useWorkspace.getState().openPage('loads')}
        title="The account of every file and record"
      >
        Account of evidence
      </Button>
    </section>
  );
}

/** The offer comes when the acquisition ends; nobody who is at something else is disturbed. */
function takeFocus(button: HTMLButtonElement | null): void {
  if (button && document.activeElement === document.body) button.focus();
}

/** Rows by table over all of them, most first. */
function tablesOf(loads: LoadSummary[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [table, rows] of loads.flatMap((load) => Object.entries(load.tables)))
    if (rows > 0) sums.set(table, (sums.get(table) ?? 0) + rows);
  return new Map([...sums].sort(([, a], [, b]) => b - a));
}

function useLoadsOf({ acquisitionId, loadIds, state }: AcquisitionSummary): LoadSummary[] {
  const engine = useEngine();
  const version = useDataVersion((store) => store.version);
  const [loads, setLoads] = useState<LoadSummary[]>([]);
  const moment = `${acquisitionId} ${loadIds.join()} ${state} ${version}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new moment is the reason to read again
  useEffect(() => {
    let current = true;
    engine.loads.list().then(
      (list) => current && setLoads(list.filter((load) => load.acquisitionId === acquisitionId)),
      (error: unknown) => current && showProblem(error, 'list the loads of the acquisition'),
    );
    return () => {
      current = false;
    };
  }, [engine, moment]);
  return loads;
}
