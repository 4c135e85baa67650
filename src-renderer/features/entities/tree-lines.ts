// Sessions as the lines of a tree: parents above what follows from them, each at its level.
import type { Session } from '../../../shared/contract/sessions.ts';

/** `made`: it hangs below the session that made the key, not below its owner. */
export type TreeLine = { session: Session; level: number; children: number; made: boolean };

/** @param closed sessions whose inner lines are not shown */
export function listLines(sessions: Session[], closed: ReadonlySet<string>): TreeLine[] {
  const known = new Map(sessions.map((one) => [one.session, one]));
  const inner = new Map<string, { session: Session; made: boolean }[]>();
  const hang = (under: string, session: Session, made: boolean) =>
    (inner.get(under) ?? inner.set(under, []).get(under)!).push({ session, made });
  const hanging = new Set<string>();
  for (const session of sessions) {
    if (session.parent !== null && known.has(session.parent)) {
      hang(session.parent, session, false);
      hanging.add(session.session);
    }
    if (session.madeBy !== null && known.has(session.madeBy)) {
      hang(session.madeBy, session, true);
      hanging.add(session.session);
    }
  }
  const lines: TreeLine[] = [];
  const walk = (session: Session, level: number, made: boolean, above: ReadonlySet<string>) => {
    // Below its maker a key is only named: what follows from it stands below its owner.
    const isNamedOnly = made && session.parent !== null && known.has(session.parent);
    const below = isNamedOnly || above.has(session.session) ? [] : (inner.get(session.session) ?? []);
    lines.push({ session, level, children: below.length, made });
    if (closed.has(session.session)) return;
    const path = new Set([...above, session.session]);
    for (const one of below.toSorted(byTime)) walk(one.session, level + 1, one.made, path);
  };
  const roots = sessions.filter(({ session }) => !hanging.has(session));
  // Sessions that go in a circle have no beginning: the first of them stands for one.
  const start = roots.length > 0 || sessions.length === 0 ? roots : [sessions[0]!];
  for (const session of start) walk(session, 0, false, new Set());
  return lines;
}

const timeOf = ({ issuedAt, firstUse }: Session) => issuedAt ?? firstUse ?? '';
const byTime = (a: { session: Session }, b: { session: Session }) =>
  timeOf(a.session) < timeOf(b.session) ? -1 : timeOf(a.session) > timeOf(b.session) ? 1 : 0;
