// Every object that was wanted and not acquired, with the reason.
import type { AcquisitionSummary } from '../../../../shared/contract/acquisitions.ts';
import { useEngine } from '../../../ui/engine.ts';
import { ProblemList } from '../../../ui/evidence/problem-list.tsx';

const words = { skipped: 'left out', failed: 'failed' };

export function ObjectProblems({
  acquisition: { acquisitionId, state, request },
}: {
  acquisition: AcquisitionSummary;
}) {
  const engine = useEngine();
  const isWhole = state === 'done' && request.kind === 's3';
  return (
    <ProblemList
      title="Objects that were not acquired"
      what="Object"
      version={`${acquisitionId} ${state}`}
      read={(page) => engine.acquisitions.problems({ acquisitionId, ...page })}
      words={words}
      keyOf={({ key, versionId }) => `${key} ${versionId}`}
      renderName={({ key, versionId }) => (
        <>
          <bdi dir="ltr">{key}</bdi>
          {isVersion(versionId) && <span className="pm-dim"> version {versionId}</span>}
        </>
      )}
      none={isWhole && <p className="pm-dim">Every object that was wanted is accounted for.</p>}
    />
  );
}

/** S3 calls the version of an object that has none `null`. */
const isVersion = (id: string | null) => id !== null && id !== '' && id !== 'null';
