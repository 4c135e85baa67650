// What was handed out, with everything that a report quotes.
import { ActionIcon, Button, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconFolderOpen } from '@tabler/icons-react';
import type { ExportState } from '../../../shared/contract/exports.ts';
import { formatBytes, formatDuration, formatNoun } from '../../../shared/values/sizes.ts';
import { bridge } from '../../transport/bridge.ts';
import { showProblem } from '../../ui/problem.ts';
import style from './export.module.css';

export function ExportDone({ result, onClose }: { result: ExportState; onClose: () => void }) {
  const shell = bridge();
  const show = (path: string) => {
    shell?.showItem(path).catch((error: unknown) => showProblem(error, 'show the file in its folder'));
  };
  return (
    <div className={style.form}>
      <p className={style.figures} role="status">
        <span>{formatNoun(result.rows, 'row')}</span>
        <span>{formatBytes(result.bytes)}</span>
        <span>took {formatDuration(result.elapsedMs)}</span>
      </p>
      <dl className={style.facts}>
        <Fact name="File" value={result.path} />
        <Fact name="Manifest" value={result.manifestPath} />
        <Fact name="SHA-256" value={result.sha256} />
      </dl>
      <footer className={style.footer}>
        <span className={style.doc}>The export is noted in the case’s journal.</span>
        {shell && result.path && (
          <Button variant="default" leftSection={<IconFolderOpen size={14} />} onClick={() => show(result.path!)}>
            Show in folder
          </Button>
        )}
        <Button onClick={onClose} data-autofocus>
          Close
        </Button>
      </footer>
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string | null }) {
  if (value === null) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <span className="pm-mono pm-select">{value}</span>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? 'Copied' : 'Copy'}>
              <ActionIcon aria-label={`Copy ${name}`} onClick={copy}>
                {copied ? <IconCheck size={14} color="var(--pm-ok)" /> : <IconCopy size={14} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </dd>
    </>
  );
}
