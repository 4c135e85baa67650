// Two ranges of time side by side, before and after something happened: what is new, what stopped, what grew, who and how often.
import { Button, Loader, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ClosedRange } from '../../../../shared/contract/charts.ts';
import { areMarks, looksForMarks } from '../../../../shared/marks/ask-marks.ts';
import { describeFilters } from '../../../../shared/query/describe.ts';
import { columnKey, sameColumn } from '../../../../shared/query/view.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { useMarksVersion } from '../../../ui/tags.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import { allFields } from '../columns/all-fields.ts';
import { usePane, usePaneStore, useView } from '../pane-context.ts';
import { describeSpan } from './axis.ts';
import { ChangeList } from './change-list.tsx';
import styles from './compare.module.css';
import { type Compared, closedRange, compareWithBefore, describeRate, justBefore } from './compared.ts';
import { useComparedColumns } from './compared-columns.ts';
import { rowsText } from './read-out.ts';
import { useComparison } from './use-comparison.ts';

/** Of the contract. */
const mostColumns = 12;

export function ComparePanel() {
  const side = useSideName();
  const store = usePaneStore();
  const table = usePane((state) => state.table);
  const kept = usePane((state) => state.compared);
  const view = useView();
  const zone = useTimeZone();
  const [columns, setColumns] = useComparedColumns(table);
  const present = closedRange(view.time);
  const compared = kept ?? compareWithBefore(view);
  const set = (next: Compared) => store.setState({ compared: next });
  const marks = useMarksVersion(areMarks(table, columns) || (compared !== null && looksForMarks(table, compared.view)));
  const { comparison, of, waiting, problem } = useComparison(
    compared && columns.length > 0 ? { ...compared, columns, marks } : null,
  );
  if (!compared) {
    return (
      <div className={styles.panel}>
        <h2 className={styles.heading}>Compare</h2>
        <p className={styles.hint}>
          Choose a range on the timeline: drag over the bars, or Shift and the arrow keys, then Enter. Its rows are then
          compared with those of the time before.
        </p>
      </div>
    );
  }
  const filters = describeFilters(compared.view, { timeZone: zone });
  const now = compareWithBefore({ ...view, time: compared.after });
  const isOther = now !== null && JSON.stringify(now.view) !== JSON.stringify(compared.view);
  return (
    <div className={styles.panel} aria-busy={waiting}>
      <h2 className={styles.heading}>Compare {waiting && <Loader size={12} role="img" aria-label="Counting" />}</h2>
      <dl className={styles.ranges}>
        <RangeLine
          title="Earlier"
          range={compared.before}
          rows={comparison?.before ?? null}
          zone={zone}
          present={present}
          onRange={(before) => set({ ...compared, before })}
        >
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => set({ ...compared, before: justBefore(compared.after) })}
          >
            Just before
          </Button>
        </RangeLine>
        <RangeLine
          title="Later"
          range={compared.after}
          rows={comparison?.after ?? null}
          zone={zone}
          present={present}
          onRange={(after) => set({ ...compared, after })}
        />
      </dl>
      <p className={styles.hint}>
        {filters ? `Among the rows where ${filters}.` : 'Among all rows.'} Times in {zone}.{' '}
        {isOther && (
          <Button variant="subtle" size="compact-xs" onClick={() => set({ ...compared, view: now.view })}>
            Take the present filters
          </Button>
        )}
      </p>
      {problem && (
        <div className={styles.problem} role="alert">
          {problem.title}. {problem.message} {problem.hint}
        </div>
      )}
      <div className={styles.columns} data-old={waiting || undefined}>
        {columns.map((column) => {
          const found = comparison?.columns.find((one) => sameColumn(one.column, column));
          return (
            <section key={columnKey(column)} className={styles.column} aria-label={`${columnKey(column)}${side}`}>
              <h3 className={styles.name}>
                <bdi>{columnKey(column)}</bdi>
                <button
                  type="button"
                  className={styles.drop}
                  aria-label={`Do not compare ${columnKey(column)}`}
                  onClick={() => setColumns(columns.filter((one) => one !== column))}
                >
                  <IconX size={13} />
                </button>
              </h3>
              {found && of && <ChangeList column={column} changes={found.changes} compared={of} />}
            </section>
          );
        })}
        {columns.length < mostColumns && (
          <Select
            aria-label="Compare one more column"
            placeholder="One more column…"
            searchable
            value={null}
            data={allFields(table)
              .filter(({ kind, ref }) => kind !== 'struct' && !columns.some((one) => sameColumn(one, ref)))
              .map(({ key }) => key)}
            onChange={(key) => {
              const field = allFields(table).find((one) => one.key === key);
              if (field) setColumns([...columns, field.ref]);
            }}
          />
        )}
      </div>
    </div>
  );
}

type RangeProps = {
  title: string;
  range: ClosedRange;
  rows: number | null;
  zone: string;
  present: ClosedRange | null;
  onRange: (range: ClosedRange) => void;
  children?: React.ReactNode;
};

function RangeLine({ title, range, rows, zone, present, onRange, children }: RangeProps) {
  const isPresent = present?.from === range.from && present.to === range.to;
  return (
    <>
      <dt>{title}</dt>
      <dd>
        <span className={styles.span}>{describeSpan(range.from, range.to, zone)}</span>
        {rows !== null && (
          <span className="pm-dim">
            {rowsText(rows)}, {describeRate(rows, range)}
          </span>
        )}
        <span className={styles.acts}>
          {present && !isPresent && (
            <Button variant="subtle" size="compact-xs" onClick={() => onRange(present)}>
              Take the present range
            </Button>
          )}
          {children}
        </span>
      </dd>
    </>
  );
}
