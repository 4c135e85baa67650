// Asks for the name under which something is kept in the case.
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { showProblem } from '../problem.ts';

type Props = {
  /** What is kept, in one word: `query`. */
  what: string;
  suggestion: string;
  /** What has this name already, and would be replaced. */
  find: (name: string) => { name: string } | undefined;
  save: (name: string) => Promise<unknown>;
  onSaved: (name: string) => void;
  onClose: () => void;
};

export function SaveDialog({ what, suggestion, find, save, onSaved, onClose }: Props) {
  const [name, setName] = useState(suggestion);
  const replaced = find(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === '') return;
    save(wanted).then(
      () => onSaved(wanted),
      (error: unknown) => showProblem(error, `save ${wanted}`),
    );
  };
  return (
    <Modal opened onClose={onClose} title={`Save ${what}`} size="sm">
      <form onSubmit={submit}>
        <TextInput
          label="Name"
          data-autofocus
          value={name}
          maxLength={120}
          description={replaced ? `Replaces the saved ${what} “${replaced.name}”.` : 'Kept in this case.'}
          inputWrapperOrder={['label', 'input', 'description']}
          onChange={(event) => setName(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={name.trim() === ''}>
            {replaced ? 'Replace' : 'Save'}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
