// The floor plan: which feature shows what, and what one feature is given of another. Features never import each other.
import { Suspense, use } from 'react';
import { ConnectionNotice } from './transport/connection-notice.tsx';
import { type EngineClient, EngineContext } from './ui/engine.ts';
import { Toasts } from './ui/toasts.tsx';

export function App({ engine }: { engine: Promise<EngineClient> }) {
  return (
    <Suspense fallback={null}>
      <Connected engine={engine} />
      <Toasts />
      <ConnectionNotice />
    </Suspense>
  );
}

function Connected({ engine }: { engine: Promise<EngineClient> }) {
  return <EngineContext value={use(engine)}>Pugmark</EngineContext>;
}
