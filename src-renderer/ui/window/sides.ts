// Tabs side by side: each tab stands on a side of the floor, numbered from the left, and one of each side is in front.
// Pure changes of where tabs stand; workspace.ts holds them.

/** More would be too narrow to read at 1280 pixels. */
export const mostSides = 3;

/** An absent side is the leftmost. */
export type Placed = { id: string; side?: number | undefined };

export const sideOf = (tab: Placed): number => tab.side ?? 0;
export const countSides = (tabs: Placed[]): number => 1 + Math.max(0, ...tabs.map(sideOf));
export const tabsOn = <T extends Placed>(tabs: T[], side: number): T[] => tabs.filter((tab) => sideOf(tab) === side);

export type Standing<T extends Placed> = {
  tabs: T[];
  /** The tab that has the keyboard; its side is the one in use. */
  activeId: string | null;
  /** The tab in front on each side. */
  fronts: string[];
};

export const onSide = <T extends Placed>(tab: T, side: number): T => ({ ...tab, side: side === 0 ? undefined : side });

/** Sides are numbered without gaps, and each has exactly one tab in front: the active one, the one that was, else its first. */
export function settle<T extends Placed>({ tabs, activeId, fronts }: Standing<T>): Standing<T> {
  const used = [...new Set(tabs.map(sideOf))].sort((a, b) => a - b);
  const isDense = used.every((side, at) => side === at);
  const dense = isDense ? tabs : tabs.map((tab) => onSide(tab, used.indexOf(sideOf(tab))));
  const active = dense.some(({ id }) => id === activeId) ? activeId : null;
  const chosen = [active, ...fronts];
  const front = used.map((_, side) => {
    const own = tabsOn(dense, side).map(({ id }) => id);
    return chosen.find((id) => id !== null && own.includes(id)) ?? own[0]!;
  });
  const isSame = front.length === fronts.length && front.every((id, at) => id === fronts[at]);
  return { tabs: dense, activeId: active ?? front[0] ?? null, fronts: isSame ? fronts : front };
}

/** The neighbour on the same side comes to the front; of a side that is empty then, the one before has the keyboard. */
export function closeTab<T extends Placed>(standing: Standing<T>, id: string): Standing<T> {
  const { tabs, activeId, fronts } = standing;
  const gone = tabs.find((tab) => tab.id === id);
  if (!gone) return standing;
  const beside = tabsOn(tabs, sideOf(gone));
  const left = beside.filter((tab) => tab !== gone);
  const next = left[Math.min(beside.indexOf(gone), left.length - 1)]?.id;
  const before = fronts[sideOf(gone) - 1] ?? fronts[sideOf(gone) + 1] ?? null;
  return settle({
    tabs: tabs.filter((tab) => tab !== gone),
    activeId: activeId === id ? (next ?? before) : activeId,
    fronts: fronts.flatMap((front) => (front === id ? (next ?? []) : front)),
  });
}

/** Puts a tab on a side, a new one at the right if that is not there yet, and in front there. `at`: its place in the strip. */
export function moveTab<T extends Placed>(standing: Standing<T>, id: string, side: number, at?: number): Standing<T> {
  const { tabs } = standing;
  const moved = tabs.find((tab) => tab.id === id);
  const wanted = Math.min(side, countSides(tabs), mostSides - 1);
  if (!moved || wanted < 0) return standing;
  const others = tabs.filter((tab) => tab !== moved);
  const before = at === undefined ? undefined : tabsOn(others, wanted)[at];
  const place = before ? others.indexOf(before) : others.length;
  const placed = [...others.slice(0, place), onSide(moved, wanted), ...others.slice(place)];
  // Its old side shows the neighbour.
  const { fronts } = closeTab(standing, id);
  return settle({ tabs: placed, activeId: id, fronts });
}

/** Where a tab goes that is sent to the other side: to the next one, and from the last back to the first. */
export function nextSide(tabs: Placed[], id: string): number {
  const tab = tabs.find((one) => one.id === id);
  const sides = countSides(tabs);
  return sides === 1 ? 1 : ((tab ? sideOf(tab) : 0) + 1) % sides;
}

/** Widths as shares of 1; equal ones when they were kept for another number of sides, or make no sense. */
export function readShares(shares: number[], sides: number): number[] {
  const sum = shares.reduce((a, b) => a + b, 0);
  const isUsable = shares.length === sides && shares.every((share) => share > 0) && Number.isFinite(sum);
  return isUsable ? shares.map((share) => share / sum) : Array.from({ length: sides }, () => 1 / sides);
}

/** Moves the edge right of `side` by `by` (a share of the whole width), as far as both neighbours keep `least`. */
export function moveEdge(shares: number[], side: number, by: number, least: number): number[] {
  const [a, b] = [shares[side], shares[side + 1]];
  if (a === undefined || b === undefined) return shares;
  const narrowest = Math.min(least, (a + b) / 2);
  const next = Math.max(narrowest, Math.min(a + b - narrowest, a + by));
  return shares.map((share, at) => (at === side ? next : at === side + 1 ? a + b - next : share));
}
