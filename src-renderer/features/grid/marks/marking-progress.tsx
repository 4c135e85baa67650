// A change of many rows on its way: how far it is, and a way to stop it.
import { Button } from '@mantine/core';
import { useMarking } from './mark-actions.ts';

export function MarkingProgress() {
  const running = useMarking((state) => state.running);
  if (!running) return null;
  const { percent, stop } = running;
  return (
    <span role="status">
      Marking rows{percent === null ? '…' : ` · ${Math.round(percent)} %`}{' '}
      <Button variant="subtle" size="compact-xs" onClick={stop}>
        Stop
      </Button>
    </span>
  );
}
