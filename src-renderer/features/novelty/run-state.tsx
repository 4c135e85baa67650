// How far an analysis is, and how it ended.
import { Button } from '@mantine/core';
import { formatDuration } from '../../../shared/values/sizes.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import style from './novelty.module.css';
import type { Analysis } from './use-analysis.ts';

export function RunState({ analysis }: { analysis: Analysis<{ elapsedMs: number }> }) {
  const { running, result, isOld, wasStopped, cancel, again } = analysis;
  if (running)
    return (
      <>
        <span className={style.state} role="status">
          {running.doing}…{running.percent !== null && running.percent > 0 && ` ${Math.floor(running.percent)} %`}
        </span>
        <Button variant="default" size="compact-xs" onClick={cancel}>
          Cancel
        </Button>
      </>
    );
  return (
    <>
      <span className={style.state} role="status">
        {wasStopped
          ? 'Stopped.'
          : isOld
            ? 'Rows were loaded since.'
            : result && `Compared in ${formatDuration(result.elapsedMs)}.`}
      </span>
      {(wasStopped || isOld) && (
        <Button variant="default" size="compact-xs" onClick={again}>
          Compare again
        </Button>
      )}
    </>
  );
}

export function Failure({ analysis: { problem, again } }: { analysis: Analysis<unknown> }) {
  return problem && <FailureBar problem={problem} onRetry={again} />;
}
