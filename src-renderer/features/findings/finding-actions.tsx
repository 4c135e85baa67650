// What can be done with the findings that are meant: the chosen ones, else the one with the cursor.
import { Button } from '@mantine/core';
import type { Finding } from '../../../shared/contract/detections.ts';
import { viewOfFindings } from '../../../shared/findings/rows.ts';
import { useEngine } from '../../ui/engine.ts';
import { changeFindings } from './findings-store.ts';
import { openRowsOf } from './open-rows.ts';
import { type DialogKind, usePageStore } from './page-store.ts';

export function FindingActions({ findings }: { findings: Finding[] }) {
  const engine = useEngine();
  const store = usePageStore();
  const [only] = findings;
  const ask = (kind: DialogKind) => () => store.getState().ask(kind, findings);
  const isJudged = findings.some(({ state }) => state !== null);
  const isConfirmed = findings.every(({ state }) => state === 'confirmed');
  return (
    <>
      <Act keys="Enter" disabled={viewOfFindings(findings) === null} onClick={() => openRowsOf(findings)}>
        Rows
      </Act>
      <Act
        keys="c"
        disabled={!only || isConfirmed}
        onClick={() => void changeFindings(engine, findings, { kind: 'confirm' })}
      >
        Confirm
      </Act>
      <Act keys="d" disabled={!only} onClick={ask('dismiss')}>
        Dismiss…
      </Act>
      {isJudged && (
        <Act keys="o" disabled={false} onClick={() => void changeFindings(engine, findings, { kind: 'reopen' })}>
          Open again
        </Act>
      )}
      <Act keys="t" disabled={!only} onClick={ask('tags')}>
        Tags…
      </Act>
      <Act keys="n" disabled={!only} onClick={ask('note')}>
        Note…
      </Act>
      {findings.length < 2 && (
        <Act keys="e" disabled={!only} onClick={ask('exception')}>
          Except…
        </Act>
      )}
    </>
  );
}

type ActProps = { keys: string; disabled: boolean; onClick: () => void; children: string };

const Act = ({ keys, disabled, onClick, children }: ActProps) => (
  <Button variant="default" size="compact-xs" title={`${children} (${keys})`} disabled={disabled} onClick={onClick}>
    {children}
  </Button>
);
