// Whether the journal can be relied on: whole, or where it is broken and what to do.
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { JournalBreak, JournalVerdict } from '../../../shared/contract/journal.ts';
import { breakAdvice, describeBreak } from '../../../shared/journal/breaks.ts';
import { formatNoun } from '../../../shared/values/sizes.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import style from './journal.module.css';

export function VerdictBar({ verdict }: { verdict: JournalVerdict }) {
  const zone = useTimeZone();
  const { breaks, found } = verdict;
  const now = new Set(breaks.map((one) => JSON.stringify(one)));
  const earlier = found.flatMap(({ seq, time, breaks: all }) =>
    all.filter((one) => !now.has(JSON.stringify(one))).map((one) => ({ seq, time, one })),
  );
  const isBroken = breaks.length + earlier.length > 0;
  return (
    <div
      className={style.verdict}
      data-broken={isBroken || undefined}
      role="status"
      aria-label="Verdict on the journal"
    >
      {isBroken ? <IconAlertTriangle size={18} /> : <IconCheck size={18} />}
      <div className="pm-select">
        <div>
          <b>{isBroken ? 'The journal is not whole.' : 'The journal is whole.'}</b>{' '}
          {formatNoun(verdict.entries, 'entry', 'entries')}
          {isBroken ? '.' : ', each as it was written and tied to the one before.'}
        </div>
        {isBroken && (
          <ul className={style.breaks}>
            {breaks.map((one) => (
              <li key={keyOf(one)}>{describeBreak(one)}</li>
            ))}
            {earlier.map(({ seq, time, one }) => (
              <li key={`${seq} ${keyOf(one)}`}>
                Found on {formatInstant(time, zone).slice(0, 19)} (entry {seq}): {describeBreak(one)}
              </li>
            ))}
          </ul>
        )}
        {isBroken && <div>{breakAdvice}</div>}
        {verdict.lastHash !== null && (
          <div className="pm-dim" title={verdict.lastHash}>
            Hash of the last entry: <span className="pm-mono">{verdict.lastHash.slice(0, 16)}…</span>
            {!isBroken && ' Noted elsewhere, it proves every entry up to it.'}
          </div>
        )}
      </div>
    </div>
  );
}

const keyOf = ({ line, reason }: JournalBreak) => `${line} ${reason}`;
