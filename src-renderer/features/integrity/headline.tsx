// The last verification in a sentence, and what it rests on.
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import type { LastVerification } from '../../../shared/contract/integrity.ts';
import { type Outcome, outcomeOf, outcomeSentences } from '../../../shared/integrity/outcome.ts';
import { formatNoun } from '../../../shared/values/sizes.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import style from './integrity.module.css';
import { listWrong, outcomeTitles } from './words.ts';

const icons: Record<Outcome, typeof IconCircleCheck> = {
  proven: IconCircleCheck,
  grave: IconAlertTriangle,
  unproven: IconHelpCircle,
  none: IconHelpCircle,
};

export function Headline({ last, unjudged }: { last: LastVerification; unjudged: number }) {
  const zone = useTimeZone();
  const outcome = outcomeOf(last.sums);
  const Icon = icons[outcome];
  const wrong = listWrong(last.sums);
  const { verificationId, ended, keys, signatures, bucket, problems } = last;
  return (
    <header className={style.headline} data-outcome={outcome}>
      <Icon size={26} aria-hidden />
      <div className="pm-select">
        <h2>{outcomeTitles[outcome]}</h2>
        <p>
          {outcomeSentences[outcome]} {wrong.length > 0 && <b>{wrong.join(' · ')}.</b>}
        </p>
        <p className="pm-dim">
          Verification {verificationId} of {formatInstant(ended, zone).slice(0, 19)} ({zone}), with{' '}
          {keys === 0 ? 'no public key' : formatNoun(keys, 'public key')} and{' '}
          {signatures === 0 ? 'no signature' : formatNoun(signatures, 'signature')} beside the digests
          {bucket !== null && (
            <>
              , for the bucket <span className="pm-mono">{bucket}</span>
            </>
          )}
          .
        </p>
        {unjudged > 0 && (
          <p className={style.warning}>
            {formatNoun(unjudged, 'file was', 'files were')} loaded since and {unjudged === 1 ? 'has' : 'have'} no
            verdict yet: verify again.
          </p>
        )}
        {problems.map((problem) => (
          <p key={problem} className={style.warning}>
            {problem}
          </p>
        ))}
      </div>
    </header>
  );
}
