// The note of a finding: what was found out about it, in Markdown.
import { Button, Group, Modal, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Finding } from '../../../../shared/contract/detections.ts';
import { formatNoun } from '../../../../shared/values/sizes.ts';
import { useEngine } from '../../../ui/engine.ts';
import { changeFindings } from '../findings-store.ts';
import { focusNow } from './focus-now.ts';

export function NoteDialog({ findings, onClose }: { findings: Finding[]; onClose: () => void }) {
  const engine = useEngine();
  const [first] = findings;
  const isSame = findings.every(({ note }) => note === first?.note);
  const [text, setText] = useState(isSame ? (first?.note ?? '') : '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const note = text.trim() === '' ? null : text;
    if (await changeFindings(engine, findings, { kind: 'note', text: note })) onClose();
  };
  const title = findings.length === 1 ? 'Note' : `Note of ${formatNoun(findings.length, 'finding')}`;
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <form onSubmit={(event) => void submit(event)}>
        <Textarea
          aria-label={title}
          description={isSame ? undefined : 'They have different notes; what is written here takes their place.'}
          placeholder="Markdown: **bold**, *italic*, `code`, - list"
          data-autofocus
          ref={focusNow}
          autosize
          minRows={6}
          maxRows={18}
          maxLength={100_000}
          value={text}
          classNames={{ input: 'pm-mono' }}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" title="Ctrl+Enter">
            Keep
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
