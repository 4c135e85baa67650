// What was never seen before: by kind, by text, or only what nobody had.
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { FirstSeen, NewValue, NoveltyItem } from '../../../shared/contract/novelty.ts';
import { kindWords, type NoveltyKind, noveltyKinds } from '../../../shared/novelty/kinds.ts';
import { noveltyView } from '../../../shared/novelty/views.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { visibleText } from '../../../shared/values/visible-text.ts';
import { useTimeZone } from '../../ui/case.ts';
import pane from '../../ui/controls/pane.module.css';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { holdsText } from './find.ts';
import { LineList } from './line-list.tsx';
import style from './novelty.module.css';
import { Points, PrincipalLink } from './parts.tsx';
import { Sums, shortTime } from './sums.tsx';

type Props = {
  found: FirstSeen;
  text: string;
  filter: NoveltyFilter;
  onFilter: (filter: NoveltyFilter) => void;
};
export type NoveltyFilter = { kind: NoveltyKind | null; newToAll: boolean };

export const noFilter: NoveltyFilter = { kind: null, newToAll: false };

export function FirstSeenFace({ found, text, filter, onFilter: setFilter }: Props) {
  const zone = useTimeZone();
  const side = useSideName();
  const items = useMemo(() => found.items.filter((item) => passes(item, filter, text)), [found, filter, text]);
  const of = noveltyKinds.filter((kind) => filter.kind === null || kind === filter.kind);
  // What is not listed cannot be searched; without a filter it is told how much that is.
  const isWhole = !filter.newToAll && text.trim() === '';
  const total = isWhole ? of.reduce((sum, kind) => sum + found.counts[kind], 0) : items.length;
  return (
    <>
      <div className={pane.toolbar} role="toolbar" aria-label={`Which new things${side}`}>
        <Chip on={filter.kind === null} onClick={() => setFilter({ ...filter, kind: null })}>
          All
        </Chip>
        {noveltyKinds
          .filter((kind) => found.counts[kind] > 0)
          .map((kind) => (
            <Chip key={kind} on={filter.kind === kind} onClick={() => setFilter({ ...filter, kind })}>
              {kindWords[kind].many} {formatCount(found.counts[kind])}
            </Chip>
          ))}
        <span className={pane.rule} />
        <Chip on={filter.newToAll} onClick={() => setFilter({ ...filter, newToAll: !filter.newToAll })}>
          New to all
        </Chip>
      </div>
      <div className={style.body}>
        <Sums sums={found.sums} />
        {found.sums.before > 0 && items.length === 0 && (
          <p className={style.nothing}>
            {found.items.length === 0 ? 'Nothing new was found.' : 'Nothing new is like that.'}
          </p>
        )}
        {found.unread > 0 && (
          <p className="pm-dim">
            {formatNoun(found.unread, 'new thing that is less rare was', 'new things that are less rare were')} not
            ranked. A longer baseline, or a shorter time that is asked about, has fewer.
          </p>
        )}
        <LineList
          label="What is new"
          total={total}
          lines={items.map((item) => ({
            id: item.id,
            points: item.points,
            when: shortTime(item.first, zone),
            kind: kindWords[item.kind].one,
            sentence: item.sentence,
            calls: item.calls,
            view: item.view,
            title: item.by?.name ?? item.values[0]?.text ?? 'New',
            more: () => <More item={item} asked={found.asked} />,
          }))}
        />
      </div>
    </>
  );
}

function passes({ kind, isNewToAll, sentence, values, by }: NoveltyItem, filter: NoveltyFilter, text: string): boolean {
  if (filter.kind !== null && kind !== filter.kind) return false;
  if (filter.newToAll && !isNewToAll) return false;
  return holdsText(text, sentence, by?.key ?? null, ...values.map((value) => value.text));
}

export function Chip({ on, onClick, children }: { on: boolean; onClick: () => void; children: React.ReactNode }) {
  return (
    <Button size="compact-xs" variant={on ? 'light' : 'default'} aria-pressed={on} onClick={onClick}>
      {children}
    </Button>
  );
}

type Asked = FirstSeen['asked'];

function More({ item, asked }: { item: NoveltyItem; asked: Asked }) {
  return (
    <div className={style.two}>
      <Points points={item.points} parts={item.parts} />
      <div>
        <PrincipalLink by={item.by} />
        {item.values.length > 0 && (
          <ul className={style.values} aria-label="Its values">
            {item.values.map((value) => (
              <Value key={value.value} value={value} by={item.by?.key ?? null} asked={asked} />
            ))}
          </ul>
        )}
        {item.valueCount > item.values.length && (
          <p className="pm-dim">
            {formatNoun(item.valueCount - item.values.length, 'more is', 'more are')} not listed.
          </p>
        )}
      </div>
    </div>
  );
}

function Value({ value, by, asked }: { value: NewValue; by: string | null; asked: Asked }) {
  const zone = useTimeZone();
  const view = noveltyView(
    { by, kind: value.kind, values: [value.value] },
    { from: asked.baseline.to, to: asked.baseline.until },
    asked.zone,
  );
  const others = value.others === 0 ? 'nobody else' : formatNoun(value.others, by === null ? 'principal' : 'other');
  return (
    <li>
      <button
        type="button"
        className={style.link}
        onClick={() => useWorkspace.getState().openGrid(view, value.text.slice(0, 40))}
      >
        <bdi>{visibleText(value.text)}</bdi>
      </button>{' '}
      <span className="pm-dim">
        {shortTime(value.first, zone)} · {formatNoun(value.calls, 'call')}
        {value.failed > 0 && `, ${formatCount(value.failed)} failed`} · {others}
        {value.isNewToAll && ' · new to everybody'}
      </span>
    </li>
  );
}
