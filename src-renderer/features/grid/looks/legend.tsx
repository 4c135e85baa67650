// What the colours on screen stand for, and the way to switch them off. A value is a way to its rows.
import { Button } from '@mantine/core';
import { useEffect, useReducer } from 'react';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';
import { visibleText } from '../../../ui/visible-text.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import { useCellActions } from '../cells/cell-actions.ts';
import { usePane } from '../pane-context.ts';
import { edgeColour, groundColour, huesOf } from './colours.ts';
import styles from './looks.module.css';
import { isColouring } from './looks.ts';
import { preparePaint } from './paint-rows.ts';
import { useColouring } from './use-colouring.ts';

const mostValues = 6;

export function Legend() {
  const table = usePane((state) => state.table);
  const { colouring, toggle } = useColouring();
  const side = useSideName();
  if (!colouring.on || !isColouring(colouring)) return null;
  const { rules, rows, values } = preparePaint(colouring, table);
  return (
    <section className={styles.legend} aria-label={`What the colours mean${side}`}>
      <div className={styles.entries}>
        {rules.map(({ id, title, hue }) => (
          <span key={id} className={styles.entry}>
            <span className={styles.swatch} style={{ background: groundColour(hue), borderColor: edgeColour(hue) }} />
            {title}
          </span>
        ))}
        {rows && <Values column={rows} what="Rows by" isRow />}
        {values.map((column) => (
          <Values key={columnKey(column)} column={column} what="" />
        ))}
      </div>
      <Button variant="subtle" color="gray" size="compact-xs" onClick={toggle}>
        Colours off (k)
      </Button>
    </section>
  );
}

/** The most frequent values in the rows that are loaded. */
function Values({ column, what, isRow = false }: { column: ColumnRef; what: string; isRow?: boolean }) {
  const handle = usePane((state) => state.handle);
  const actions = useCellActions();
  const [, look] = useReducer((count: number) => count + 1, 0);
  useEffect(() => handle?.onPage(look), [handle]);
  const key = columnKey(column);
  const loaded = handle?.loadedValues(key) ?? [];
  return (
    <>
      <span className="pm-dim">
        {what} {key}:
      </span>
      {loaded.slice(0, mostValues).map((value) => {
        const { ground, edge } = huesOf(value);
        return (
          <button
            key={value}
            type="button"
            className={styles.value}
            style={{ background: groundColour(ground), borderColor: edgeColour(isRow ? ground : edge) }}
            title={`${visibleText(value)}\nOnly rows with this value`}
            onClick={() => actions.filterInValue(column, value)}
          >
            <bdi>{value === '' ? '""' : visibleText(value)}</bdi>
          </button>
        );
      })}
      {loaded.length > mostValues && <span className="pm-dim">+{loaded.length - mostValues} in the loaded rows</span>}
    </>
  );
}
