// One list of the builder. A chip is dragged to its place, or moved with the keys named in its tooltip.
import { type DragEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { moveTo, removeAt, type Spot } from '../../../../shared/query/pivot-edit.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import type { Field } from '../field-options.ts';
import { usePivot, usePresent } from '../pivot-context.ts';
import { measureTitle, nameColumn, topWords } from '../words.ts';
import styles from './build.module.css';
import { Chip } from './chip.tsx';
import { DimensionForm } from './dimension-form.tsx';
import { MeasureForm } from './measure-form.tsx';

const dragType = 'application/x-pugmark-pivot';
const zones: Spot['zone'][] = ['rows', 'columns', 'values'];

type Props = { zone: Spot['zone']; title: string; fields: Field[]; children: ReactNode };

export function Zone({ zone, title, fields, children }: Props) {
  const side = useSideName();
  const pivot = usePresent();
  const edit = usePivot((state) => state.edit);
  const list = useRef<HTMLUListElement>(null);
  const [over, setOver] = useState<number | null>(null);
  const items = pivot[zone];

  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const isMove = event.altKey && event.key.startsWith('Arrow');
    const builder = list.current?.closest('aside');
    if (event.key === 'Delete' || event.key === 'Backspace') {
      edit((now) => removeAt(now, { zone, at }));
      focusChip(builder, { zone, at: Math.min(at, items.length - 2) });
    } else if (isMove) {
      const to = keyTarget(event.key, { zone, at }, items.length, (other) => pivot[other].length);
      if (to) edit((now) => moveTo(now, { zone, at }, to));
      if (to) focusChip(builder, to);
    } else if (!event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const to = at + (event.key === 'ArrowDown' ? 1 : -1);
      if (to >= 0) focusChip(builder, { zone, at: to });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(dragType)) return;
    event.preventDefault();
    setOver(placeAt(list.current, event.clientY));
  };
  const onDrop = (event: DragEvent) => {
    const text = event.dataTransfer.getData(dragType);
    setOver(null);
    if (text === '') return;
    event.preventDefault();
    const from = JSON.parse(text) as Spot;
    const to = placeAt(list.current, event.clientY);
    edit((now) => moveTo(now, from, { zone, at: from.zone === zone && from.at < to ? to - 1 : to }));
  };
  return (
    <section
      className={styles.zone}
      data-zone={zone}
      aria-label={`${title}${side}`}
      data-over={over !== null || undefined}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(null)}
      onDrop={onDrop}
    >
      <h2 className={styles.title}>{title}</h2>
      <ul ref={list} className={styles.chips}>
        {items.map((item, at) => {
          const isDimension = !('kind' in item);
          const name = isDimension ? nameColumn(item.column) : measureTitle(item);
          return (
            <Chip
              // biome-ignore lint/suspicious/noArrayIndexKey: a measure may be there twice, and what is open stays so while it is changed
              key={`${zone} ${at}`}
              name={name}
              note={isDimension ? topWords(item, at) : ''}
              spot={{ zone, at }}
              mark={over === at}
              onKeyDown={(event) => onKeyDown(event, at)}
              onDragStart={(event) => event.dataTransfer.setData(dragType, JSON.stringify({ zone, at }))}
              onRemove={() => edit((now) => removeAt(now, { zone, at }))}
            >
              {isDimension && zone !== 'values' ? (
                <DimensionForm axis={zone} at={at} dimension={item} fields={fields} />
              ) : (
                !isDimension && <MeasureForm at={at} measure={item} fields={fields} />
              )}
            </Chip>
          );
        })}
        {over === items.length && <li className={styles.mark} aria-hidden />}
      </ul>
      {children}
    </section>
  );
}

/** Once the change is drawn; a list without such a chip takes the focus where it is added to. */
const focusChip = (builder: Element | null | undefined, { zone, at }: Spot) =>
  requestAnimationFrame(() => {
    const chip = builder?.querySelector<HTMLElement>(`[data-spot="${zone} ${at}"]`);
    (chip ?? builder?.querySelector<HTMLElement>(`[data-zone="${zone}"] input`))?.focus();
  });

/** Up and down within the list, left and right to the list before or after it. */
function keyTarget(
  key: string,
  { zone, at }: Spot,
  count: number,
  countOf: (zone: Spot['zone']) => number,
): Spot | null {
  if (key === 'ArrowUp') return at > 0 ? { zone, at: at - 1 } : null;
  if (key === 'ArrowDown') return at < count - 1 ? { zone, at: at + 1 } : null;
  const other = zones[zones.indexOf(zone) + (key === 'ArrowRight' ? 1 : -1)];
  return other ? { zone: other, at: countOf(other) } : null;
}

/** Before which chip a pointer is. */
function placeAt(list: HTMLElement | null, y: number): number {
  const chips = [...(list?.querySelectorAll('[data-chip]') ?? [])];
  const at = chips.findIndex((chip) => {
    const { top, height } = chip.getBoundingClientRect();
    return y < top + height / 2;
  });
  return at < 0 ? chips.length : at;
}
