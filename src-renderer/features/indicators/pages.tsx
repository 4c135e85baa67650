// What was read of a long list, with what to do about the rest of it.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatCount } from '../../../shared/values/sizes.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import style from './indicators.module.css';
import type { Read } from './use-pages.ts';

type Props<T> = { pages: Read<T> | null; none: string; children: (items: T[]) => ReactNode };

export function Pages<T>({ pages, none, children }: Props<T>) {
  if (pages === null) return null;
  const { items, total, problem, more } = pages;
  return (
    <>
      {problem && <FailureBar problem={problem} onRetry={more} />}
      {items.length === 0 && !problem && <p className="pm-dim">{none}</p>}
      {items.length > 0 && <div className={style.scroll}>{children(items)}</div>}
      {items.length < total && (
        <Button variant="default" onClick={more}>
          Show more ({formatCount(total - items.length)} left)
        </Button>
      )}
    </>
  );
}
