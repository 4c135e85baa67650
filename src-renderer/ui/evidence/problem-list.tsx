// What was wanted and did not come in whole, piece by piece with the reason, a page at a time.
import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatCount } from '../../../shared/values/sizes.ts';
import { showProblem } from '../problem.ts';
import { useSideName } from '../window/keyboard-side.ts';
import style from './evidence.module.css';

const pageSize = 200;

type Page<P> = { problems: P[]; total: number };
type Problem = { outcome: string; reason: string };

type Props<P extends Problem> = {
  /** `Files that did not load whole`. */
  title: string;
  /** What each is: `File`. */
  what: string;
  /** Another text makes it read again: of what the problems are, and how far that is. */
  version: string;
  read: (page: { offset: number; limit: number }) => Promise<Page<P>>;
  words: Record<P['outcome'], string>;
  keyOf: (problem: P) => string;
  renderName: (problem: P) => ReactNode;
  /** What can be done about them. */
  renderOffers?: (problems: P[]) => ReactNode;
  /** Shown when there are none. */
  none: ReactNode;
};

export function ProblemList<P extends Problem>(props: Props<P>) {
  const side = useSideName();
  const { title, what, words, keyOf, renderName, renderOffers, none } = props;
  const { problems, total, more } = usePages(props);
  if (problems === null) return null;
  if (problems.length === 0) return none;
  return (
    <section className={style.problems} aria-label={`${title}${side}`}>
      <div className={style.problemsHead}>
        <h3>
          {title} ({formatCount(Math.max(total, problems.length))})
        </h3>
        {renderOffers && <span className={style.offers}>{renderOffers(problems)}</span>}
      </div>
      <table className="pm-select">
        <thead>
          <tr>
            <th>Outcome</th>
            <th>{what}</th>
            <th>Reason</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem) => (
            <tr key={keyOf(problem)}>
              <td data-outcome={problem.outcome}>{words[problem.outcome as P['outcome']]}</td>
              <td className="pm-mono">{renderName(problem)}</td>
              <td>{problem.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {problems.length < total && (
        <Button variant="default" onClick={more}>
          Show more ({formatCount(total - problems.length)} left)
        </Button>
      )}
    </section>
  );
}

function usePages<P extends Problem>({ title, version, read }: Props<P>) {
  const [limit, setLimit] = useState(pageSize);
  const [answer, setAnswer] = useState<{ problems: P[] | null; total: number }>({ problems: null, total: 0 });
  const latest = useRef({ read, title });
  latest.current = { read, title };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is the reason to read again
  useEffect(() => {
    let current = true;
    const readAll = async () => {
      const problems: P[] = [];
      let total = 0;
      for (let offset = 0; offset < limit; offset += pageSize) {
        const page = await latest.current.read({ offset, limit: pageSize });
        problems.push(...page.problems);
        total = page.total;
      }
      if (current) setAnswer({ problems, total });
    };
    // What nobody looks at any more may be of a case that is closed by now.
    readAll().catch(
      (error: unknown) => current && showProblem(error, `list the ${latest.current.title.toLowerCase()}`),
    );
    return () => {
      current = false;
    };
  }, [version, limit]);
  return { ...answer, more: () => setLimit(limit + pageSize) };
}
