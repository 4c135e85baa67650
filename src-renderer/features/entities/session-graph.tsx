// Sessions as a graph: each box an entity, each line the event that leads from one to the next.
import { useMemo } from 'react';
import type { Session } from '../../../shared/contract/sessions.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { useTimeZone } from '../../ui/case.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { box, type Edge, layOut, type Placed } from './graph-layout.ts';
import { openRows } from './open-rows.ts';
import style from './sessions.module.css';
import { linkText, shortName, shortSpan, timeText } from './words.ts';

/** A larger graph tells nothing any more: the tree has all. */
const mostNodes = 80;

export function SessionGraph({ sessions, own }: { sessions: Session[]; own: string[] }) {
  const side = useSideName();
  const shown = useMemo(() => choose(sessions, own), [sessions, own]);
  const graph = useMemo(() => layOut(shown), [shown]);
  return (
    <>
      {shown.length < sessions.length && (
        <p className="pm-dim">
          {formatCount(shown.length)} of {formatCount(sessions.length)} sessions: the chain itself and the busiest. The
          tree has all.
        </p>
      )}
      <section className={style.graph} aria-label={`Graph of sessions${side}`}>
        <div style={{ width: graph.width, height: graph.height }}>
          <svg width={graph.width} height={graph.height} aria-hidden="true">
            {graph.edges.map((edge) => (
              <path
                key={`${edge.from.session.session} ${edge.to.session.session} ${edge.made}`}
                d={curve(edge)}
                className={style.edge}
                data-made={edge.made || undefined}
                data-missing={edge.to.session.issuedView === null || undefined}
              />
            ))}
          </svg>
          {graph.nodes.map((node) => (
            <Node key={node.session.session} node={node} own={own.includes(node.session.session)} />
          ))}
          {graph.edges.map((edge) => (
            <EdgeLabel key={`${edge.from.session.session} ${edge.to.session.session} ${edge.made}`} edge={edge} />
          ))}
        </div>
      </section>
    </>
  );
}

/** The entity's own sessions and what they came from, then the busiest of the others whose parent is shown. */
function choose(sessions: Session[], own: string[]): Session[] {
  if (sessions.length <= mostNodes) return sessions;
  const known = new Map(sessions.map((one) => [one.session, one]));
  const kept = new Set<string>();
  for (const start of own.slice(0, mostNodes / 2))
    for (let one = known.get(start); one && !kept.has(one.session); one = known.get(one.parent ?? ''))
      kept.add(one.session);
  for (const one of sessions.toSorted((a, b) => b.events - a.events)) {
    if (kept.size >= mostNodes) break;
    if (one.parent === null || kept.has(one.parent)) kept.add(one.session);
  }
  return sessions.filter(({ session }) => kept.has(session));
}

function curve({ from, to }: Edge): string {
  const [left, right] = from.x <= to.x ? [from, to] : [to, from];
  const [x1, y1] = [left.x + box.width, left.y + box.height / 2];
  const [x2, y2] = [right.x, right.y + box.height / 2];
  const bend = Math.max(40, (x2 - x1) / 2);
  return `M ${x1} ${y1} C ${x1 + bend} ${y1}, ${x2 - bend} ${y2}, ${x2} ${y2}`;
}

function Node({ node: { session, x, y }, own }: { node: Placed; own: boolean }) {
  const zone = useTimeZone();
  const openEntity = useWorkspace((state) => state.openEntity);
  const ips = [
    ...session.ips.slice(0, 2).map(({ value }) => value),
    ...(session.ipCount > 2 ? [`+${session.ipCount - 2}`] : []),
  ];
  return (
    <div
      className={style.node}
      data-own={own || undefined}
      data-missing={session.missing !== null || undefined}
      style={{ left: x, top: y, ...box }}
    >
      <button
        type="button"
        className={style.nodeName}
        title={session.session}
        onClick={() => openEntity(session.entity)}
      >
        <span className={style.kind}>{session.kind}</span>
        <bdi>{shortName(session.principal ?? session.session)}</bdi>
      </button>
      <span className={style.nodeLine} title={session.missing ?? undefined}>
        {session.missing ?? shortSpan(session.firstUse, session.lastUse, zone)}
      </span>
      <span className={style.nodeLine}>
        <button
          type="button"
          className={style.events}
          aria-label={`${formatCount(session.events)} requests of ${shortName(session.session)}`}
          onClick={() => openRows(session.view, shortName(session.session))}
        >
          {formatCount(session.events)}
        </button>{' '}
        {ips.join(', ')}
      </span>
    </div>
  );
}

function EdgeLabel({ edge: { from, to, made } }: { edge: Edge }) {
  const zone = useTimeZone();
  const { session } = to;
  const [left, right] = from.x <= to.x ? [from, to] : [to, from];
  const middle = { left: (left.x + box.width + right.x) / 2, top: (from.y + to.y + box.height) / 2 };
  const words = made ? (session.issuedBy ?? 'made') : linkText(session.link, session.issuedBy);
  const at = session.issuedAt === null || session.issuedView === null ? '' : timeText(session.issuedAt, zone).slice(5);
  const open = session.issuedView;
  // An owner is no event; the one that made the key hangs on its maker's line.
  if (open === null || (session.link === 'owner' && !made))
    return (
      <span className={style.edgeLabel} style={middle}>
        {words}
      </span>
    );
  return (
    <button
      type="button"
      className={style.edgeLabel}
      style={middle}
      title="Open the event"
      onClick={() => openRows(open, session.issuedBy ?? 'Issued')}
    >
      {words}
      <br />
      {at}
    </button>
  );
}
