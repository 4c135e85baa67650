// The tables of the case, by what they are; each opens as a grid.

import {
  IconAlertTriangle,
  IconClipboardList,
  IconGridDots,
  IconListDetails,
  IconLogs,
  IconNotebook,
  IconTable,
  IconTimeline,
} from '@tabler/icons-react';
import type { TableInfo } from '../../../shared/contract/views.ts';
import { freshView } from '../../../shared/query/fresh-view.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { useCase } from '../../ui/case.ts';
import { useTables } from '../../ui/tables.ts';
import { keysOf } from '../../ui/window/commands.ts';
import { moveFocus } from '../../ui/window/roving.ts';
import { type Tab, useWorkspace } from '../../ui/window/workspace.ts';
import style from './case-window.module.css';

const groups: { kind: TableInfo['kind']; title: string; icon: typeof IconLogs; none?: string }[] = [
  { kind: 'log', title: 'Logs', icon: IconLogs, none: 'Nothing loaded yet.' },
  { kind: 'view', title: 'Across logs', icon: IconTimeline },
  { kind: 'account', title: 'Evidence', icon: IconClipboardList },
  { kind: 'scratch', title: 'Scratch', icon: IconTable },
];

export function Sidebar({ width }: { width: number }) {
  const { tables, loaded } = useTables();
  const interrupted = useCase((state) => state.info?.interruptedLoads ?? 0);
  const acquisitions = useCase((state) => state.interruptedAcquisitions);
  return (
    <nav className={style.sidebar} style={{ width }} aria-label="Tables" onKeyDown={moveFocus}>
      {groups.map(({ kind, title, icon, none }) => {
        const own = tables.filter((table) => table.kind === kind);
        if (!loaded || (own.length === 0 && none === undefined)) return null;
        return (
          <section key={kind} aria-label={title}>
            <h2 className={style.group}>{title}</h2>
            {kind === 'account' && <AccountRow />}
            {kind === 'account' && <CoverageRow />}
            {kind === 'view' && <NotebookRow />}
            {own.length === 0 && <p className={style.sideNote}>{none}</p>}
            {own.map((table) => (
              <TableRow key={table.name} table={table} Icon={icon} />
            ))}
          </section>
        );
      })}
      {interrupted > 0 && <CutOff>{formatNoun(interrupted, 'load was', 'loads were')}</CutOff>}
      {acquisitions > 0 && <CutOff>{formatNoun(acquisitions, 'acquisition was', 'acquisitions were')}</CutOff>}
    </nav>
  );
}

function CutOff({ children }: { children: string }) {
  return (
    <button type="button" className={style.interrupted} onClick={() => useWorkspace.getState().openLoads()}>
      <IconAlertTriangle size={14} /> {children} cut off. Show…
    </button>
  );
}

type RowProps = {
  Icon: typeof IconLogs;
  name: string;
  hint: string;
  current: boolean;
  /** At the right; absent: nothing. */
  rows?: string;
  onOpen: () => void;
};

function Row({ Icon, name, hint, current, rows, onOpen }: RowProps) {
  return (
    <button
      type="button"
      data-roving
      className={style.table}
      aria-current={current || undefined}
      title={hint}
      onClick={onOpen}
    >
      <Icon size={15} />
      <span className={style.tableName}>{name}</span>
      {rows !== undefined && <span className={style.rows}>{rows}</span>}
    </button>
  );
}

function AccountRow() {
  return (
    <Row
      Icon={IconListDetails}
      name="Account of evidence"
      hint={`What became of every file and record (${keysOf('show-evidence')})`}
      current={useFront()?.kind === 'loads'}
      onOpen={useWorkspace.getState().openLoads}
    />
  );
}

function CoverageRow() {
  return (
    <Row
      Icon={IconGridDots}
      name="Coverage"
      hint={`What the logs hold, hour by hour, and what they do not (${keysOf('show-coverage')})`}
      current={useFront()?.kind === 'coverage'}
      onOpen={useWorkspace.getState().openCoverage}
    />
  );
}

function NotebookRow() {
  return (
    <Row
      Icon={IconNotebook}
      name="Notebook"
      hint={`What was tagged, starred and noted, in the order of time (${keysOf('show-notebook')})`}
      current={useFront()?.kind === 'notebook'}
      onOpen={useWorkspace.getState().openNotebook}
    />
  );
}

function TableRow({ table, Icon }: { table: TableInfo; Icon: typeof IconLogs }) {
  const front = useFront();
  const { name, title, columns, rows } = table;
  return (
    <Row
      Icon={Icon}
      name={title}
      hint={`${name} · ${formatNoun(columns.length, 'column')}`}
      current={front?.kind === 'grid' && front.view.from.kind === 'table' && front.view.from.table === name}
      rows={rows === null ? '' : formatCount(rows)}
      onOpen={() => useWorkspace.getState().openGrid(freshView(table), title)}
    />
  );
}

/** The tab that has the keyboard. */
const useFront = (): Tab | undefined => useWorkspace(({ tabs, activeId }) => tabs.find(({ id }) => id === activeId));
