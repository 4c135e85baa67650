// The matrix of ATT&CK over the case: what was found under which technique, and what rules look for without having found any.
import { Switch } from '@mantine/core';
import { useMemo } from 'react';
import type { Finding, RuleInfo } from '../../../../shared/contract/detections.ts';
import { buildMatrix, onlyFound } from '../../../../shared/findings/matrix.ts';
import style from '../findings.module.css';
import { LevelLegend } from '../level.tsx';
import { usePage } from '../page-store.ts';
import look from './matrix.module.css';
import { MatrixTable } from './matrix-table.tsx';

export function MatrixFace({ findings, rules }: { findings: Finding[]; rules: RuleInfo[] }) {
  const isShort = usePage((page) => page.onlyFound);
  const set = usePage((page) => page.set);
  const narrow = usePage((page) => page.narrow);
  const columns = useMemo(() => buildMatrix(findings, rules), [findings, rules]);
  const shown = useMemo(() => (isShort ? onlyFound(columns) : columns), [columns, isShort]);
  const onOpen = (tactic: string | null, technique: { technique: string | null } | null) => {
    narrow({ tactic: { tactic }, technique });
    set({ face: 'list' });
  };
  return (
    <div className={look.body}>
      <div className={look.tools}>
        <Switch
          label="Only what was found"
          checked={isShort}
          onChange={(event) => set({ onlyFound: event.currentTarget.checked })}
        />
        <LevelLegend>
          <li>
            <span className={look.sample} /> rules look for it, nothing found
          </li>
        </LevelLegend>
        <span className="pm-dim">
          Findings, then hits. A finding stands under each of its tactics and techniques; a technique counts what is
          under it.
        </span>
      </div>
      {shown.length === 0 ? (
        <p className={style.nothing}>Nothing was found, or nothing of it is like that.</p>
      ) : (
        <MatrixTable columns={shown} onOpen={onOpen} />
      )}
      <p className={look.mark}>Tactics and techniques of MITRE ATT&CK®, a trademark of The MITRE Corporation.</p>
    </div>
  );
}
