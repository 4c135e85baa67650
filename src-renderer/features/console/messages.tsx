// What each statement did, and what went wrong with its place and a way on.
import { Button, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconLoader2, IconPlayerStop } from '@tabler/icons-react';
import style from './console.module.css';
import type { Outcome, RunProblem } from './run-state.ts';
import { summarise } from './statements.ts';
import { lineAndColumn } from './text-edits.ts';
import { rowCount, runTime } from './words.ts';

export function Messages({ outcomes }: { outcomes: Outcome[] }) {
  if (outcomes.length === 0) return null;
  return (
    <table className={style.messages}>
      <thead>
        <tr>
          <th>#</th>
          <th>
            <VisuallyHidden>State</VisuallyHidden>
          </th>
          <th>Statement</th>
          <th className={style.numeric}>Rows</th>
          <th className={style.numeric}>Time</th>
        </tr>
      </thead>
      <tbody className="pm-select">
        {outcomes.map((outcome) => (
          <tr key={outcome.index}>
            <td>{outcome.index + 1}</td>
            <td>{icons[outcome.state]}</td>
            <td className={style.statement} title={outcome.sql}>
              {summarise(outcome.sql)}
            </td>
            <td className={style.numeric}>{describeRows(outcome)}</td>
            <td className={style.numeric}>{outcome.state === 'failed' ? '' : runTime(outcome.elapsedMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const icons: Record<Outcome['state'], React.ReactNode> = {
  running: <IconLoader2 size={14} aria-label="running" className={style.turning} />,
  done: <IconCheck size={14} aria-label="done" color="var(--pm-ok)" />,
  failed: <IconAlertTriangle size={14} aria-label="failed" color="var(--pm-danger)" />,
  cancelled: <IconPlayerStop size={14} aria-label="cancelled" color="var(--pm-warn)" />,
};

function describeRows(outcome: Outcome): string {
  if (outcome.state === 'failed') return '';
  if (outcome.run === null) return outcome.rows > 0 ? `${rowCount(outcome.rows)} changed` : '';
  return `${rowCount(outcome.rows)}${outcome.cut ? ' (cut)' : ''}`;
}

const titles: Record<string, string> = {
  SQL: 'DuckDB cannot run this',
  REFUSED: 'Not allowed in the console',
  NO_CASE: 'No case is open',
};

/** `text`: the whole editor text that was run, to tell line and column of the offset. */
export function ProblemPanel({
  problem,
  text,
  onGoTo,
}: {
  problem: RunProblem;
  text: string;
  onGoTo: (offset: number) => void;
}) {
  const { offset } = problem;
  const place = offset === undefined ? null : lineAndColumn(text, offset);
  return (
    <div className={style.problem} role="alert">
      <div className={style.problemTitle}>
        <IconAlertTriangle size={15} />
        {titles[problem.code] ?? 'This did not work'}
        {place && offset !== undefined && (
          <Button variant="subtle" size="compact-xs" onClick={() => onGoTo(offset)}>
            line {place.line}, column {place.column}
          </Button>
        )}
      </div>
      <pre className={`${style.problemText} pm-select`}>{problem.message}</pre>
      {problem.hint && <div className={`${style.hint} pm-select`}>{problem.hint}</div>}
    </div>
  );
}
