// Shows what `confirm` asks.
import { Button, Group, Modal } from '@mantine/core';
import { useConfirm } from '../confirm.ts';

export function ConfirmDialog() {
  const { question, answer } = useConfirm();
  return (
    <Modal opened={question !== null} onClose={() => answer(false)} title={question?.title} size={420} zIndex={300}>
      <p style={{ marginTop: 0 }}>{question?.body}</p>
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={() => answer(false)}>
          Cancel
        </Button>
        <Button onClick={() => answer(true)} data-autofocus>
          {question?.confirm}
        </Button>
      </Group>
    </Modal>
  );
}
