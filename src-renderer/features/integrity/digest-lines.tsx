// The digests themselves by verdict and reason.
import type { LastVerification } from '../../../shared/contract/integrity.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { openPlace } from './open-place.ts';
import { ReasonTable } from './reason-table.tsx';
import { digestsOfReason } from './words.ts';

export function DigestLines({ last: { sums } }: { last: LastVerification }) {
  const side = useSideName();
  return (
    <section aria-label={`Digests by verdict${side}`}>
      <h3>Digests</h3>
      {sums.digests.length === 0 && <p className="pm-dim">None are loaded.</p>}
      <ReasonTable counts={sums.digests} onOpen={({ reason }) => openPlace(digestsOfReason(reason))} />
    </section>
  );
}
