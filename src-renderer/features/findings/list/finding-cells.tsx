// One finding in one line, and the head of a group.
import { IconCheck, IconChevronDown, IconChevronRight, IconCircleOff, IconNote } from '@tabler/icons-react';
import { describeTechnique } from '../../../../shared/attack/techniques.ts';
import type { Finding, FindingState } from '../../../../shared/contract/detections.ts';
import type { Grouping } from '../../../../shared/findings/group.ts';
import { describeActor, describeHits } from '../../../../shared/findings/words.ts';
import { formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import { visibleText } from '../../../../shared/values/visible-text.ts';
import { TagBadge, TagDot } from '../../../ui/controls/tag-badge.tsx';
import { tagColor, useTags } from '../../../ui/tags.ts';
import { LevelWord } from '../level.tsx';
import { Cell } from '../lines/cell.tsx';
import look from './list.module.css';
import type { Line } from './list-lines.ts';

export function FindingCells({ finding }: { finding: Finding }) {
  const { level, name, actor, day, hits, failed, sourceIps, sourceIpCount, techniques, state, tags, note, reason } =
    finding;
  return (
    <>
      <Cell>
        <LevelWord level={level} />
      </Cell>
      <Cell title={visibleText(name)}>
        <bdi>{visibleText(name)}</bdi>
      </Cell>
      <Cell title={visibleText(actor ?? 'The records name nobody.')}>
        <bdi className={actor === null ? 'pm-dim' : undefined}>{visibleText(describeActor(actor))}</bdi>
      </Cell>
      <Cell className={look.day}>{day ?? '–'}</Cell>
      <Cell className={look.figure} title={describeHits(finding)}>
        {formatCount(hits)}
        {failed > 0 && (
          <span className={look.failed}>
            {' '}
            <span className={look.hidden}>of them refused: </span>
            <span aria-hidden>✕</span>
            {formatCount(failed)}
          </span>
        )}
      </Cell>
      <Cell className={`${look.addresses} pm-mono`} title={sourceIps.join('\n')}>
        {visibleText(sourceIps[0] ?? '')}
        {sourceIpCount > 1 && ` +${formatCount(sourceIpCount - 1)}`}
      </Cell>
      <Cell className={`${look.techniques} pm-mono`} title={techniques.map(describeTechnique).join('\n')}>
        {techniques.join(' ')}
      </Cell>
      <Cell className={look.states} title={visibleText(reason ?? note ?? '')}>
        {state !== null && <State state={state} />}
        {note !== null && <IconNote size={14} aria-label="has a note" />}
        {tags.map((tag) => (
          <Tag key={tag} name={tag} />
        ))}
      </Cell>
    </>
  );
}

function State({ state }: { state: FindingState }) {
  const Sign = state === 'confirmed' ? IconCheck : IconCircleOff;
  return (
    <>
      <Sign size={14} className={state === 'confirmed' ? look.confirmed : look.dismissed} aria-label={state} />
      <span className={look.word} aria-hidden>
        {state}
      </span>
    </>
  );
}

/** Where there is little room only its colour. */
function Tag({ name }: { name: string }) {
  const tags = useTags();
  return (
    <>
      <span className={look.dot} role="img" aria-label={`tagged ${name}`} title={name}>
        <TagDot color={tagColor(tags, name)} />
      </span>
      <span className={look.word}>
        <TagBadge name={name} />
      </span>
    </>
  );
}

type HeadProps = { line: Extract<Line, { group: unknown }>; by: Grouping };

export function HeadCells({ line: { group, isOpen }, by }: HeadProps) {
  const Sign = isOpen ? IconChevronDown : IconChevronRight;
  const name = by === 'actor' ? describeActor(group.value) : (group.value ?? 'No day');
  return (
    <Cell className={look.head} title={visibleText(group.value ?? '')}>
      <Sign size={14} aria-hidden />
      <LevelWord level={group.level} />
      <b>
        <bdi>{visibleText(name)}</bdi>
      </b>
      <span className="pm-dim">
        {formatNoun(group.findings.length, 'finding')}, {formatNoun(group.hits, 'hit')}
      </span>
    </Cell>
  );
}
