// `pugmark info`: what a case holds.
import type { AcquisitionSummary } from '../../shared/contract/acquisitions.ts';
import type { TableInfo } from '../../shared/contract/views.ts';
import type { InfoCommand } from './arguments.ts';
import { bytesText, grouped } from './progress.ts';
import { exit, openCase, type Session } from './session.ts';
import { formatTable } from './table.ts';

export async function runInfoCommand(session: Session, command: InfoCommand): Promise<number> {
  const { client, out } = session;
  const opened = await openCase(session, command.caseDir);
  const tables = (await client.views.tables()).map(({ name, title, kind, rows, timeColumn, columns }) => {
    return { name, title, kind, rows, timeColumn, columns: columns.length };
  });
  const loads = await client.loads.list();
  const acquisitions = await client.acquisitions.list();
  if (command.json) {
    await out.write(`${JSON.stringify({ case: opened, tables, acquisitions, loads })}\n`);
    return exit.ok;
  }
  const facts = [
    `Case     ${opened.name} (${opened.dir})`,
    `Created  ${opened.created}, case format ${opened.formatVersion}`,
    ...(opened.interruptedLoads > 0
      ? [`${opened.interruptedLoads} loads were cut off: load the same paths again for the rest.`]
      : []),
  ];
  await out.write(`${facts.join('\n')}\n\n${tableLines(tables, out.width)}\n`);
  if (acquisitions.length > 0) await out.write(`\n${acquisitionLines(acquisitions, out.width)}\n`);
  if (loads.length === 0) await out.write('\nNothing has been loaded yet: pugmark load PATH… --case DIR\n');
  else {
    const rows = loads.map(({ loadId, state, started, account: { files, records } }) => [
      String(loadId),
      state,
      started,
      ...[...Object.values(files), ...Object.values(records)].map(grouped),
    ]);
    const numbers = ['files', 'loaded', 'partly', 'skipped', 'failed', 'records', 'rows', 'duplicates', 'rejects'];
    const texts = ['load', 'state', 'started'].map((name) => ({ name }));
    const described = [...texts, ...numbers.map((name) => ({ name, right: true }))];
    await out.write(`\n${formatTable(described, rows, out.width).lines.join('\n')}\n`);
  }
  return exit.ok;
}

function acquisitionLines(acquisitions: AcquisitionSummary[], width: number | null): string {
  const outcomes = ['listed', 'acquired', 'known', 'skipped', 'failed'] as const;
  const rows = acquisitions.map(({ acquisitionId, state, started, title, account, regions }) => [
    String(acquisitionId),
    state,
    started,
    regions.length === 0 ? title : `${title}, ${regions.length} regions`,
    ...outcomes.map((name) => grouped(account[name].objects)),
    bytesText(account.acquired.bytes),
  ]);
  const texts = ['acquisition', 'state', 'started', 'from'].map((name) => ({ name }));
  const numbers = [...outcomes, 'size'].map((name) => ({ name, right: true }));
  return formatTable([...texts, ...numbers], rows, width).lines.join('\n');
}

function tableLines(tables: Pick<TableInfo, 'name' | 'kind' | 'rows' | 'title'>[], width: number | null): string {
  const rows = tables.map(({ name, kind, rows: count, title }) => [
    name,
    count === null ? '' : grouped(count),
    kind,
    title,
  ]);
  const columns = [{ name: 'table' }, { name: 'rows', right: true }, { name: 'kind' }, { name: 'what' }];
  return formatTable(columns, rows, width).lines.join('\n');
}
