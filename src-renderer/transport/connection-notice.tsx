// Covers the window while the engine cannot be reached: what is known, and what brings it back.
import { Button, Loader, Modal } from '@mantine/core';
import { bridge } from './bridge.ts';
import { useConnection } from './connection.ts';

export function ConnectionNotice() {
  const state = useConnection((connection) => connection.state);
  if (state === 'up') return null;
  const text = textFor(state, bridge() !== null);
  return (
    <Modal opened onClose={() => {}} withCloseButton={false} title={text.title} centered zIndex={500}>
      <p style={{ marginTop: 0 }}>{text.body}</p>
      {text.waiting && (
        <div style={{ display: 'flex', gap: 8, alignItems: 'center' }} className="pm-dim">
          <Loader size={14} /> Trying again…
        </div>
      )}
      {text.action && <Button onClick={() => location.reload()}>{text.action}</Button>}
    </Modal>
  );
}

function textFor(state: 'lost' | 'refused', electron: boolean) {
  const kept = 'Everything that was committed is safe in the case.';
  if (electron) {
    return { title: 'The engine has stopped', body: `${kept} Start it again to go on.`, action: 'Start again' };
  }
  if (state === 'refused') {
    const body = `${kept} Pugmark was started anew; open the address that it printed in the terminal.`;
    return { title: 'This window is no longer signed in', body, action: 'Try again' };
  }
  const body = `${kept} Is “pugmark serve” still running? This page comes back by itself when it is.`;
  return { title: 'The engine cannot be reached', body, waiting: true };
}
