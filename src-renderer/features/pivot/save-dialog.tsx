// Asks for the name under which a pivot is kept.
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Pivot } from '../../../shared/query/pivot.ts';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { findSaved, savePivot } from './saved-pivots.ts';

type Props = { pivot: Pivot; suggestion: string; onSaved: (name: string) => void; onClose: () => void };

export function SaveDialog({ pivot, suggestion, onSaved, onClose }: Props) {
  const engine = useEngine();
  const [name, setName] = useState(suggestion);
  const replaces = findSaved(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === '') return;
    savePivot(engine, wanted, pivot).then(
      () => onSaved(wanted),
      (error: unknown) => showProblem(error, `save ${wanted}`),
    );
  };
  return (
    <Modal opened onClose={onClose} title="Save pivot" size="sm">
      <form onSubmit={submit}>
        <TextInput
          label="Name"
          data-autofocus
          value={name}
          maxLength={120}
          description={replaces ? `Replaces the saved pivot “${replaces.name}”.` : 'Kept in this case.'}
          inputWrapperOrder={['label', 'input', 'description']}
          onChange={(event) => setName(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={name.trim() === ''}>
            {replaces ? 'Replace' : 'Save'}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
