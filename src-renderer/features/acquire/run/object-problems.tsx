// Every object that was wanted and not acquired, with the reason.
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { AcquisitionSummary, ObjectProblem } from '../../../../shared/contract/acquisitions.ts';
import { formatCount } from '../../../../shared/values/sizes.ts';
import { useEngine } from '../../../ui/engine.ts';
import style from '../../../ui/evidence/evidence.module.css';
import { showProblem } from '../../../ui/problem.ts';

const pageSize = 200;
const words = { skipped: 'left out', failed: 'failed' };

export function ObjectProblems({ acquisition }: { acquisition: AcquisitionSummary }) {
  const { problems, total, more } = useProblems(acquisition);
  const { state, request } = acquisition;
  if (problems === null) return null;
  if (problems.length === 0)
    return state === 'done' && request.kind === 's3' ? (
      <p className="pm-dim">Every object that was wanted is accounted for.</p>
    ) : null;
  return (
    <section className={style.problems} aria-label="Objects that were not acquired">
      <div className={style.problemsHead}>
        <h3>Objects that were not acquired ({formatCount(Math.max(total, problems.length))})</h3>
      </div>
      <table className="pm-select">
        <thead>
          <tr>
            <th>Outcome</th>
            <th>Object</th>
            <th>Reason</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ key, versionId, outcome, reason }) => (
            <tr key={`${key} ${versionId}`}>
              <td data-outcome={outcome}>{words[outcome]}</td>
              <td className="pm-mono">
                <bdi dir="ltr">{key}</bdi>
                {isVersion(versionId) && <span className="pm-dim"> version {versionId}</span>}
              </td>
              <td>{reason}</td>
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

/** S3 calls the version of an object that has none `null`. */
const isVersion = (id: string | null) => id !== null && id !== '' && id !== 'null';

function useProblems({ acquisitionId, state }: AcquisitionSummary) {
  const engine = useEngine();
  const [limit, setLimit] = useState(pageSize);
  const [answer, setAnswer] = useState<{ problems: ObjectProblem[] | null; total: number }>({
    problems: null,
    total: 0,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: an acquisition that changed its state is read again
  useEffect(() => {
    let current = true;
    const read = async () => {
      const problems: ObjectProblem[] = [];
      let total = 0;
      for (let offset = 0; offset < limit; offset += pageSize) {
        const page = await engine.acquisitions.problems({ acquisitionId, offset, limit: pageSize });
        problems.push(...page.problems);
        total = page.total;
      }
      if (current) setAnswer({ problems, total });
    };
    read().catch((error: unknown) => showProblem(error, 'list the objects that were not acquired'));
    return () => {
      current = false;
    };
  }, [engine, acquisitionId, state, limit]);
  return { ...answer, more: () => setLimit(limit + pageSize) };
}
