// How far the export is.
import { Button, Progress } from '@mantine/core';
import type { ExportState } from '../../../shared/contract/exports.ts';
import { formatBytes, formatCount, formatDuration, formatNoun } from '../../../shared/values/sizes.ts';
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
            <span>{describeRows(progress)}</span>
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

/** Rows are counted as they are written; while they are sorted first, or written in one go, only their number is known. */
function describeRows({ rows, totalRows }: ExportState): string {
  if (rows > 0 && totalRows > 0) return `${formatCount(rows)} of ${formatNoun(totalRows, 'row')}`;
  return totalRows > 0 ? formatNoun(totalRows, 'row') : 'Finding the rows';
}

/** DuckDB's own figure, else rows written of all; null while neither is known or nothing has moved yet. */
function percentOf({ percent, rows, totalRows }: ExportState): number | null {
  if (percent !== null && percent > 0) return percent;
  return rows > 0 && totalRows > 0 ? (100 * rows) / totalRows : null;
}
