// The content area without a tab: says what to do next, for an empty case and for a filled one.

import { Button } from '@mantine/core';
import { freshView } from '../../../shared/query/fresh-view.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { useTables } from '../../ui/tables.ts';
import { keysOf, runCommand } from '../../ui/window/commands.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import style from './case-window.module.css';

export function EmptyFloor({ onLoadLogs }: { onLoadLogs: () => void }) {
  const { tables, loaded } = useTables();
  const openGrid = useWorkspace((state) => state.openGrid);
  if (!loaded) return null;
  const logs = tables.filter((table) => table.kind === 'log' && (table.rows ?? 0) > 0);
  if (logs.length === 0)
    return (
      <div className={style.empty}>
        <div className={style.emptySheet}>
          <h2>This case has no logs yet</h2>
          <p>
            Load files, folders or archives: CloudTrail in any container it comes in, VPC Flow Logs, JSON, CSV and
            Parquet. They are only read, never changed. You can also drop them anywhere in this window, or acquire them
            where they lie: every object becomes a verified copy in the case.
          </p>
          <div className={style.buttons}>
            <Button onClick={onLoadLogs} autoFocus rightSection={<span>{keysOf('load-logs')}</span>}>
              Load logs…
            </Button>
            <Button variant="default" onClick={() => runCommand('acquire-s3')} rightSection={keysOf('acquire-s3')}>
              Acquire from S3…
            </Button>
            <Button
              variant="default"
              onClick={() => runCommand('acquire-cloudtrail')}
              rightSection={keysOf('acquire-cloudtrail')}
            >
              From the CloudTrail API…
            </Button>
          </div>
        </div>
      </div>
    );
  return (
    <div className={style.empty}>
      <div className={style.emptySheet}>
        <h2>No tab is open</h2>
        <p>Open a table, or ask in SQL.</p>
        <div className={style.buttons}>
          {logs.map((table) => (
            <Button key={table.name} variant="default" onClick={() => openGrid(freshView(table), table.title)}>
              {table.title} ({formatCount(table.rows ?? 0)})
            </Button>
          ))}
          <Button variant="default" onClick={() => runCommand('new-console')} rightSection={keysOf('new-console')}>
            New console
          </Button>
          <Button variant="default" onClick={() => runCommand('show-evidence')} rightSection={keysOf('show-evidence')}>
            Evidence
          </Button>
        </div>
      </div>
    </div>
  );
}
