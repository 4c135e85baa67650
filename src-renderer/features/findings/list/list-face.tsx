// The list of findings, and beside it the one with the cursor, explained.
import { Button, SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import type { Finding } from '../../../../shared/contract/detections.ts';
import { noFilter } from '../../../../shared/findings/filter.ts';
import { type Grouping, groupings } from '../../../../shared/findings/group.ts';
import { describeFinding, describeGroup } from '../../../../shared/findings/words.ts';
import { formatNoun } from '../../../../shared/values/sizes.ts';
import pane from '../../../ui/controls/pane.module.css';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import { FindingActions } from '../finding-actions.tsx';
import style from '../findings.module.css';
import { useDetections } from '../findings-store.ts';
import { LineList } from '../lines/line-list.tsx';
import { indexOfPlace } from '../lines/place.ts';
import { openRowsOf } from '../open-rows.ts';
import { usePage, usePageStore } from '../page-store.ts';
import { FindingPanel } from '../panel/finding-panel.tsx';
import { GroupPanel } from '../panel/group-panel.tsx';
import { SidePanel } from '../panel/side-panel.tsx';
import { FindingCells, HeadCells } from './finding-cells.tsx';
import look from './list.module.css';
import { findingsMeant, folded, isHead, type Line, listLines, turnFold, unfolded } from './list-lines.ts';
import { useListKeys } from './use-list-keys.ts';

const groupingTitles: Record<Grouping, string> = {
  none: 'Ungrouped',
  rule: 'Rule',
  actor: 'Actor',
  day: 'Day',
};

const heads = [
  { key: 'level', title: 'Level' },
  { key: 'name', title: 'Finding' },
  { key: 'actor', title: 'Actor' },
  { key: 'day', title: 'Day (UTC)' },
  { key: 'hits', title: 'Hits', className: look.figure },
  { key: 'addresses', title: 'Addresses', className: look.addresses },
  { key: 'techniques', title: 'Techniques', className: look.techniques },
  { key: 'state', title: 'State', className: look.states },
];

/** More are folded when they are put in groups. */
const mostUnfolded = 100;

/** `findings`: those that pass the filter, of `total`. */
export function ListFace({ findings, total }: { findings: Finding[]; total: number }) {
  const side = useSideName();
  const store = usePageStore();
  const { grouping, folds, place, set, narrow } = usePage((page) => page);
  const lines = useMemo(() => listLines(findings, grouping, folds), [findings, grouping, folds]);
  const keys = useMemo(() => lines.map(({ key }) => key), [lines]);
  const at = indexOfPlace(keys, place);
  const line = lines[at];
  const meant = useMemo(() => findingsMeant(lines, place, at), [lines, place, at]);
  const onKey = useListKeys(store, lines, at, meant);
  if (total === 0) return <NothingFound />;
  const onGroup = (to: Grouping) => set({ grouping: to, folds: findings.length > mostUnfolded ? folded : unfolded });
  return (
    <div className={style.split}>
      <div className={style.column}>
        <div className={pane.toolbar} role="toolbar" aria-label={`What to do with findings${side}`}>
          <SegmentedControl
            size="xs"
            aria-label="Grouped by"
            value={grouping}
            onChange={(to) => onGroup(to as Grouping)}
            data={groupings.map((value) => ({ value, label: groupingTitles[value] }))}
          />
          {grouping !== 'none' && (
            <Button
              variant="default"
              size="compact-xs"
              title={folds.all ? 'Shift+→' : 'Shift+←'}
              onClick={() => set({ folds: folds.all ? unfolded : folded })}
            >
              {folds.all ? 'Unfold all' : 'Fold all'}
            </Button>
          )}
          <span className={pane.rule} />
          {place.chosen.size > 0 && (
            <span role="status" className={style.count}>
              {formatNoun(meant.length, 'finding')}:
            </span>
          )}
          <FindingActions findings={meant} />
        </div>
        {lines.length === 0 ? (
          <p className={style.nothing}>
            None of the {formatNoun(total, 'finding')} is like that.
            <button type="button" className={look.link} onClick={() => narrow(noFilter)}>
              Remove filters
            </button>
          </p>
        ) : (
          <LineList<Line>
            label="Findings"
            columns={look.columns}
            heads={heads}
            lines={lines}
            keyOf={keyOf}
            render={(one) =>
              isHead(one) ? <HeadCells line={one} by={grouping} /> : <FindingCells finding={one.finding} />
            }
            nameOf={nameOf}
            foldOf={(one) => foldOf(one, grouping)}
            dataOf={(one) => dataOf(one, grouping)}
            place={place}
            onPlace={(to) => set({ place: to })}
            onOpen={(one) => (isHead(one) ? set({ folds: turnFold(folds, one.key) }) : openRowsOf(meant))}
            onKey={onKey}
          />
        )}
      </div>
      <SidePanel>
        {line && isHead(line) && <GroupPanel key={line.key} group={line.group} by={grouping} />}
        {line && !isHead(line) && <FindingPanel key={line.finding.finding} finding={line.finding} />}
      </SidePanel>
    </div>
  );
}

function NothingFound() {
  const progress = useDetections((state) => state.progress);
  const looked = progress && `${formatNoun(progress.rules, 'rule')} looked at ${formatNoun(progress.rows, 'row')}`;
  return (
    <p className={style.nothing}>
      {looked ?? 'The rules were run'} and found nothing. None of what they look for is in these logs; that does not say
      that nothing happened.
    </p>
  );
}

const keyOf = ({ key }: Line) => key;

const nameOf = (line: Line): string => (isHead(line) ? describeGroup(line.group) : describeFinding(line.finding));

const dataOf = (line: Line, by: Grouping) => ({
  'data-head': isHead(line) ? 'true' : undefined,
  'data-under': by !== 'none' && !isHead(line) ? 'true' : undefined,
  'data-state': isHead(line) ? undefined : (line.finding.state ?? undefined),
});

const foldOf = (line: Line, by: Grouping) =>
  isHead(line) ? { level: 1, open: line.isOpen } : { level: by === 'none' ? 1 : 2, open: null };
