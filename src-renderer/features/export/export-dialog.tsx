// Hands rows out as a file: choose, watch, and get the hash to quote.
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { bridge } from '../../transport/bridge.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { type Choices, type ExportBase, firstChoices, readBase, toRemember, toRequest } from './export-choices.ts';
import { ExportDone } from './export-done.tsx';
import { ExportForm } from './export-form.tsx';
import { ExportProgress } from './export-progress.tsx';
import { recall, remember } from './remembered.ts';
import { useExport } from './use-export.ts';

export function ExportDialog() {
  const dialog = useWorkspace((state) => state.dialog);
  if (dialog?.kind !== 'export') return null;
  return <Export base={readBase(dialog.request)} matched={dialog.matched} />;
}

const titles = { choosing: 'Export', running: 'Exporting', done: 'Exported', failed: 'Export' } as const;

function Export({ base, matched }: { base: ExportBase; matched: number }) {
  const [choices, setChoices] = useState<Choices>(() => firstChoices(base, recall()));
  /** A path that the system's own dialog has already asked about. */
  const [confirmed, setConfirmed] = useState<string | null>(null);
  const { run, start, cancel } = useExport();
  /** Esc belongs to the path picker while it is open above. */
  const [picking, setPicking] = useState(false);
  const close = () => useWorkspace.getState().showDialog(null);

  const begin = (overwrite: boolean) => {
    remember(toRemember(choices));
    void start(toRequest(choices, base, overwrite || (confirmed !== null && confirmed === choices.path.trim())));
  };
  // While rows are being written, Esc stops the writing; only then does it close the dialog.
  const onClose = () => (run.phase === 'running' ? cancel() : close());
  return (
    <Modal
      opened
      onClose={onClose}
      title={titles[run.phase]}
      size={640}
      closeOnEscape={!picking}
      closeOnClickOutside={run.phase !== 'running'}
    >
      {run.phase === 'running' ? (
        <ExportProgress progress={run.progress} onCancel={cancel} />
      ) : run.phase === 'done' ? (
        <ExportDone result={run.result} onClose={close} />
      ) : (
        <ExportForm
          base={base}
          matched={matched}
          choices={choices}
          run={run}
          onChange={(patch) => setChoices({ ...choices, ...patch })}
          onPicking={setPicking}
          onPicked={(path) => setConfirmed(bridge() ? path : null)}
          onStart={begin}
          onClose={close}
        />
      )}
    </Modal>
  );
}
