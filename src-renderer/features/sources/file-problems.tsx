// Every file of a load that did not load whole, with the reason; and a way to read the unrecognised ones after all.
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { FileProblem, LoadSummary } from '../../../shared/contract/loads.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { useEngine } from '../../ui/engine.ts';
import style from '../../ui/evidence/evidence.module.css';
import { showProblem } from '../../ui/problem.ts';
import { useWorkspace } from '../../ui/workspace.ts';
import { type Offer, offersFor, withinRoots } from './unrecognised.ts';

const pageSize = 200;
const words = { partly: 'partly loaded', skipped: 'skipped', failed: 'failed' };

export function FileProblems({ load }: { load: LoadSummary }) {
  const { problems, total, more } = useProblems(load);
  if (problems === null) return null;
  if (problems.length === 0) return <p className="pm-dim">Every file of this load was loaded whole.</p>;
  return (
    <section className={style.problems} aria-label="Files that did not load whole">
      <div className={style.problemsHead}>
        <h3>Files that did not load whole ({formatCount(Math.max(total, problems.length))})</h3>
        <span className={style.offers}>
          {offersFor(problems).map((offer) => (
            <OfferButton key={offer.as} offer={offer} />
          ))}
        </span>
      </div>
      <table className="pm-select">
        <thead>
          <tr>
            <th>Outcome</th>
            <th>File</th>
            <th>Reason</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem) => (
            <tr key={`${problem.outcome} ${problem.path}`}>
              <td data-outcome={problem.outcome}>{words[problem.outcome]}</td>
              <td className="pm-mono" title={problem.path}>
                <bdi dir="ltr">{withinRoots(problem.path, load.paths)}</bdi>
              </td>
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

function OfferButton({ offer: { as, paths } }: { offer: Offer }) {
  const files = formatNoun(paths.length, 'unrecognised file');
  return (
    <Button
      variant="default"
      onClick={() => useWorkspace.getState().showDialog({ kind: 'load', paths, as })}
      title="No format recognised them, but they can be read into a table of their own"
    >
      Load {files} as {as === 'parquet' ? 'Parquet' : as.toUpperCase()}…
    </Button>
  );
}

function useProblems(load: LoadSummary) {
  const engine = useEngine();
  const { loadId, state } = load;
  const [limit, setLimit] = useState(pageSize);
  const [answer, setAnswer] = useState<{ problems: FileProblem[] | null; total: number }>({ problems: null, total: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a load that changed its state is read again
  useEffect(() => {
    let current = true;
    const read = async () => {
      const problems: FileProblem[] = [];
      let total = 0;
      for (let offset = 0; offset < limit; offset += pageSize) {
        const page = await engine.loads.problems({ loadId, offset, limit: pageSize });
        problems.push(...page.problems);
        total = page.total;
      }
      if (current) setAnswer({ problems, total });
    };
    read().catch((error: unknown) => showProblem(error, 'list the files that did not load'));
    return () => {
      current = false;
    };
  }, [engine, loadId, state, limit]);
  return { ...answer, more: () => setLimit(limit + pageSize) };
}
