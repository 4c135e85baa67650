// Work of another journal, or of an export's manifest, done again in this case: what came out, beside what was recorded.
import { Button } from '@mantine/core';
import type { ReplayResult, ReplayStep } from '../../../shared/contract/replay.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { visibleText } from '../../../shared/values/visible-text.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import style from './journal.module.css';
import type { Replay } from './use-replay.ts';

export function ReplayPart({ replay: { path, progress, result, close } }: { replay: Replay }) {
  const side = useSideName();
  if (path === null) return null;
  return (
    <section className={style.replay} aria-label={`Replay${side}`}>
      <div className={style.replayHead}>
        <b>Replay of {visibleText(path)}</b>
        <Button variant="default" size="compact-xs" onClick={close}>
          {result ? 'Close' : 'Cancel'}
        </Button>
      </div>
      <p role="status">
        {result
          ? summaryOf(result)
          : progress && `${formatCount(progress.steps)} of ${formatNoun(progress.totalSteps, 'step')}`}
      </p>
      {result && (
        <ul className={style.steps}>
          {result.steps.map((step, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a result never change
            <Step key={at} step={step} />
          ))}
        </ul>
      )}
    </section>
  );
}

function summaryOf({ evidence, counts, isWhole }: ReplayResult): string {
  const { isSame, missing, added } = evidence;
  const of =
    isSame === null
      ? 'The record does not say what evidence it was made from.'
      : isSame
        ? 'The evidence is the same.'
        : `The evidence is not the same: ${formatCount(missing.length)} known to be missing here, ${formatCount(added.length)} new here.`;
  const chain = isWhole ? '' : ' Its chain is broken.';
  return `${of}${chain} ${formatCount(counts.same)} same, ${formatCount(counts.differs)} different, ${formatCount(counts.failed)} failed, ${formatCount(counts.skipped)} left out.`;
}

function Step({ step: { seq, verdict, title, reason, recorded, here } }: { step: ReplayStep }) {
  const values = (one: NonNullable<ReplayStep['here']>) =>
    `${one.rows.map(formatCount).join(', ')} rows ${one.hashes.filter((hash) => hash !== null).join(' ')}`;
  return (
    <li className="pm-select" data-verdict={verdict}>
      <b>{verdict}</b> {seq !== null && `entry ${seq}: `}
      {visibleText(title)} {reason !== null && <span className="pm-dim">({visibleText(reason)})</span>}
      {verdict === 'differs' && recorded && here && (
        <div className="pm-mono">
          recorded {values(recorded)}
          <br />
          here {values(here)}
        </div>
      )}
    </li>
  );
}
