// Verdicts with their reasons in sentences, what can be done about each, and how many there are of it.
import type { VerificationSums } from '../../../shared/contract/integrity.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import style from './integrity.module.css';
import { sayReason } from './words.ts';

type Count = VerificationSums['logs'][number];

export function ReasonTable({ counts, onOpen }: { counts: Count[]; onOpen: (count: Count) => void }) {
  if (counts.length === 0) return null;
  return (
    <table className={style.table}>
      <tbody>
        {counts.map((one) => {
          const { sentence, next } = sayReason(one.reason);
          return (
            <tr key={`${one.verdict} ${one.reason}`}>
              <td className={style.figure}>
                <button type="button" className={style.link} onClick={() => onOpen(one)}>
                  {formatCount(one.count)}{' '}
                  <span className={style.word} data-verdict={one.verdict}>
                    {one.verdict}
                  </span>
                </button>
              </td>
              <td className="pm-select">
                {sentence}
                {next !== null && <span className={style.next}>{next}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
