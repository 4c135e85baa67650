// The plan of a statement, as DuckDB prints it.
import style from './console.module.css';
import { ProblemPanel } from './messages.tsx';
import { RunClock } from './run-clock.tsx';
import { summarise } from './statements.ts';
import type { PlanState } from './use-explain.ts';
import { runTime } from './words.ts';

export function PlanPanel({ plan, text, onGoTo }: { plan: PlanState; text: string; onGoTo: (offset: number) => void }) {
  return (
    <div className={style.scroll}>
      <div className={style.planHead}>
        <span>{plan.analyze ? 'EXPLAIN ANALYZE' : 'EXPLAIN'}</span>
        <span className={style.statement}>{summarise(plan.sql)}</span>
        {plan.status === 'running' ? (
          <span>
            Running · <RunClock startedAt={plan.startedAt} />
          </span>
        ) : (
          <span>
            {plan.status === 'cancelled' ? `Stopped after ${runTime(plan.elapsedMs)}` : runTime(plan.elapsedMs)}
          </span>
        )}
      </div>
      {plan.problem && <ProblemPanel problem={plan.problem} text={text} onGoTo={onGoTo} />}
      {plan.status === 'done' && <pre className={`${style.plan} pm-select`}>{plan.text}</pre>}
    </div>
  );
}
