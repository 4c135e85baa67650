// Where sessions stand in the graph: a column per link from the origin, parents beside the middle of what follows from them.
import type { Session } from '../../../shared/contract/sessions.ts';

export type Placed = { session: Session; x: number; y: number };
export type Edge = { from: Placed; to: Placed; made: boolean };
export type Graph = { nodes: Placed[]; edges: Edge[]; width: number; height: number };

export const box = { width: 232, height: 66 };
const gap = { x: 150, y: 18 };
const margin = 16;

/** @param sessions parents before what follows from them */
export function layOut(sessions: Session[]): Graph {
  const known = new Map(sessions.map((one) => [one.session, one]));
  const makers = new Map(
    sessions.flatMap((one) => (one.madeBy !== null && known.has(one.madeBy) ? [[one.session, one.madeBy]] : [])),
  );
  // Whoever owns a key that another session made stands behind the key: that is the way it went.
  const owners = new Map(
    sessions.flatMap((one) => (makers.has(one.session) && one.parent !== null ? [[one.parent, one.session]] : [])),
  );
  const parentOf = (one: Session) => {
    const above = makers.get(one.session) ?? one.parent ?? owners.get(one.session) ?? null;
    return above !== null && above !== one.session ? (known.get(above) ?? null) : null;
  };
  const inner = new Map<Session | null, Session[]>();
  for (const one of sessions) {
    const parent = parentOf(one);
    inner.set(parent, [...(inner.get(parent) ?? []), one]);
  }
  const placed = new Map<string, Placed>();
  let row = 0;
  const place = (session: Session, column: number): Placed => {
    const node: Placed = { session, x: margin + column * (box.width + gap.x), y: 0 };
    placed.set(session.session, node);
    const below = (inner.get(session) ?? [])
      .filter((one) => !placed.has(one.session))
      .map((one) => place(one, column + 1));
    node.y = below.length === 0 ? margin + row++ * (box.height + gap.y) : (below[0]!.y + below.at(-1)!.y) / 2;
    return node;
  };
  for (const root of inner.get(null) ?? []) place(root, 0);
  // What is left goes in a circle.
  for (const one of sessions) if (!placed.has(one.session)) place(one, 0);
  const nodes = [...placed.values()];
  const edges = nodes.flatMap((to) =>
    (
      [
        [to.session.parent, false],
        [to.session.madeBy, true],
      ] as const
    ).flatMap(([above, made]) => {
      const from = above === null ? undefined : placed.get(above);
      return from && from !== to ? [{ from, to, made }] : [];
    }),
  );
  return {
    nodes,
    edges,
    width: Math.max(0, ...nodes.map(({ x }) => x + box.width)) + margin,
    height: Math.max(0, ...nodes.map(({ y }) => y + box.height)) + margin,
  };
}
