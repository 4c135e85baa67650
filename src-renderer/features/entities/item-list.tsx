// A list of values with their counts: each line opens its rows, and the page of what it names.
import { ActionIcon } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Item } from '../../../shared/contract/entities.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { useTimeZone } from '../../ui/case.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { moveFocus } from '../../ui/window/roving.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import style from './entities.module.css';
import { openRows } from './open-rows.ts';
import { shortName, shortTime, spanText } from './words.ts';

type Props = {
  title: string;
  /** In place of the title, where more is to be said of the list. */
  head?: ReactNode;
  items: Item[];
  distinct: number;
  /** What is said when there are none; absent: the card is left out. */
  empty?: string;
  /** A word before the value. */
  before?: (item: Item) => ReactNode;
  /** Errors are not told apart: all of them are. */
  onlyErrors?: boolean;
  /** What the value is called where it is missing. */
  missing?: string;
  /** Whether each line says when it was first seen, and the list can be put in that order. */
  times?: boolean;
};

const shownFirst = 8;

/** Times of the contract sort as text; what has none comes last. */
const compareFirst = (a: Item, b: Item) => ((a.first ?? '~') < (b.first ?? '~') ? -1 : 1);

export function ItemList({
  title,
  head,
  items: given,
  distinct,
  empty,
  before,
  onlyErrors = false,
  missing = 'none',
  times = false,
}: Props) {
  const side = useSideName();
  const [all, setAll] = useState(false);
  const [byTime, setByTime] = useState(false);
  const items = byTime ? given.toSorted((a, b) => compareFirst(a, b)) : given;
  if (items.length === 0 && empty === undefined) return null;
  const most = Math.max(1, ...items.map(({ count }) => count));
  const shown = all ? items : items.slice(0, shownFirst);
  return (
    <section className={style.card} aria-label={`${title}${side}`}>
      <h3>
        {head ?? (
          <>
            {title} <span className="pm-dim">{items.length > 0 && formatCount(distinct)}</span>
          </>
        )}
        {times && items.length > 1 && (
          <button type="button" className={style.order} aria-pressed={byTime} onClick={() => setByTime(!byTime)}>
            first seen
          </button>
        )}
      </h3>
      {items.length === 0 && <p className="pm-dim">{empty}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move among the buttons inside */}
      <div onKeyDown={(event) => moveFocus(event, true)}>
        {shown.map((item, i) => (
          <Line
            key={`${item.value} ${item.detail}`}
            item={onlyErrors ? { ...item, errors: 0 } : item}
            most={most}
            first={i === 0}
            before={before?.(item)}
            missing={missing}
            times={times}
          />
        ))}
        {items.length > shownFirst && (
          <button type="button" className={style.more} data-roving tabIndex={-1} onClick={() => setAll(!all)}>
            {all ? 'Fewer' : `${formatCount(items.length - shownFirst)} more`}
            {distinct > items.length && all && `; ${formatCount(distinct - items.length)} are not listed`}
          </button>
        )}
      </div>
    </section>
  );
}

type LineProps = { item: Item; most: number; first: boolean; before: ReactNode; missing: string; times: boolean };

function Line({ item, most, first, before, missing, times }: LineProps) {
  const zone = useTimeZone();
  const openEntity = useWorkspace((state) => state.openEntity);
  const { value, detail, count, errors, view, entity } = item;
  const name = value === null ? missing : value === '' ? '""' : shortName(value);
  const span = spanText(item.first, item.last, zone);
  return (
    <div className={style.line}>
      <button
        type="button"
        className={style.row}
        data-roving
        tabIndex={first ? 0 : -1}
        title={`${value ?? missing}${detail ? `\n${detail}` : ''}\n${span}`}
        onClick={() => openRows(view, name)}
      >
        <span className={style.share} style={{ width: `${(100 * count) / most}%` }} />
        <span className={style.name}>
          {before}
          <bdi className={value === null ? 'pm-dim' : undefined}>{name}</bdi>
          {detail && <bdi className={style.detail}>{detail}</bdi>}
        </span>
        {times && <time className={style.when}>{shortTime(item.first, zone)}</time>}
        {errors > 0 && <span className={style.errors}>{formatCount(errors)} err.</span>}
        <span className={style.count}>{formatCount(count)}</span>
      </button>
      {entity ? (
        <ActionIcon
          size="sm"
          variant="subtle"
          data-roving
          tabIndex={-1}
          aria-label={`Page of ${name}`}
          title="Open its page"
          onClick={() => openEntity(entity)}
        >
          <IconFingerprint size={14} />
        </ActionIcon>
      ) : (
        <span className={style.noPage} />
      )}
    </div>
  );
}
