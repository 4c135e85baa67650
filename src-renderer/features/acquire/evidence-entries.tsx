// The acquisitions of the case as the Evidence tab lists them, beside the loads.
import { lazy, Suspense } from 'react';
import type { AcquisitionSummary } from '../../../shared/contract/acquisitions.ts';
import type { EvidenceEntry } from '../../ui/evidence/entry.ts';
import { EvidenceRow } from '../../ui/evidence/evidence-row.tsx';
import { isMoving, objectLine, stateWord } from './acquire-words.ts';
import { useAcquisitions } from './acquisition-store.ts';

const EvidenceDetail = lazy(async () => ({ default: (await import('./run/evidence-detail.tsx')).EvidenceDetail }));

export function useEvidenceEntries(): EvidenceEntry[] {
  const list = useAcquisitions((state) => state.list);
  const progress = useAcquisitions((state) => state.progress);
  return (list ?? []).map((summary) => {
    const { acquisitionId, started, title } = summary;
    const now =
      progress?.acquisitionId === acquisitionId && isMoving(progress.state)
        ? { ...summary, ...pick(progress) }
        : summary;
    return {
      id: `acquisition-${acquisitionId}`,
      started,
      row: (current, onChoose) => (
        <EvidenceRow
          title={`Acquisition ${acquisitionId}`}
          state={now.state}
          stateWord={stateWord(now.state)}
          started={started}
          line={objectLine(now)}
          tooltip={title}
          current={current}
          onChoose={onChoose}
        />
      ),
      detail: (
        <Suspense fallback={null}>
          <EvidenceDetail acquisitionId={acquisitionId} />
        </Suspense>
      ),
    };
  });
}

const pick = ({ state, account }: Pick<AcquisitionSummary, 'state' | 'account'>) => ({ state, account });
