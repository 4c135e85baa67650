// One acquisition in the Evidence tab: where from, what was wanted, by whom, and how it went.
import type { AcquisitionSummary } from '../../../../shared/contract/acquisitions.ts';
import { formatDuration } from '../../../../shared/values/sizes.ts';
import style from '../../../ui/evidence/evidence.module.css';
import acquire from '../acquire.module.css';
import { stateWord } from '../acquire-words.ts';
import { useAcquisition } from '../acquisition-store.ts';
import { describeLookup, describeScope } from '../scope/scope-words.ts';
import { AcquisitionDetail } from './acquisition-detail.tsx';

export function EvidenceDetail({ acquisitionId }: { acquisitionId: number }) {
  const acquisition = useAcquisition(acquisitionId);
  if (!acquisition) return null;
  const { request, login, caller, follows } = acquisition;
  const words = request.kind === 's3' ? describeScope(request, null) : describeLookup(request);
  return (
    <div className={style.detail}>
      <header className={style.head}>
        <h2>
          Acquisition {acquisitionId}: {stateWord(acquisition.state).toLowerCase()}
        </h2>
        <span className="pm-dim">{times(acquisition)}</span>
      </header>
      <dl className={`${style.facts} pm-select`}>
        <dt>From</dt>
        <dd className="pm-mono">
          <bdi dir="ltr">{acquisition.title}</bdi>
        </dd>
        <dt>Wanted</dt>
        <dd>
          {words.map((sentence) => (
            <div key={sentence}>
              <bdi dir="ltr">{sentence}</bdi>
            </div>
          ))}
        </dd>
        <dt>By</dt>
        <dd>
          {caller !== null && <div className="pm-mono">{caller}</div>}
          {login}
        </dd>
        {follows !== null && (
          <>
            <dt>Follows</dt>
            <dd>acquisition {follows}, whose scope it checked again</dd>
          </>
        )}
      </dl>
      <div className={acquire.stack}>
        <AcquisitionDetail acquisition={acquisition} />
      </div>
    </div>
  );
}

function times({ started, ended }: AcquisitionSummary): string {
  const start = `${started.slice(0, 19).replace('T', ' ')} UTC`;
  if (ended === null) return `started ${start}`;
  return `${start}, took ${formatDuration(Date.parse(ended) - Date.parse(started))}`;
}
