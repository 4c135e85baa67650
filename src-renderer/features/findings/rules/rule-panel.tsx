// A rule of the list, with all that it says.
import { Button, Switch } from '@mantine/core';
import { describeTechnique } from '../../../../shared/attack/techniques.ts';
import type { RuleInfo } from '../../../../shared/contract/detections.ts';
import { levelTitles, titleOfTactic } from '../../../../shared/findings/words.ts';
import { formatNoun } from '../../../../shared/values/sizes.ts';
import { visibleText } from '../../../../shared/values/visible-text.ts';
import { useEngine } from '../../../ui/engine.ts';
import { LevelWord } from '../level.tsx';
import { usePage } from '../page-store.ts';
import style from '../panel/panel.module.css';
import { RulePart } from '../panel/rule-part.tsx';
import { useAnswer } from '../panel/use-answer.ts';
import { kindTitles } from './rule-cells.tsx';

type Props = { rule: RuleInfo; onSwitch: (isOn: boolean) => void; onFindings: () => void };

export function RulePanel({ rule: info, onSwitch, onFindings }: Props) {
  const engine = useEngine();
  const askException = usePage((page) => page.askException);
  const rule = useAnswer(info.key, 'read this rule', (signal) => engine.detections.rule({ key: info.key }, { signal }));
  const { level, ownLevel, name, kind, isOn, isPart, hits, findings, tactics, techniques, table } = info;
  const own = ownLevel === null ? 'none, which counts as medium' : levelTitles[ownLevel].toLowerCase();
  return (
    <>
      <div className={style.level}>
        <LevelWord level={level} />
        <span className="pm-dim">
          {level === (ownLevel ?? 'medium') ? kindTitles[kind] : `${kindTitles[kind]}; the rule itself says ${own}`}
        </span>
      </div>
      <h2 className="pm-select">
        <bdi>{visibleText(name)}</bdi>
      </h2>
      {rule.answer?.description && <p className="pm-select">{visibleText(rule.answer.description)}</p>}
      <div className={style.ways}>
        <Switch label="On" checked={isOn} onChange={(event) => onSwitch(event.currentTarget.checked)} />
        <Button variant="default" size="compact-xs" onClick={() => askException(info)}>
          Except…
        </Button>
        {findings > 0 && (
          <Button variant="default" size="compact-xs" onClick={onFindings}>
            {formatNoun(findings, 'finding')}, {formatNoun(hits, 'hit')}
          </Button>
        )}
      </div>
      {isPart && <p className="pm-dim">Only correlations count what it hits; it makes no findings of its own.</p>}
      <dl className={`${style.facts} pm-select`}>
        <div>
          <dt>Looks at</dt>
          <dd className="pm-mono">{table}</dd>
        </div>
        {tactics.length + techniques.length > 0 && (
          <div>
            <dt>ATT&CK</dt>
            <dd>{[...tactics.map(titleOfTactic), ...techniques.map(describeTechnique)].join(', ')}</dd>
          </div>
        )}
      </dl>
      <RulePart rule={rule.answer} problem={rule.problem} onRetry={rule.again} />
    </>
  );
}
