// The rule behind a finding, or one of the list of rules: what is normal, what to check next, its text, its SQL, its exceptions.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { RuleDetail } from '../../../../shared/contract/detections.ts';
import { visibleLines, visibleText } from '../../../../shared/values/visible-text.ts';
import { FailureBar } from '../../../ui/controls/failure-bar.tsx';
import type { Problem } from '../../../ui/problem.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import { openSql } from '../open-rows.ts';
import { ExceptionList } from '../rules/exception-list.tsx';
import style from './panel.module.css';

type Props = { rule: RuleDetail | null; problem: Problem | null; onRetry: () => void };

export function RulePart({ rule, problem, onRetry }: Props) {
  const side = useSideName();
  if (problem) return <FailureBar problem={problem} onRetry={onRetry} />;
  if (!rule) return null;
  const { next, falsePositives, notes, members, exceptions, references } = rule;
  return (
    <>
      <Points title="What to check next" points={next} />
      <Points title="What is normal" points={falsePositives} />
      {members.length > 0 && <Points title="What it counts" points={members.map(({ name }) => name)} />}
      <Points title="Not taken as written" points={notes.map(({ line, reason }) => `Line ${line}: ${reason}`)} />
      {exceptions.length > 0 && (
        <section aria-label={`Exceptions${side}`}>
          <h3>Exceptions</h3>
          <ExceptionList exceptions={exceptions} />
        </section>
      )}
      <Source rule={rule} />
      <Points title="References" points={references} />
    </>
  );
}

function Points({ title, points }: { title: string; points: readonly string[] }) {
  if (points.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className={`${style.points} pm-select`}>
        {points.map((point) => (
          <li key={point}>{visibleText(point)}</li>
        ))}
      </ul>
    </>
  );
}

/** Where the rule stands, and it itself. */
function Source({ rule }: { rule: RuleDetail }) {
  const [shown, setShown] = useState<'text' | 'sql' | null>(null);
  const { folder, file, line, author, date, status, sql, name, text } = rule;
  const toggle = (what: 'text' | 'sql') => setShown(shown === what ? null : what);
  const about = [status, author && `by ${author}`, date].filter(Boolean).join(', ');
  return (
    <>
      <h3>The rule</h3>
      <p className="pm-select">
        {folder === null ? 'Pugmark’s own: ' : ''}
        <span className={`${style.file} pm-mono`} title={visibleText(file)}>
          {visibleText(folder === null ? file.split(/[\\/]/).slice(-2).join('/') : file)}:{line}
        </span>
        {about !== '' && <span className="pm-dim"> {visibleText(about)}</span>}
      </p>
      <div className={style.ways}>
        <Button variant="default" size="compact-xs" aria-expanded={shown === 'text'} onClick={() => toggle('text')}>
          Its text
        </Button>
        <Button variant="default" size="compact-xs" aria-expanded={shown === 'sql'} onClick={() => toggle('sql')}>
          Its SQL
        </Button>
        <Button variant="default" size="compact-xs" onClick={() => openSql(sql, name)}>
          SQL in a console
        </Button>
      </div>
      {shown !== null && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
        <pre className={`${style.text} pm-select`} tabIndex={0}>
          {visibleLines(shown === 'text' ? text : sql)}
        </pre>
      )}
    </>
  );
}
