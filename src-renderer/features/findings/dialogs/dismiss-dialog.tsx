// Asks why findings are dismissed: who reads the case later is told.
import { Button, Group, Modal, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Finding } from '../../../../shared/contract/detections.ts';
import { formatNoun } from '../../../../shared/values/sizes.ts';
import { visibleText } from '../../../../shared/values/visible-text.ts';
import { useEngine } from '../../../ui/engine.ts';
import { changeFindings, useFindings } from '../findings-store.ts';
import style from './dialogs.module.css';
import { focusNow } from './focus-now.ts';

const mostReasons = 5;

export function DismissDialog({ findings, onClose }: { findings: Finding[]; onClose: () => void }) {
  const engine = useEngine();
  const all = useFindings();
  const [reason, setReason] = useState('');
  const known = [...new Set(all.flatMap((one) => one.reason ?? []))].slice(0, mostReasons);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await changeFindings(engine, findings, { kind: 'dismiss', reason: reason.trim() })) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`Dismiss ${formatNoun(findings.length, 'finding')}`} size="md">
      <form onSubmit={(event) => void submit(event)}>
        <Textarea
          label="Why"
          description="Written into the journal of the case, and shown with the finding."
          data-autofocus
          ref={focusNow}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || reason.trim() === '') return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
        {known.length > 0 && (
          <div className={style.known}>
            <span className="pm-dim">As before:</span>
            {known.map((one) => (
              <Button
                key={one}
                variant="default"
                size="compact-xs"
                title={visibleText(one)}
                onClick={() => setReason(one)}
              >
                {visibleText(one.length > 48 ? `${one.slice(0, 47)}…` : one)}
              </Button>
            ))}
          </div>
        )}
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={reason.trim() === ''}>
            Dismiss
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
