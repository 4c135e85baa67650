// What is wrong with a definition, line by line, with what to write instead.
import type { FormatProblem } from '../../../shared/contract/formats.ts';
import { visibleText } from '../../../shared/values/visible-text.ts';
import look from './formats.module.css';

type Props = {
  problems: FormatProblem[];
  /** Goes to a line of the definition. */
  onLine?: (line: number) => void;
};

export function ProblemLines({ problems, onLine }: Props) {
  return (
    <ul className={look.problems}>
      {problems.map(({ place, line, reason, hint }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place may have several problems, and their order does not change
        <li key={`${place} ${i}`}>
          {onLine && line !== null ? (
            <button type="button" className={look.link} onClick={() => onLine(line)}>
              {visibleText(place)}
            </button>
          ) : (
            <span className="pm-dim">{visibleText(place)}</span>
          )}{' '}
          <span className={look.problem}>{visibleText(reason)}</span> {hint !== null && visibleText(hint)}
        </li>
      ))}
    </ul>
  );
}
