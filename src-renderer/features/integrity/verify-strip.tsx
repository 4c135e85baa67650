// The strip at the bottom while digests are verified, and how it ended until that is dismissed.
import { Button } from '@mantine/core';
import { outcomeOf } from '../../../shared/integrity/outcome.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import style from '../../ui/controls/strip.module.css';
import { StripBar, StripEnd } from '../../ui/controls/strip.tsx';
import { useLeavingWarning } from '../../ui/window/leaving.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { cancelVerification, dismissVerification, useVerification } from './verification-store.ts';
import { outcomeTitles } from './words.ts';

export function VerifyStrip() {
  const { progress, ended } = useVerification();
  if (!progress && !ended) return null;
  return (
    <section className={style.strip} aria-label="Verification">
      {progress ? <Running {...progress} /> : <Ended />}
    </section>
  );
}

function Running({ digests, totalDigests }: { digests: number; totalDigests: number }) {
  useLeavingWarning('Digests are being verified. That stops, and the verdicts stay those of the time before.');
  return (
    <>
      <strong className={style.state} role="status">
        Verifying
      </strong>
      <StripBar
        share={totalDigests > 0 ? digests / totalDigests : null}
        label="Part of the digests that are verified"
      />
      <span className={style.numbers}>
        <span>
          {totalDigests > 0 ? `${formatCount(digests)} of ${formatCount(totalDigests)} digests` : 'Reading the digests'}
        </span>
      </span>
      <Button variant="subtle" color="gray" title="Stop. The verdicts stay as they are." onClick={cancelVerification}>
        Cancel
      </Button>
      <Details />
    </>
  );
}

function Ended() {
  const ended = useVerification((state) => state.ended);
  if (ended === null) return null;
  if (ended === 'cancelled')
    return (
      <StripEnd
        outcome="partly"
        word="Verification cancelled"
        error={null}
        numbers={<span>The verdicts are those of the time before.</span>}
        actions={<Details />}
        onDismiss={dismissVerification}
      />
    );
  if ('problem' in ended) {
    const { title, message, at, hint } = ended.problem;
    return (
      <StripEnd
        outcome="failed"
        word={title}
        error={[message, at, hint].filter(Boolean).join(' ')}
        numbers={null}
        actions={<Details />}
        onDismiss={dismissVerification}
      />
    );
  }
  const { sums } = ended.summary;
  const outcome = outcomeOf(sums);
  return (
    <StripEnd
      outcome={outcome === 'proven' ? 'good' : outcome === 'grave' ? 'failed' : 'partly'}
      word={outcomeTitles[outcome]}
      error={null}
      numbers={<span>{countsLine(sums.logs)}</span>}
      actions={<Details />}
      onDismiss={dismissVerification}
    />
  );
}

/** `114 log files: 88 not covered, 24 verified, …` */
function countsLine(logs: { verdict: string; count: number }[]): string {
  const counts = new Map<string, number>();
  for (const { verdict, count } of logs) counts.set(verdict, (counts.get(verdict) ?? 0) + count);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...counts].sort(([, a], [, b]) => b - a).map(([verdict, count]) => `${formatCount(count)} ${verdict}`);
  return `${formatCount(total)} log files${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
}

function Details() {
  return (
    <Button variant="subtle" onClick={() => useWorkspace.getState().openPage('integrity')}>
      Integrity
    </Button>
  );
}
