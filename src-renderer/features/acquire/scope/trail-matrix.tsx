// Accounts down, regions across: a dot where something was logged. Headings choose; Space and the arrows do it by key.
import { TextInput } from '@mantine/core';
import { type ClipboardEvent, type KeyboardEvent, memo, useCallback, useRef, useState } from 'react';
import { formatCount } from '../../../../shared/values/sizes.ts';
import { AllOrNone } from './all-or-none.tsx';
import style from './trail-matrix.module.css';
import { readAccounts, type TrailTable, toggleOne } from './trail-table.ts';

type Props = {
  table: TrailTable;
  /** Null: all. */
  services: string[] | null;
  accounts: string[] | null;
  regions: string[] | null;
  onAccounts: (accounts: string[] | null) => void;
  onRegions: (regions: string[] | null) => void;
};

/** A search among fewer would only stand in the way. */
const fewAccounts = 8;

export function TrailMatrix(props: Props) {
  const { table, services, accounts, regions, onAccounts, onRegions } = props;
  const [search, setSearch] = useState('');
  const [note, setNote] = useState<string | null>(null);
  const anchor = useRef<string | null>(null);
  const isOn = (chosen: string[] | null, one: string) => chosen === null || chosen.includes(one);
  const shown = table.accounts.filter((account) => account.includes(search.trim()));
  const hasGlobal = shown.some((account) => table.cell(account, '').length > 0);

  const pick = (account: string, through: boolean) => {
    const [from, to] = [shown.indexOf(anchor.current ?? ''), shown.indexOf(account)];
    anchor.current = account;
    if (!through || from < 0) return onAccounts(toggleOne(table.accounts, accounts, account));
    // Like the row that the stretch begins with.
    const turnOn = isOn(accounts, shown[from]!);
    const stretch = new Set(shown.slice(Math.min(from, to), Math.max(from, to) + 1));
    const next = table.accounts.filter((one) => (stretch.has(one) ? turnOn : isOn(accounts, one)));
    onAccounts(next.length === table.accounts.length ? null : next);
  };
  const latest = useRef(pick);
  latest.current = pick;
  const toggle = useCallback((account: string, through: boolean) => latest.current(account, through), []);
  const onPaste = (event: ClipboardEvent) => {
    const { found, others } = readAccounts(event.clipboardData.getData('text'), table.accounts);
    if (found.length + others < 2) return;
    event.preventDefault();
    onAccounts(found);
    setSearch('');
    const missing = others > 0 ? `; ${formatCount(others)} others are not there` : '';
    setNote(`${formatCount(found.length)} of the pasted accounts are chosen${missing}.`);
  };
  return (
    <div>
      <div className={style.bar}>
        {table.accounts.length > fewAccounts && (
          <TextInput
            aria-label="Find accounts, or paste a list of them"
            className={style.search!}
            placeholder="Find an account, or paste a list"
            spellCheck={false}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            onPaste={onPaste}
          />
        )}
        <Count name="accounts" of={table.accounts.length} chosen={accounts} />
        <AllOrNone all={accounts === null} onAll={() => onAccounts(null)} onNone={() => onAccounts([])} />
        <Count name="regions" of={table.regions.length} chosen={regions} />
        <AllOrNone all={regions === null} onAll={() => onRegions(null)} onNone={() => onRegions([])} />
        <span className={style.note} role="status">
          {note}
        </span>
      </div>
      <div className={style.frame}>
        <table onKeyDown={onMatrixKey}>
          <thead>
            <tr>
              <th className={style.corner}>Account</th>
              {hasGlobal && (
                <th className={style.region} title="Logs without a region">
                  <span>no region</span>
                </th>
              )}
              {table.regions.map((region) => (
                <th key={region} className={style.region}>
                  <Toggle
                    name={region}
                    axis="region"
                    on={isOn(regions, region)}
                    onToggle={() => onRegions(toggleOne(table.regions, regions, region))}
                  />
                </th>
              ))}
              <td className={style.rest} />
            </tr>
          </thead>
          <tbody>
            {shown.map((account) => (
              <AccountRow
                key={account}
                account={account}
                on={isOn(accounts, account)}
                table={table}
                services={services}
                regions={regions}
                hasGlobal={hasGlobal}
                onToggle={toggle}
              />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className={style.none}>No account has these digits.</p>}
      </div>
    </div>
  );
}

type RowProps = {
  account: string;
  on: boolean;
  table: TrailTable;
  services: string[] | null;
  regions: string[] | null;
  hasGlobal: boolean;
  onToggle: (account: string, through: boolean) => void;
};

/** Rows are many; one that nothing changed for is left as it is. */
const AccountRow = memo(function AccountRow({ account, on, table, services, regions, hasGlobal, onToggle }: RowProps) {
  const cell = (region: string) => {
    const there = table.cell(account, region).filter((service) => services === null || services.includes(service));
    const wanted = on && (region === '' || regions === null || regions.includes(region));
    return (
      <td key={region} data-there={there.length > 0 || undefined} data-on={(wanted && there.length > 0) || undefined}>
        {there.length > 0 && <i title={`${account} ${region}: ${there.join(', ')}`} />}
      </td>
    );
  };
  return (
    <tr data-on={on || undefined}>
      <th>
        <Toggle name={account} axis="account" on={on} onToggle={(through) => onToggle(account, through)} />
      </th>
      {hasGlobal && cell('')}
      {table.regions.map(cell)}
      <td className={style.rest} />
    </tr>
  );
});

type ToggleProps = { name: string; axis: 'account' | 'region'; on: boolean; onToggle: (through: boolean) => void };

function Toggle({ name, axis, on, onToggle }: ToggleProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a heading of the table that is chosen or not
    <button
      type="button"
      role="checkbox"
      aria-checked={on}
      aria-label={name}
      data-axis={axis}
      className={style.toggle}
      title={`${name}: ${on ? 'taken' : 'left out'}${axis === 'account' ? ' (Shift+click: up to here)' : ''}`}
      onClick={(event) => onToggle(event.shiftKey)}
    >
      <span className={style.box} aria-hidden />
      <span>{name}</span>
    </button>
  );
}

/** Arrows walk along the headings of the axis that has the focus: ↑ ↓ the accounts, ← → the regions; a crossing goes over. */
function onMatrixKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const button = (event.target as HTMLElement).closest<HTMLElement>('[data-axis]');
  if (!button) return;
  const axis = button.dataset.axis as 'account' | 'region';
  const all = (name: string) => [...event.currentTarget.querySelectorAll<HTMLElement>(`[data-axis="${name}"]`)];
  const own = all(axis);
  const at = own.indexOf(button);
  const along: Record<string, number> =
    axis === 'account' ? { ArrowDown: 1, ArrowUp: -1 } : { ArrowRight: 1, ArrowLeft: -1 };
  const step = along[event.key];
  let next: HTMLElement | undefined;
  if (step !== undefined) next = own[at + step];
  else if (event.key === 'Home') next = own[0];
  else if (event.key === 'End') next = own.at(-1);
  else if (axis === 'account' && event.key === 'ArrowRight') next = all('region')[0];
  else if (axis === 'region' && event.key === 'ArrowDown') next = all('account')[0];
  else return;
  event.preventDefault();
  next?.focus();
  next?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function Count({ name, of, chosen }: { name: string; of: number; chosen: string[] | null }) {
  const words = chosen === null ? `all ${formatCount(of)}` : `${formatCount(chosen.length)} of ${formatCount(of)}`;
  return (
    <span>
      {words} {name}
    </span>
  );
}
