// Files that were to be added and hold no sound definition.
import { Button } from '@mantine/core';
import type { DefinitionCheck } from '../../../shared/contract/formats.ts';
import { formatNoun } from '../../../shared/values/sizes.ts';
import { visibleText } from '../../../shared/values/visible-text.ts';
import look from './formats.module.css';
import { ProblemLines } from './problem-lines.tsx';

export type Refused = { path: string; check: DefinitionCheck };

type Props = { refused: Refused[]; onDismiss: () => void };

export function RefusedFiles({ refused, onDismiss }: Props) {
  if (refused.length === 0) return null;
  return (
    <section className={look.refused} role="alert" aria-label="Not added">
      <h3>
        {formatNoun(refused.length, 'file was', 'files were')} not added
        <Button variant="default" size="compact-xs" onClick={onDismiss}>
          Dismiss
        </Button>
      </h3>
      {refused.map(({ path, check }) => (
        <div key={path}>
          <p className="pm-mono pm-select">{visibleText(path)}</p>
          <ProblemLines problems={[...check.problems, ...check.samples.flatMap(({ problems }) => problems)]} />
        </div>
      ))}
    </section>
  );
}
