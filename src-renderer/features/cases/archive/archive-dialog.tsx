// The dialogs that hand a case on and take one in.
import { Modal } from '@mantine/core';
import { useEngine } from '../../../ui/engine.ts';
import { usePicker } from '../../../ui/pick-paths.ts';
import { useCommand } from '../../../ui/window/commands.ts';
import { closeArchiveDialog, pickAndUnpack, useArchiveDialog } from './archive-store.ts';
import { PackDialog } from './pack-dialog.tsx';
import { UnpackDialog } from './unpack-dialog.tsx';
import { useRun } from './use-run.ts';

export function ArchiveDialog() {
  const engine = useEngine();
  const dialog = useArchiveDialog((state) => state.dialog);
  const run = useRun();
  /** Esc belongs to the path picker while it is open above. */
  const isPicking = usePicker((state) => state.request !== null);
  useCommand('unpack-case', () => void pickAndUnpack(engine));
  const isBusy = run.progress !== null;
  // While it runs, Esc stops the work; only then does it close the dialog.
  const close = () => (isBusy ? run.cancel() : closeArchiveDialog());
  return (
    <Modal
      opened={dialog !== null}
      onClose={close}
      title={dialog?.kind === 'pack' ? `Hand on “${dialog.name}”` : 'Open the archive of a case'}
      size={600}
      closeOnEscape={!isPicking}
      closeOnClickOutside={!isBusy}
    >
      {dialog?.kind === 'pack' && (
        <PackDialog name={dialog.name} suggestion={dialog.suggestion} run={run} onClose={closeArchiveDialog} />
      )}
      {dialog?.kind === 'unpack' && <UnpackDialog {...dialog} run={run} onClose={closeArchiveDialog} />}
    </Modal>
  );
}
