// How far the export is.
import { Button, Progress } from '@mantine/core';
import type { ExportState } from '../../../shared/contract/exports.ts';
import { formatBytes, formatCount, formatDuration } from '../../../shared/values/sizes.ts';
import style from './export.module.css';

export function ExportProgress({ progress, onCancel }: { progress: ExportState | null; onCancel: () => void }) {
  const percent = progress ? percentOf(progress) : null;
  return (
    <div className={style.form}>
      <Progress
        value={percent ?? 100}
        striped={percent === null}
        animated={percent === null}
        aria-label="Progress of the export"
        transitionDuration={150}
      />
      <div className={style.figures} role="status" aria-live="off">
        {progress ? (
          <>
            <span>
              {formatCount(progress.rows)} of {formatCount(progress.totalRows)} rows
            </span>
            <span>{formatBytes(progress.bytes)}</span>
            <span>{formatDuration(progress.elapsedMs)}</span>
            {percent !== null && <span>{Math.floor(percent)} %</span>}
          </>
        ) : (
          'Starting'
        )}
      </div>
      <footer className={style.footer}>
        <span className={style.doc}>Cancelling leaves no file.</span>
        <Button color="red" variant="light" onClick={onCancel} data-autofocus>
          Cancel
        </Button>
      </footer>
    </div>
  );
}

/** DuckDB's own figure, else rows written of all; null while neither is known. */
function percentOf({ percent, rows, totalRows }: ExportState): number | null {
  if (percent !== null) return percent;
  return rows > 0 && totalRows > 0 ? (100 * rows) / totalRows : null;
}
