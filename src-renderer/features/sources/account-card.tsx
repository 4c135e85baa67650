// The account of one load: both sums written out, every number a way to the rows behind it.
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { LoadSummary } from '../../../shared/contract/loads.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { useEngine } from '../../ui/engine.ts';
import { showNote, showProblem } from '../../ui/problem.ts';
import { useWorkspace } from '../../ui/workspace.ts';
import style from './account-card.module.css';
import { fileSum, isRunning, recordSum, type Sum, type Term } from './account-words.ts';
import { placeBehind } from './evidence-views.ts';

export function AccountCard({ load }: { load: LoadSummary }) {
  const engine = useEngine();
  const running = isRunning(load.state);
  const open = async (term: Term) => {
    try {
      const place = await placeBehind(engine, load, term.id);
      if (place) useWorkspace.getState().openGrid(place.view, place.title);
      else showNote('There is nothing behind this number.');
    } catch (error) {
      showProblem(error, `show the ${term.label}`);
    }
  };
  const show = (term: Term) => void open(term);
  return (
    <div className={style.card}>
      <SumLine sum={fileSum(load.account)} running={running} onOpen={show} label="Files" />
      <SumLine sum={recordSum(load.account)} running={running} onOpen={show} label="Records" />
    </div>
  );
}

type LineProps = { sum: Sum; running: boolean; label: string; onOpen: (term: Term) => void };

function SumLine({ sum, running, label, onOpen }: LineProps) {
  return (
    <section className={style.line} aria-label={`${label} of the account`}>
      <Figure term={sum.whole} onOpen={onOpen} />
      {sum.parts.map((part, at) => (
        <Fragment key={part.id}>
          <span className={style.operator}>{at === 0 ? '=' : '+'}</span>
          <Figure term={part} onOpen={onOpen} />
        </Fragment>
      ))}
      <Verdict holds={sum.holds} running={running} />
    </section>
  );
}

function Figure({ term, onOpen }: { term: Term; onOpen: (term: Term) => void }) {
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
    </button>
  );
}

function Verdict({ holds, running }: { holds: boolean; running: boolean }) {
  if (running) return <span className={style.verdict}>still counting</span>;
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
