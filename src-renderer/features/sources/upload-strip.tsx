// The strip while dropped files are copied into the case.
import { Button } from '@mantine/core';
import { formatBytes, formatCount } from '../../../shared/values/sizes.ts';
import style from '../../ui/controls/strip.module.css';
import { StripBar } from '../../ui/controls/strip.tsx';
import { useLeavingWarning } from '../../ui/window/leaving.ts';
import { useDrop } from './drop-store.ts';
import type { UploadProgress } from './upload.ts';

export function UploadStrip() {
  const { upload, cancelUpload } = useDrop();
  return upload && <Running upload={upload} onCancel={cancelUpload} />;
}

function Running({ upload, onCancel }: { upload: UploadProgress; onCancel: () => void }) {
  useLeavingWarning('Dropped files are being copied into the case; those that are not there yet are left out.', true);
  const { files, filesTotal, bytes, bytesTotal } = upload;
  return (
    <section className={style.strip} aria-label="Copy of dropped files">
      <strong className={style.state} role="status">
        Copying
      </strong>
      <StripBar share={bytesTotal > 0 ? bytes / bytesTotal : 0} label="Part of the bytes that are copied" />
      <span className={style.numbers}>
        <span>
          {formatCount(files)} of {formatCount(filesTotal)} files
        </span>
        <span>
          {formatBytes(bytes)} of {formatBytes(bytesTotal)}
        </span>
        <span>into the case folder, because a browser does not tell where they are</span>
      </span>
      <Button variant="subtle" color="gray" onClick={onCancel}>
        Cancel
      </Button>
    </section>
  );
}
