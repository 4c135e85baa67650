// The value list of a column filter: search, counts, and a choice by mouse or keyboard.
import { Loader, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { describeValue } from '../../../shared/query/describe.ts';
import type { ColumnRef, Scalar, View } from '../../../shared/query/view.ts';
import { useTimeZone } from '../case.ts';
import { visibleText } from '../visible-text.ts';
import styles from './filter-form.module.css';
import { useValues } from './use-values.ts';

type Props = {
  view: View;
  column: ColumnRef;
  chosen: Scalar[];
  onChoose: (values: Scalar[]) => void;
};

const numbers = new Intl.NumberFormat('en-US');

export function ValueList({ view, column, chosen, onChoose }: Props) {
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const { values, distinct, loading, problem } = useValues(view, column, search);
  const timeZone = useTimeZone();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const active = Math.min(at, values.length - 1);

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const toggle = (value: Scalar) =>
    onChoose(chosen.includes(value) ? chosen.filter((known) => known !== value) : [...chosen, value]);

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
    const move = moves[event.key];
    if (move) setAt(Math.max(0, Math.min(values.length - 1, active + move)));
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && values[active]) toggle(values[active].value);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const allShown = values.map(({ value }) => value as Scalar);
  const label =
    distinct > values.length ? `${numbers.format(distinct)} values, the ${values.length} most frequent` : '';
  return (
    <div>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded
        aria-label="Search values"
        aria-controls={listId}
        aria-activedescendant={`${listId}-${active}`}
        leftSection={<IconSearch size={14} />}
        rightSection={loading ? <Loader size={12} /> : null}
        placeholder="Search values"
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.valueTools}>
        <button type="button" onClick={() => onChoose([...new Set([...chosen, ...allShown])])}>
          All shown
        </button>
        <button type="button" onClick={() => onChoose([])}>
          None
        </button>
        <span className="pm-dim">{chosen.length > 0 ? `${numbers.format(chosen.length)} chosen` : label}</span>
      </div>
      <div ref={list} id={listId} role="listbox" aria-multiselectable aria-label="Values" className={styles.values}>
        {values.map(({ value, count }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox above, as the pattern asks
          // biome-ignore lint/a11y/useFocusableInteractive: options are reached through aria-activedescendant
          <div
            key={value === null ? '\u0000null' : value}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={chosen.includes(value)}
            data-active={index === active || undefined}
            className={styles.value}
            onClick={() => {
              setAt(index);
              toggle(value);
            }}
          >
            <span className={styles.check} data-on={chosen.includes(value) || undefined} />
            <bdi className={styles.valueText} data-empty={value === null || value === '' || undefined}>
              {visibleText(describeValue(value, { timeZone, valueLimit: 200 }))}
            </bdi>
            <span className={styles.count}>{numbers.format(count)}</span>
          </div>
        ))}
        {problem && <div className={styles.problem}>{problem.message}</div>}
        {!loading && !problem && values.length === 0 && <div className={styles.nothing}>No such value.</div>}
      </div>
    </div>
  );
}
