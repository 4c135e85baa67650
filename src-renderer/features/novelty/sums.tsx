// How much a baseline holds; one that holds nothing says so, since then all would be new.
import type { BaselineSums } from '../../../shared/contract/novelty.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import style from './novelty.module.css';

/** `03-11 21:14`. */
export const shortTime = (iso: string, zone: string): string => formatInstant(iso, zone).slice(5, 16);

export function Sums({ sums }: { sums: BaselineSums }) {
  const { before, after, principalsBefore, daysBefore, nameless } = sums;
  if (before === 0)
    return (
      <p className={style.nothing}>
        The baseline holds no rows, so there is nothing that anything could be new against. Choose a later beginning of
        what is new, or load older logs.
      </p>
    );
  if (after === 0)
    return <p className={style.nothing}>No rows are after the baseline. Choose an earlier beginning of what is new.</p>;
  return (
    <p className={style.sums}>
      {formatNoun(after, 'row')} compared with {formatCount(before)} before, of{' '}
      {formatNoun(principalsBefore, 'principal')} on {formatNoun(daysBefore, 'day')}.
      {daysBefore < 7 && ' That is little: what is done once a week, or by one of many workers, will look new.'}
      {nameless > 0 &&
        ` ${formatNoun(nameless, 'row does', 'rows do')} not say who, and ${nameless === 1 ? 'is' : 'are'} left out.`}
    </p>
  );
}
