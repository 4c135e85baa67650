// One load or acquisition in the list of the Evidence tab.
import { formatAgo } from '../../../shared/values/ago.ts';
import style from './evidence.module.css';

type Props = {
  title: string;
  /** State as data, for its colour, and in words. */
  state: string;
  stateWord: string;
  /** ISO 8601. */
  started: string;
  line: string;
  tooltip: string;
  /** Belongs to the entry above it. */
  inner?: boolean;
  current: boolean;
  onChoose: () => void;
};

export function EvidenceRow({ title, state, stateWord, started, line, tooltip, inner, current, onChoose }: Props) {
  return (
    <button
      type="button"
      data-roving
      className={style.row}
      aria-current={current || undefined}
      data-inner={inner || undefined}
      onClick={onChoose}
      title={tooltip}
    >
      <span className={style.rowHead}>
        <strong>{title}</strong>
        <span className={style.state} data-state={state}>
          {stateWord}
        </span>
        <span className={style.when} title={started}>
          {formatAgo(started, Date.now())}
        </span>
      </span>
      <span className={style.rowLine}>{line}</span>
    </button>
  );
}
