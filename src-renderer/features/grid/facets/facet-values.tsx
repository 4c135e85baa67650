// Values with their counts as a list of buttons. Enter or a click keeps a value, − or Alt+click leaves it out, the same again
// takes that back.
import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconFilterMinus, IconFilterPlus } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { describeValue } from '../../../../shared/query/describe.ts';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { visibleText } from '../../../ui/visible-text.ts';
import { moveFocus } from '../../../ui/window/roving.ts';
import { MiddleText } from '../middle-text.tsx';
import { usePaneStore, useView } from '../pane-context.ts';
import { type Choice, choiceOf, chooseValue } from './choices.ts';
import styles from './facets.module.css';
import { percent } from './share.ts';

type Props = {
  column: ColumnRef;
  values: { value: string | null; count: number }[];
  /** All rows, of which the counts are shares. */
  rows: number;
  autoFocus?: boolean;
  scrolls?: boolean;
};

const exact = (n: number) => n.toLocaleString('en-US');
const words: Record<Choice, string> = { in: 'kept', out: 'left out' };

export function FacetValues({ column, values, rows, autoFocus, scrolls }: Props) {
  const { edit } = usePaneStore().getState();
  const view = useView();
  const timeZone = useTimeZone();
  const choose = (value: string | null, choice: Choice) => edit((now) => chooseValue(now, column, value, choice));
  const onKeyDown = (event: KeyboardEvent, value: string | null) => {
    if (event.ctrlKey || event.metaKey || !['+', '-', '='].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    choose(value, event.key === '-' ? 'out' : 'in');
  };
  const most = Math.max(1, ...values.map(({ count }) => count));
  return (
    <ul
      className={styles.values}
      data-scrolls={scrolls || undefined}
      aria-label={`Values of ${columnKey(column)}`}
      onKeyDown={moveFocus}
    >
      {values.map(({ value, count }, at) => {
        const choice = choiceOf(view, column, value);
        const text = visibleText(describeValue(value, { timeZone, valueLimit: 200 }));
        return (
          <li key={value === null ? '\u0000null' : value} className={styles.value} data-choice={choice ?? undefined}>
            <UnstyledButton
              data-roving
              {...(autoFocus && at === 0 ? { 'data-autofocus': true } : {})}
              className={styles.pick}
              aria-pressed={choice === 'in'}
              aria-label={`${text}, ${exact(count)}, ${percent(count, rows)}${choice ? `, ${words[choice]}` : ''}`}
              title={`${text}\nClick: only this · Alt+click: without this`}
              onClick={(event) => choose(value, event.altKey ? 'out' : 'in')}
              onKeyDown={(event) => onKeyDown(event, value)}
            >
              <span className={styles.bar} style={{ width: `${(count / most) * 100}%` }} />
              <span className={styles.text} data-empty={value === null || value === '' || undefined}>
                <MiddleText text={text} />
              </span>
              <span className={styles.count}>{exact(count)}</span>
              <span className={styles.share}>{percent(count, rows)}</span>
            </UnstyledButton>
            <ActionIcon
              size={18}
              tabIndex={-1}
              className={styles.act}
              aria-label={`Filter in ${text}`}
              title="Only this (Enter)"
              onClick={() => choose(value, 'in')}
            >
              <IconFilterPlus size={13} />
            </ActionIcon>
            <ActionIcon
              size={18}
              tabIndex={-1}
              className={styles.act}
              aria-label={`Filter out ${text}`}
              title="Without this (-)"
              onClick={() => choose(value, 'out')}
            >
              <IconFilterMinus size={13} />
            </ActionIcon>
          </li>
        );
      })}
    </ul>
  );
}
