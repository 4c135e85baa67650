// What became of a column's values between two ranges. Each count opens its rows; with Ctrl in a tab of their own.
import { UnstyledButton } from '@mantine/core';
import { type MouseEvent, useState } from 'react';
import type { Change, ClosedRange } from '../../../../shared/contract/charts.ts';
import { describeValue } from '../../../../shared/query/describe.ts';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';
import { formatInstant } from '../../../../shared/values/time.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { visibleText } from '../../../ui/visible-text.ts';
import { moveFocus } from '../../../ui/window/roving.ts';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import { MiddleText } from '../middle-text.tsx';
import { usePaneStore } from '../pane-context.ts';
import styles from './compare.module.css';
import { type Compared, changeTitles, describeFactor, drillChange } from './compared.ts';

type Props = { column: ColumnRef; changes: Change[]; compared: Compared };

/** Lines shown of each kind before “more” is pressed. */
const fewLines = 6;

export function ChangeList({ column, changes, compared }: Props) {
  if (changes.length === 0) return <p className={styles.hint}>No rows in either range.</p>;
  return changes.map((change) => <ChangeGroup key={change.kind} column={column} change={change} compared={compared} />);
}

function ChangeGroup({ column, change, compared }: { column: ColumnRef; change: Change; compared: Compared }) {
  const [open, setOpen] = useState(false);
  const { kind, distinct, values } = change;
  const isQuiet = kind === 'same';
  const few = isQuiet ? 0 : fewLines;
  const shown = open ? values : values.slice(0, few);
  const title = `${changeTitles[kind]} (${distinct.toLocaleString('en-US')})`;
  return (
    <div className={styles.group}>
      <h4 className={styles.kind} data-kind={kind}>
        {title}
      </h4>
      <ul
        className={styles.lines}
        aria-label={`${columnKey(column)}: ${title}`}
        onKeyDown={(event) => moveFocus(event, true)}
      >
        {shown.map((line) => (
          <ChangeLine
            key={line.value === null ? '\u0000null' : line.value}
            column={column}
            line={line}
            compared={compared}
          />
        ))}
      </ul>
      {values.length > few && (
        <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Fewer' : `${(values.length - few).toLocaleString('en-US')} ${few === 0 ? 'values' : 'more'}`}
        </button>
      )}
      {open && distinct > values.length && (
        <span className="pm-dim"> The {values.length} that changed most are shown.</span>
      )}
    </div>
  );
}

type LineProps = { column: ColumnRef; line: Change['values'][number]; compared: Compared };

function ChangeLine({ column, line, compared }: LineProps) {
  const store = usePaneStore();
  const zone = useTimeZone();
  const text = visibleText(describeValue(line.value, { timeZone: zone, valueLimit: 200 }));
  const drill = (range: ClosedRange) => (event: MouseEvent) => {
    const view = drillChange(compared, store.getState().history.present, column, line.value, range);
    // What is compared stays, whatever the pane shows.
    store.setState({ compared: { view: compared.view, before: compared.before, after: compared.after } });
    if (event.ctrlKey || event.metaKey) useWorkspace.getState().openGrid(view, text.slice(0, 24));
    else store.getState().edit(() => view);
  };
  const count = (rows: number, words: string, range: ClosedRange) => (
    <UnstyledButton
      data-roving
      className={styles.count}
      disabled={rows === 0}
      aria-label={`${text}: ${rows.toLocaleString('en-US')} ${words}`}
      title={`Show these rows (Ctrl: in a new tab)`}
      onClick={drill(range)}
    >
      {rows.toLocaleString('en-US')}
    </UnstyledButton>
  );
  const first = line.first === null ? '' : `first at ${formatInstant(line.first, zone)}`;
  return (
    <li className={styles.line} title={[text, first].filter(Boolean).join('\n')}>
      <span className={styles.text}>
        <MiddleText text={text} />
      </span>
      {line.before === 0 && line.first !== null ? (
        <span className={styles.first}>{formatInstant(line.first, zone).slice(5, 16)}</span>
      ) : (
        <span className={styles.first}>{describeFactor(line, compared)}</span>
      )}
      {count(line.before, 'earlier', compared.before)}
      <span className="pm-dim">→</span>
      {count(line.after, 'later', compared.after)}
    </li>
  );
}
