// The matrix itself: tactics side by side, techniques under each. For ears it is a grid with a row per tactic. One Tab stop; arrow
// keys move a cursor among the cells, the heads included.
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { describeTechnique, nameTechnique } from '../../../../shared/attack/techniques.ts';
import { type Counts, isUnderAnother, type MatrixCell, type MatrixColumn } from '../../../../shared/findings/matrix.ts';
import { levelTitles } from '../../../../shared/findings/words.ts';
import { formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import { levelClass } from '../level.tsx';
import look from './matrix.module.css';
import { type MatrixPlace, moveInMatrix, settleInMatrix } from './matrix-place.ts';

type Props = {
  columns: MatrixColumn[];
  /** `technique` null: the whole tactic. */
  onOpen: (tactic: string | null, technique: { technique: string | null } | null) => void;
};

export function MatrixTable({ columns, onOpen }: Props) {
  const side = useSideName();
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [asked, setPlace] = useState<MatrixPlace>({ column: 0, row: -1 });
  const heights = columns.map(({ cells }) => cells.length);
  const place = settleInMatrix(heights, asked);
  const idOf = (column: number, row: number) => `${id}-${column}-${row}`;
  const activeId = idOf(place.column, place.row);
  useEffect(() => {
    if (document.activeElement === grid.current)
      document.getElementById(activeId)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeId]);
  const open = ({ column, row }: MatrixPlace) => {
    const { tactic, cells, findings } = columns[column]!;
    const cell = cells[row];
    if ((cell?.findings ?? findings) > 0) onOpen(tactic, cell ? { technique: cell.technique } : null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = moveInMatrix(heights, place, event.key);
    if (event.key === 'Enter') open(place);
    else if (next) setPlace(next);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const at = (column: number, row: number) => ({
    id: idOf(column, row),
    'data-at': (place.column === column && place.row === row) || undefined,
    'aria-selected': place.column === column && place.row === row,
    onClick: () => {
      setPlace({ column, row });
      open({ column, row });
    },
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: tactics stand side by side, which rows of a table do not
    <div
      ref={grid}
      className={look.grid}
      role="grid"
      tabIndex={0}
      data-main
      aria-label={`Tactics and techniques${side}`}
      aria-activedescendant={activeId}
      aria-rowcount={columns.length}
      onKeyDown={onKeyDown}
    >
      {columns.map((column, i) => (
        // biome-ignore lint/a11y/useSemanticElements: tactics stand side by side, which rows of a table do not
        // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
        <div key={column.tactic} role="row" className={look.column}>
          {/* biome-ignore lint/a11y/useSemanticElements: as the row */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
          <div role="rowheader" className={look.tactic} {...at(i, -1)} title={describe(column)}>
            {column.title}
            <span className={look.sum}>{column.findings > 0 && formatCount(column.findings)}</span>
          </div>
          {column.cells.map((cell, row) => {
            const name = cell.technique === null ? 'No technique named' : describeTechnique(cell.technique);
            return (
              // biome-ignore lint/a11y/useSemanticElements: as the row
              // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
              <div
                key={cell.technique}
                role="gridcell"
                className={`${look.cell} ${levelClass}`}
                data-level={cell.level ?? undefined}
                data-under={isUnderAnother(cell) || undefined}
                {...at(i, row)}
                aria-label={`${name}: ${describe(cell)}`}
                title={`${name}\n${describe(cell)}`}
              >
                <Content cell={cell} />
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

/** `1.6K`; the cell says the exact counts too. */
const short = new Intl.NumberFormat('en-US', { notation: 'compact' });

/** May go on in the next line after a slash. */
const breakable = (name: string) => name.replaceAll('/', '/\u200b');

function Content({ cell: { technique, findings, hits } }: { cell: MatrixCell }) {
  return (
    <>
      <span className={look.id}>
        {technique ?? '–'}
        {findings > 0 && (
          <span className={look.counts}>
            <b>{short.format(findings)}</b> · {short.format(hits)}
          </span>
        )}
      </span>
      <span className={look.name}>
        {technique === null ? 'No technique named' : breakable(nameTechnique(technique))}
      </span>
    </>
  );
}

/** `3 findings, 41 hits, gravest high, 2 rules look for it`. */
function describe({ findings, hits, rules, level }: Counts): string {
  const looking = formatNoun(rules, 'rule looks for it', 'rules look for it');
  if (findings === 0) return `nothing found, ${looking}`;
  return `${formatNoun(findings, 'finding')}, ${formatNoun(hits, 'hit')}, gravest ${levelTitles[level!].toLowerCase()}, ${looking}`;
}
