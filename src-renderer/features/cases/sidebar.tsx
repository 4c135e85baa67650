// The tables of the case, by what they are; each opens as a grid.

import {
  IconAlertTriangle,
  IconClipboardList,
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
import { keysOf } from '../../ui/commands.ts';
import { moveFocus } from '../../ui/roving.ts';
import { useTables } from '../../ui/tables.ts';
import { useWorkspace } from '../../ui/workspace.ts';
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

function AccountRow() {
  const { tabs, activeId, openLoads } = useWorkspace();
  const current = tabs.some((tab) => tab.id === activeId && tab.kind === 'loads');
  return (
    <button
      type="button"
      data-roving
      className={style.table}
      aria-current={current || undefined}
      title={`What became of every file and record (${keysOf('show-evidence')})`}
      onClick={openLoads}
    >
      <IconListDetails size={15} />
      <span className={style.tableName}>Account of evidence</span>
    </button>
  );
}

function NotebookRow() {
  const { tabs, activeId, openNotebook } = useWorkspace();
  const current = tabs.some((tab) => tab.id === activeId && tab.kind === 'notebook');
  return (
    <button
      type="button"
      data-roving
      className={style.table}
      aria-current={current || undefined}
      title={`What was tagged, starred and noted, in the order of time (${keysOf('show-notebook')})`}
      onClick={openNotebook}
    >
      <IconNotebook size={15} />
      <span className={style.tableName}>Notebook</span>
    </button>
  );
}

function TableRow({ table, Icon }: { table: TableInfo; Icon: typeof IconLogs }) {
  const { tabs, activeId, openGrid } = useWorkspace();
  const active = tabs.find((tab) => tab.id === activeId);
  const current = active?.kind === 'grid' && active.view.from.kind === 'table' && active.view.from.table === table.name;
  const rows = table.rows === null ? '' : formatCount(table.rows);
  const open = () => openGrid(freshView(table), table.title);
  return (
    <button
      type="button"
      data-roving
      className={style.table}
      aria-current={current || undefined}
      title={`${table.name} · ${formatNoun(table.columns.length, 'column')}`}
      onClick={open}
    >
      <Icon size={15} />
      <span className={style.tableName}>{table.title}</span>
      <span className={style.rows}>{rows}</span>
    </button>
  );
}
