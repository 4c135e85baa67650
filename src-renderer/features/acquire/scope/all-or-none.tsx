// Two small buttons beside a choice of many: take all of them, or none.
import chips from '../chips.module.css';

export function AllOrNone({ all, onAll, onNone }: { all: boolean; onAll: () => void; onNone: () => void }) {
  return (
    <span className={chips.allOrNone}>
      <button type="button" aria-pressed={all} onClick={onAll}>
        all
      </button>
      <button type="button" onClick={onNone}>
        none
      </button>
    </span>
  );
}
