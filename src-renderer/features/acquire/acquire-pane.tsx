// The tab that acquires: connect, say where and what, look at what it takes, acquire. One page; steps that are done fold
// into a line and can be opened again until the acquisition has begun.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AcquireWay } from '../../ui/window/workspace.ts';
import style from './acquire.module.css';
import { useAcquisition } from './acquisition-store.ts';
import { LookupSteps } from './lookup-steps.tsx';
import { S3Steps } from './s3-steps.tsx';

type Props = {
  way: AcquireWay;
  /** The one that is shown; null: one is being prepared. */
  acquisitionId: number | null;
  onAcquisition: (acquisitionId: number | null) => void;
};

const titles: Record<AcquireWay, string> = {
  s3: 'Acquire from S3',
  cloudtrail: 'Acquire from the CloudTrail API',
};

export function AcquirePane({ way, acquisitionId, onAcquisition }: Props) {
  // One that was discarded elsewhere, or in another window, is none.
  const acquisition = useAcquisition(acquisitionId);
  const Steps = way === 's3' ? S3Steps : LookupSteps;
  const begun = acquisition !== null && acquisition.state !== 'listing' && acquisition.state !== 'listed';
  return (
    <div className={style.pane}>
      <div className={style.page}>
        <header className={style.head}>
          <h1>{titles[way]}</h1>
          <Subtitle>
            {acquisition === null
              ? 'evidence is copied as it is, checked, hashed, and accounted for object by object'
              : `acquisition ${acquisition.acquisitionId}`}
          </Subtitle>
          <span className={style.spring} />
          {begun && (
            <Button variant="default" onClick={() => onAcquisition(null)}>
              New acquisition
            </Button>
          )}
        </header>
        <Steps acquisition={acquisition} onAcquisition={onAcquisition} />
      </div>
    </div>
  );
}

const Subtitle = ({ children }: { children: ReactNode }) => <span className="pm-dim">{children}</span>;
