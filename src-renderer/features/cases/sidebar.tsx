// The tables of the case, by what they are; each opens as a grid.

import {
  IconAlertTriangle,
  IconCertificate,
  IconClipboardList,
  IconFileText,
  IconGridDots,
  IconListDetails,
  IconListSearch,
  IconLogs,
  IconNotebook,
  IconSchema,
  IconScript,
  IconShieldCheck,
  IconSparkles,
  IconTable,
  IconTarget,
  IconTimeline,
} from '@tabler/icons-react';
import type { TableInfo } from '../../../shared/contract/views.ts';
import { freshView } from '../../../shared/query/fresh-view.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { useCase } from '../../ui/case.ts';
import { useTables } from '../../ui/tables.ts';
import { type CommandId, keysOf, runCommand } from '../../ui/window/commands.ts';
import { moveFocus } from '../../ui/window/roving.ts';
import { type Tab, useWorkspace } from '../../ui/window/workspace.ts';
import style from './case-window.module.css';

type Page = {
  tab: Tab['kind'];
  name: string;
  Icon: typeof IconLogs;
  /** Says what it shows. */
  hint: string;
  /** Opens it; its keys are told. */
  command: CommandId;
};

const across: Page[] = [
  {
    tab: 'findings',
    name: 'Findings',
    Icon: IconTarget,
    hint: 'What rules found, by rule, actor and day',
    command: 'show-findings',
  },
  {
    tab: 'novelty',
    name: 'What is new',
    Icon: IconSparkles,
    hint: 'What was first seen, is rare or more than usual in these accounts',
    command: 'show-novelty',
  },
  {
    tab: 'indicators',
    name: 'Indicators',
    Icon: IconListSearch,
    hint: 'Lists of addresses, keys, domains and hashes, looked for in every log',
    command: 'show-indicators',
  },
  {
    tab: 'notebook',
    name: 'Notebook',
    Icon: IconNotebook,
    hint: 'What was tagged, starred and noted, in the order of time',
    command: 'show-notebook',
  },
  {
    tab: 'report',
    name: 'Report',
    Icon: IconFileText,
    hint: 'What was found, put together to be handed out',
    command: 'show-report',
  },
];

const evidence: Page[] = [
  {
    tab: 'loads',
    name: 'Account of evidence',
    Icon: IconListDetails,
    hint: 'What became of every file and record',
    command: 'show-evidence',
  },
  {
    tab: 'coverage',
    name: 'Coverage',
    Icon: IconGridDots,
    hint: 'What the logs hold, hour by hour, and what they do not',
    command: 'show-coverage',
  },
  {
    tab: 'integrity',
    name: 'Integrity',
    Icon: IconCertificate,
    hint: 'What the signed digests prove of the logs',
    command: 'show-integrity',
  },
  {
    tab: 'custody',
    name: 'Custody',
    Icon: IconShieldCheck,
    hint: 'Whether the evidence is still as it was loaded; lists of hashes',
    command: 'show-custody',
  },
  {
    tab: 'journal',
    name: 'Journal',
    Icon: IconScript,
    hint: 'What was done in this case, and whether that record is whole',
    command: 'show-journal',
  },
  {
    tab: 'formats',
    name: 'Log types',
    Icon: IconSchema,
    hint: 'Which logs are known, what their columns mean, and types of your own',
    command: 'show-formats',
  },
];

type Group = { title: string; pages?: Page[]; kind?: TableInfo['kind']; icon: typeof IconLogs; none?: string };

const groups: Group[] = [
  { title: 'Logs', kind: 'log', icon: IconLogs, none: 'Nothing loaded yet.' },
  { title: 'Across logs', pages: across, kind: 'view', icon: IconTimeline },
  { title: 'Evidence', pages: evidence, icon: IconClipboardList },
  { title: 'Tables of evidence', kind: 'account', icon: IconClipboardList },
  { title: 'Scratch', kind: 'scratch', icon: IconTable },
];

export function Sidebar({ width }: { width: number }) {
  const { tables, loaded } = useTables();
  const interrupted = useCase((state) => state.info?.interruptedLoads ?? 0);
  const acquisitions = useCase((state) => state.interruptedAcquisitions);
  return (
    <nav className={style.sidebar} style={{ width }} aria-label="Tables" onKeyDown={moveFocus}>
      {groups.map(({ title, pages = [], kind, icon, none }) => {
        const own = tables.filter((table) => table.kind === kind);
        if (!loaded || (own.length === 0 && pages.length === 0 && none === undefined)) return null;
        return (
          <section key={title} aria-label={title}>
            <h2 className={style.group}>{title}</h2>
            {pages.map((page) => (
              <PageRow key={page.tab} page={page} />
            ))}
            {own.length === 0 && none !== undefined && <p className={style.sideNote}>{none}</p>}
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
    <button type="button" className={style.interrupted} onClick={() => useWorkspace.getState().openPage('loads')}>
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

function PageRow({ page: { tab, name, Icon, hint, command } }: { page: Page }) {
  const keys = keysOf(command);
  return (
    <Row
      Icon={Icon}
      name={name}
      hint={keys === undefined ? hint : `${hint} (${keys})`}
      current={useFront()?.kind === tab}
      onOpen={() => runCommand(command)}
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
