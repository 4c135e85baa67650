// A list of what an analysis found, most telling first: each line opens its rows, and says why it is there when it is asked.
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { View } from '../../../shared/query/view.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { visibleText } from '../../../shared/values/visible-text.ts';
import { moveFocus } from '../../ui/window/roving.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import style from './novelty.module.css';

export type Line = {
  id: string;
  /** Null: the list is not by points. */
  points: number | null;
  /** As short as can be: a time, a kind. */
  when: string;
  kind: string;
  sentence: string;
  /** Set: less telling than it looks, and why. */
  dimmed?: string | null;
  calls: number;
  view: View;
  /** What the tab of its rows is called. */
  title: string;
  more: () => ReactNode;
};

const shownAtOnce = 100;

type Props = { label: string; lines: readonly Line[] /** Of which the lines are the first. */; total: number };

export function LineList({ label, lines, total }: Props) {
  const [shown, setShown] = useState(shownAtOnce);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string, on: boolean) => {
    const next = new Set(open);
    if (on) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const id = (event.target as HTMLElement).dataset.line;
    if (id !== undefined && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      event.preventDefault();
      toggle(id, event.key === 'ArrowRight');
    } else moveFocus(event);
  };
  return (
    <ol className={style.list} aria-label={label} onKeyDown={onKeyDown}>
      {lines.slice(0, shown).map((line, i) => (
        <OneLine
          key={line.id}
          line={line}
          isFirst={i === 0}
          isOpen={open.has(line.id)}
          onOpen={(on) => toggle(line.id, on)}
        />
      ))}
      {lines.length > shown && (
        <li>
          <button
            type="button"
            className={style.more}
            data-roving
            tabIndex={-1}
            onClick={() => setShown(shown + shownAtOnce)}
          >
            {formatCount(Math.min(shownAtOnce, lines.length - shown))} more of {formatCount(lines.length - shown)}
          </button>
        </li>
      )}
      {total > lines.length && shown >= lines.length && (
        <li className="pm-dim">{formatNoun(total - lines.length, 'more is', 'more are')} not listed.</li>
      )}
    </ol>
  );
}

type LineProps = { line: Line; isFirst: boolean; isOpen: boolean; onOpen: (on: boolean) => void };

function OneLine({ line, isFirst, isOpen, onOpen }: LineProps) {
  const Sign = isOpen ? IconChevronDown : IconChevronRight;
  const title = line.title.length > 40 ? `${line.title.slice(0, 39)}…` : line.title;
  return (
    <li className={style.line}>
      <div className={style.head}>
        <button
          type="button"
          className={style.why}
          tabIndex={-1}
          aria-expanded={isOpen}
          aria-label={`Why: ${line.sentence}`}
          title="Why it is here (→)"
          onClick={() => onOpen(!isOpen)}
        >
          <Sign size={14} aria-hidden />
          {line.points !== null && <span className={style.points}>{line.points.toFixed(1)}</span>}
        </button>
        <button
          type="button"
          className={style.row}
          data-roving
          data-line={line.id}
          data-dimmed={line.dimmed ? true : undefined}
          tabIndex={isFirst ? 0 : -1}
          title="Open its rows (Enter)"
          onClick={() => useWorkspace.getState().openGrid(line.view, title)}
        >
          <time className={style.when}>{line.when}</time>
          <span className={style.kind}>{line.kind}</span>
          <bdi className={style.sentence}>{visibleText(line.sentence)}</bdi>
          <span className={style.count}>{formatCount(line.calls)}</span>
        </button>
      </div>
      {isOpen && <div className={`${style.inside} pm-select`}>{line.more()}</div>}
    </li>
  );
}
