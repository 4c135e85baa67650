// The findings of one cell of the lanes, each with the way to it.
import { Button } from '@mantine/core';
import type { Finding } from '../../../../shared/contract/detections.ts';
import type { FindingFilter } from '../../../../shared/findings/filter.ts';
import type { LaneGrouping } from '../../../../shared/findings/group.ts';
import { describeActor, describeHits } from '../../../../shared/findings/words.ts';
import { formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import { formatInstant } from '../../../../shared/values/time.ts';
import { visibleText } from '../../../../shared/values/visible-text.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import { moveFocus } from '../../../ui/window/roving.ts';
import { LevelWord } from '../level.tsx';
import { keyOfFinding } from '../list/list-lines.ts';
import { usePage } from '../page-store.ts';
import look from './timeline.module.css';

const mostShown = 100;

type Props = {
  /** Of the first of them, for who leads the keyboard there. */
  firstId: string;
  title: string;
  time: { from: string; to: string };
  /** `value`: of a rule its key. */
  lane: { by: LaneGrouping; value: string | null };
  findings: Finding[];
};

export function CellFindings({ firstId, title, time, lane, findings }: Props) {
  const side = useSideName();
  const zone = useTimeZone();
  const { set, narrow, place } = usePage((page) => page);
  const show = (finding: Finding | null) => {
    narrow({ time, ...filterOf(lane) });
    set({ face: 'list', grouping: 'none' });
    if (finding) set({ place: { ...place, at: keyOfFinding(finding), chosen: new Set() } });
  };
  return (
    <section className={look.found} aria-label={`Findings of this time${side}`}>
      <h2>
        {title} <span className="pm-dim">{formatNoun(findings.length, 'finding')}</span>
        {findings.length > 0 && (
          <Button variant="default" size="compact-xs" onClick={() => show(null)}>
            In the list
          </Button>
        )}
      </h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move among the buttons */}
      <div onKeyDown={moveFocus}>
        {findings.slice(0, mostShown).map((finding, i) => (
          <button
            key={finding.finding}
            type="button"
            {...(i === 0 ? { id: firstId } : {})}
            className={look.one}
            data-roving
            tabIndex={i === 0 ? 0 : -1}
            onClick={() => show(finding)}
          >
            <LevelWord level={finding.level} />
            <bdi>{visibleText(finding.name)}</bdi>
            <bdi className="pm-dim">{visibleText(describeActor(finding.actor))}</bdi>
            <span className="pm-dim">
              {formatInstant(finding.first!, zone).slice(0, 19)}, {describeHits(finding)}
            </span>
          </button>
        ))}
      </div>
      {findings.length > mostShown && <p className="pm-dim">And {formatCount(findings.length - mostShown)} more.</p>}
    </section>
  );
}

function filterOf({ by, value }: Props['lane']): Partial<FindingFilter> {
  if (by === 'tactic') return { tactic: { tactic: value } };
  return by === 'actor' ? { actor: { actor: value } } : { rule: value };
}
