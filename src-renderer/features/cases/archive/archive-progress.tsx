// How far packing or unpacking is, and the way to stop it.
import { Progress as Bar, Button } from '@mantine/core';
import { formatBytes } from '../../../../shared/values/sizes.ts';
import style from '../new-case-dialog.module.css';
import type { Progress } from './use-run.ts';

type Props = { title: string; progress: NonNullable<Progress>; onCancel: () => void };

export function ArchiveProgress({ title, progress: { bytes, totalBytes }, onCancel }: Props) {
  const share = totalBytes === 0 ? null : bytes / totalBytes;
  return (
    <div className={style.form}>
      <p className={style.note} role="status">
        {title} {totalBytes > 0 && `${formatBytes(bytes)} of ${formatBytes(totalBytes)}`}
      </p>
      <Bar value={share === null ? 100 : share * 100} animated={share === null} aria-label={title} />
      <footer className={style.footer}>
        <Button variant="default" onClick={onCancel} data-autofocus>
          Cancel
        </Button>
      </footer>
    </div>
  );
}
