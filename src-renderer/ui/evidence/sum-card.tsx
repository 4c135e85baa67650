// The account of a load or an acquisition: its sums written out, every number a way to the rows behind it.
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { Fragment } from 'react';
import { formatCount } from '../../../shared/values/sizes.ts';
import { useSideName } from '../window/keyboard-side.ts';
import type { Sum, Term } from './sum.ts';
import style from './sum-card.module.css';

type Props<Id extends string> = {
  /** Each with the word that names its line: `Files`. */
  sums: { label: string; sum: Sum<Id> }[];
  /** Why it need not add up yet, in words; null: it must. */
  pending: string | null;
  onOpen: (term: Term<Id>) => void;
};

export function SumCard<Id extends string>({ sums, pending, onOpen }: Props<Id>) {
  const side = useSideName();
  return (
    <div className={style.card}>
      {sums.map(({ label, sum }) => (
        <section key={label} className={style.line} aria-label={`${label} of the account${side}`}>
          <Figure term={sum.whole} onOpen={onOpen} />
          {sum.parts.map((part, at) => (
            <Fragment key={part.id}>
              <span className={style.operator}>{at === 0 ? '=' : '+'}</span>
              <Figure term={part} onOpen={onOpen} />
            </Fragment>
          ))}
          <Verdict holds={sum.holds} pending={pending} />
        </section>
      ))}
    </div>
  );
}

function Figure<Id extends string>({ term, onOpen }: { term: Term<Id>; onOpen: (term: Term<Id>) => void }) {
  const tone = term.count > 0 ? term.tone : 'plain';
  return (
    <button
      type="button"
      className={style.number}
      data-tone={tone}
      disabled={term.count === 0}
      title={term.count > 0 ? `${term.doc}. Click to see them.` : term.doc}
      aria-label={`${formatCount(term.count)} ${term.label}`}
      onClick={() => onOpen(term)}
    >
      <span className={style.count}>{formatCount(term.count)}</span>
      <span className={style.label}>{term.label}</span>
      {term.note !== undefined && <span className={style.label}>{term.note}</span>}
    </button>
  );
}

function Verdict({ holds, pending }: { holds: boolean; pending: string | null }) {
  if (pending !== null) return <span className={style.verdict}>{pending}</span>;
  return holds ? (
    <span className={style.verdict}>
      <IconCheck size={15} color="var(--pm-ok)" /> adds up
    </span>
  ) : (
    <span className={style.verdict} role="alert">
      <IconAlertTriangle size={15} color="var(--pm-danger)" /> does not add up
    </span>
  );
}
