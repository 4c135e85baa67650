// A list of lines of one height, of which only those in sight are built: ten thousand findings scroll as ten do. One Tab stop;
// the cursor is told by aria-activedescendant.
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import style from './lines.module.css';
import { chooseAll, goTo, indexOfPlace, type Place, stepTo, toggleAt } from './place.ts';

const linePx = 26;
const spare = 8;

type Props<T> = {
  label: string;
  /** The grid template of its columns. */
  columns: string | undefined;
  heads: readonly { key: string; title: string; className?: string | undefined }[];
  lines: readonly T[];
  keyOf: (line: T) => string;
  /** Cells, each with the role `gridcell`. */
  render: (line: T) => ReactNode;
  /** All that a line says, for ears; absent: its cells as they stand. */
  nameOf?: (line: T) => string;
  /** Groups and what is under them; absent: there are none. */
  foldOf?: (line: T) => { level: number; open: boolean | null };
  /** Attributes that the style sheet of its room knows. */
  dataOf?: (line: T) => Record<`data-${string}`, string | undefined>;
  place: Place;
  onPlace: (place: Place) => void;
  onOpen: (line: T) => void;
  /** Further keys; true: it was one. */
  onKey?: (event: KeyboardEvent, line: T | undefined) => boolean;
};

export function LineList<T>(props: Props<T>) {
  const { label, columns, heads, lines, keyOf, place, onPlace, onOpen, onKey } = props;
  const side = useSideName();
  const id = useId();
  const host = useRef<HTMLDivElement>(null);
  const { from, to, follow } = useInSight(host, lines.length);
  const keys = lines.map(keyOf);
  const at = indexOfPlace(keys, place);
  useEffect(() => follow(at), [at, follow]);

  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[at];
    if (event.target !== event.currentTarget || event.altKey) return;
    if (onKey?.(event, line)) {
      take(event);
      return;
    }
    const chord = event.ctrlKey || event.metaKey;
    const step = stepTo(event.key, at, lines.length);
    if (step !== null && !chord) onPlace(goTo(keys, place, step, event.shiftKey ? 'on' : 'alone'));
    else if (step !== null && !event.shiftKey) onPlace(goTo(keys, place, step, 'keep'));
    else if (event.key === ' ' && !chord) onPlace(toggleAt(keys, place, at));
    else if (chord && event.key.toLowerCase() === 'a') onPlace(chooseAll(keys, place));
    else if (event.key === 'Escape' && place.chosen.size > 0) onPlace({ ...place, chosen: new Set() });
    else if (event.key === 'Enter' && !chord && line !== undefined) onOpen(line);
    else return;
    take(event);
  };
  const onPick = (index: number, event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey) onPlace(toggleAt(keys, place, index));
    else onPlace(goTo(keys, place, index, event.shiftKey ? 'on' : 'alone'));
  };
  return (
    <div
      ref={host}
      className={style.list}
      role="treegrid"
      tabIndex={0}
      data-main
      aria-label={`${label}${side}`}
      aria-multiselectable
      aria-rowcount={lines.length + 1}
      aria-colcount={heads.length}
      aria-activedescendant={at >= from && at < to ? `${id}-${at}` : undefined}
      onKeyDown={onKeyDown}
    >
      <Heads columns={columns} heads={heads} />
      {/* biome-ignore lint/a11y/useSemanticElements: lines are laid by hand, only those in sight are there */}
      <div role="rowgroup" className={style.all} style={{ height: lines.length * linePx }}>
        {lines.slice(from, to).map((line, i) => {
          const index = from + i;
          return (
            <Row
              key={keys[index]}
              id={`${id}-${index}`}
              index={index}
              columns={columns}
              isAt={index === at}
              isChosen={place.chosen.has(keys[index]!)}
              name={props.nameOf?.(line)}
              fold={props.foldOf?.(line)}
              data={props.dataOf?.(line)}
              onPick={(event) => onPick(index, event)}
              onOpen={() => onOpen(line)}
            >
              {props.render(line)}
            </Row>
          );
        })}
      </div>
    </div>
  );
}

function take(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

type HeadsProps = { columns: string | undefined; heads: Props<unknown>['heads'] };

const Heads = ({ columns, heads }: HeadsProps) => (
  // biome-ignore lint/a11y/useSemanticElements: as the lines below it
  // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus
  <div className={`${style.heads} ${columns}`} role="row" aria-rowindex={1}>
    {heads.map(({ key, title, className }) => (
      // biome-ignore lint/a11y/useSemanticElements: as the lines below it
      // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus
      <span key={key} role="columnheader" className={className}>
        {title}
      </span>
    ))}
  </div>
);

type RowProps = {
  id: string;
  index: number;
  columns: string | undefined;
  isAt: boolean;
  isChosen: boolean;
  name: string | undefined;
  fold: { level: number; open: boolean | null } | undefined;
  data: Record<`data-${string}`, string | undefined> | undefined;
  onPick: (event: MouseEvent) => void;
  onOpen: () => void;
  children: ReactNode;
};

const Row = ({ id, index, columns, isAt, isChosen, name, fold, data, onPick, onOpen, children }: RowProps) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the list's, which has the focus
  // biome-ignore lint/a11y/useFocusableInteractive: reached through aria-activedescendant
  // biome-ignore lint/a11y/useSemanticElements: lines are laid by hand, only those in sight are there
  <div
    id={id}
    role="row"
    aria-rowindex={index + 2}
    aria-label={name}
    aria-selected={isChosen}
    aria-level={fold?.level}
    aria-expanded={fold?.open ?? undefined}
    className={`${style.line} ${columns}`}
    data-at={isAt || undefined}
    {...data}
    style={{ top: index * linePx }}
    onMouseDown={(event) => event.shiftKey && event.preventDefault()}
    onClick={onPick}
    onDoubleClick={onOpen}
  >
    {children}
  </div>
);

const headPx = 24;

/** The lines in sight as a half-open range with some to spare, and what brings a line into sight. */
function useInSight(host: React.RefObject<HTMLDivElement | null>, count: number) {
  const [sight, setSight] = useState({ top: 0, height: 600 });
  useLayoutEffect(() => {
    const box = host.current;
    if (!box) return;
    const look = () => setSight({ top: box.scrollTop, height: box.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(box);
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, [host]);
  const [follow] = useState(() => (index: number) => {
    const box = host.current;
    if (!box || index < 0) return;
    const top = index * linePx;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + linePx + headPx > box.scrollTop + box.clientHeight)
      box.scrollTop = top + linePx + headPx - box.clientHeight;
  });
  const first = Math.floor(sight.top / linePx);
  return {
    from: Math.max(0, Math.min(first, count) - spare),
    to: Math.min(count, first + Math.ceil(sight.height / linePx) + spare),
    follow,
  };
}
