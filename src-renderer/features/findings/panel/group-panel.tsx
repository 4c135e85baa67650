// A group of findings: how many, how grave, when, and who or which rules are in it; of a rule also what it says.
import type { ReactNode } from 'react';
import type { Finding, Level } from '../../../../shared/contract/detections.ts';
import { type FindingGroup, type Grouping, groupFindings } from '../../../../shared/findings/group.ts';
import { viewOfFindings } from '../../../../shared/findings/rows.ts';
import { describeActor, levelTitles } from '../../../../shared/findings/words.ts';
import { levels } from '../../../../shared/sigma/rule.ts';
import { formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import { visibleText } from '../../../../shared/values/visible-text.ts';
import { useEngine } from '../../../ui/engine.ts';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import { LevelWord } from '../level.tsx';
import { detectActor, openRowsOf } from '../open-rows.ts';
import { usePage } from '../page-store.ts';
import { Link } from './link.tsx';
import style from './panel.module.css';
import { RulePart } from './rule-part.tsx';
import { useAnswer } from './use-answer.ts';

const mostNamed = 8;

export function GroupPanel({ group, by }: { group: FindingGroup; by: Grouping }) {
  const narrow = usePage((page) => page.narrow);
  const { value, level, hits, findings } = group;
  const days = findings.flatMap(({ day }) => day ?? []).toSorted();
  const isDay = by === 'day';
  return (
    <>
      <div className={style.level}>
        <LevelWord level={level} />
        <span className="pm-dim">{formatNoun(findings.length, 'finding')}</span>
        {viewOfFindings(findings) === null ? (
          <span className="pm-dim">{formatNoun(hits, 'hit')}</span>
        ) : (
          <Link onClick={() => openRowsOf(findings)}>{formatNoun(hits, 'hit')}</Link>
        )}
      </div>
      <h2 className="pm-select">
        <bdi>{visibleText(by === 'actor' ? describeActor(value) : (value ?? 'No day'))}</bdi>
      </h2>
      {by === 'actor' && value !== null && (
        <p>
          <Link title={value} onClick={() => useWorkspace.getState().openEntity(detectActor(value))}>
            Its page
          </Link>
        </p>
      )}
      <dl className={`${style.facts} pm-select`}>
        <Fact title="Levels">{describeLevels(findings)}</Fact>
        {!isDay && days.length > 0 && (
          <Fact title="Days">{days[0] === days.at(-1) ? days[0]! : `${days[0]} – ${days.at(-1)}`}</Fact>
        )}
        {by !== 'rule' && (
          <Fact title="Rules">
            <Named findings={findings} by="rule" onOpen={({ key }) => narrow({ rule: key })} />
          </Fact>
        )}
        {by !== 'actor' && (
          <Fact title="Actors">
            <Named findings={findings} by="actor" onOpen={(one) => narrow({ actor: { actor: one.value } })} />
          </Fact>
        )}
      </dl>
      {by === 'rule' && <OwnRule findings={findings} />}
    </>
  );
}

function OwnRule({ findings: [first] }: { findings: Finding[] }) {
  const engine = useEngine();
  const key = first!.rule;
  const isList = first!.kind === 'indicators';
  const { answer, problem, again } = useAnswer(key, 'read this rule', async (signal) =>
    isList ? null : await engine.detections.rule({ key }, { signal }),
  );
  return (
    <>
      {answer?.description && <p className={`${style.about} pm-select`}>{visibleText(answer.description)}</p>}
      <RulePart rule={answer} problem={problem} onRetry={again} />
    </>
  );
}

const Fact = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
);

/** `2 high, 14 low`. */
function describeLevels(findings: readonly Finding[]): string {
  const count = (level: Level) => findings.filter((one) => one.level === level).length;
  return levels
    .toReversed()
    .filter((level) => count(level) > 0)
    .map((level) => `${formatCount(count(level))} ${levelTitles[level].toLowerCase()}`)
    .join(', ');
}

type NamedProps = { findings: Finding[]; by: 'rule' | 'actor'; onOpen: (group: FindingGroup) => void };

/** The most frequent ones, each to be looked at alone. */
function Named({ findings, by, onOpen }: NamedProps) {
  const groups = groupFindings(findings, by).toSorted((a, b) => b.findings.length - a.findings.length);
  return (
    <>
      {groups.slice(0, mostNamed).map((group) => (
        <div key={group.key} className={style.named}>
          <Link title={group.value ?? ''} onClick={() => onOpen(group)}>
            {by === 'actor' ? describeActor(group.value) : (group.value ?? group.key)}
          </Link>
          <span className="pm-dim">{formatCount(group.findings.length)}</span>
        </div>
      ))}
      {groups.length > mostNamed && <div className="pm-dim">and {formatCount(groups.length - mostNamed)} more</div>}
    </>
  );
}
