// What went wrong in a pane, and the way to try again; `children` are further ways out.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Problem } from '../problem.ts';
import style from './failure-bar.module.css';

type Props = { problem: Problem; onRetry: () => void; children?: ReactNode };

export function FailureBar({ problem: { title, message, hint }, onRetry, children }: Props) {
  return (
    <div className={style.bar} role="alert">
      <div>
        <b>{title}.</b> {message} {hint}
      </div>
      <Button variant="default" size="compact-xs" onClick={onRetry}>
        Try again
      </Button>
      {children}
    </div>
  );
}
