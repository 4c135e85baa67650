// What is wrong with the query, under the bar, with what could stand there instead a click away.
import { Button } from '@mantine/core';
import styles from './query.module.css';
import type { Mistake } from './query-look.ts';

export function QueryMistake({ mistake, onUse }: { mistake: Mistake; onUse: (instead: string) => void }) {
  return (
    <div className={styles.mistake} role="alert">
      <span className="pm-select">{mistake.message}</span>
      {mistake.instead.map((one) => (
        <Button key={one} variant="default" size="compact-xs" onClick={() => onUse(one)}>
          {one}
        </Button>
      ))}
    </div>
  );
}
