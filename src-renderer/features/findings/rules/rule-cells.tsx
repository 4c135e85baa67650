// One rule in one line.

import { describeTechnique } from '../../../../shared/attack/techniques.ts';
import type { RuleInfo, RuleKind } from '../../../../shared/contract/detections.ts';
import { levelTitles } from '../../../../shared/findings/words.ts';
import { formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import { visibleText } from '../../../../shared/values/visible-text.ts';
import { LevelWord } from '../level.tsx';
import { Cell } from '../lines/cell.tsx';
import look from './rules.module.css';

export const kindTitles: Record<RuleKind, string> = {
  detection: 'Detection',
  correlation: 'Correlation',
  indicators: 'Indicators',
};

export function RuleCells({ rule, onSwitch }: { rule: RuleInfo; onSwitch: (isOn: boolean) => void }) {
  const { name, kind, level, ownLevel, isOn, isPart, techniques, findings, hits, exceptions, notes } = rule;
  const isChanged = level !== (ownLevel ?? 'medium');
  const remarks = [
    isPart ? 'part of others' : null,
    exceptions > 0 ? formatNoun(exceptions, 'exception') : null,
    notes.length > 0 ? 'not taken as written' : null,
  ].filter((remark) => remark !== null);
  return (
    <>
      <Cell>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`${name} is on`}
          checked={isOn}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => event.stopPropagation()}
        />
      </Cell>
      <Cell title={isChanged ? `The rule says ${ownLevel === null ? 'none' : levelTitles[ownLevel]}` : ''}>
        <LevelWord level={level} />
        {isChanged && <span className="pm-dim"> *</span>}
      </Cell>
      <Cell title={visibleText(name)}>
        <bdi>{visibleText(name)}</bdi>
      </Cell>
      <Cell className={`${look.wide} pm-dim`}>{kindTitles[kind]}</Cell>
      <Cell className={`${look.wide} pm-mono`} title={techniques.map(describeTechnique).join('\n')}>
        {techniques.join(' ')}
      </Cell>
      <Cell className={look.figure}>{isPart ? '' : formatCount(findings)}</Cell>
      <Cell className={look.figure}>{formatCount(hits)}</Cell>
      <Cell className="pm-dim" title={remarks.join(', ')}>
        {remarks.join(', ')}
      </Cell>
    </>
  );
}
