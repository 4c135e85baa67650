// Where one is in a list of lines, and which of them are chosen. Pure: lines are known by their keys, so that a list that is
// filtered, grouped or read again keeps the place.

export type Place = {
  /** The line with the cursor; null: none was gone to yet. */
  at: string | null;
  /** Its index when it was gone to, which is where the cursor stays when the line is gone. */
  index: number;
  /** Where a range that is being chosen begins. */
  anchor: string | null;
  chosen: ReadonlySet<string>;
};

export const nowhere: Place = { at: null, index: 0, anchor: null, chosen: new Set() };

/** −1 of no lines. */
export function indexOfPlace(keys: readonly string[], { at, index }: Place): number {
  const found = at === null ? -1 : keys.indexOf(at);
  return found >= 0 ? found : Math.min(index, keys.length - 1);
}

/** `how`: `alone` lets go of what was chosen, `on` chooses all from the anchor on, `keep` leaves the choice as it is. */
export function goTo(keys: readonly string[], place: Place, to: number, how: 'alone' | 'on' | 'keep'): Place {
  const index = Math.max(0, Math.min(keys.length - 1, to));
  const at = keys[index];
  if (at === undefined) return place;
  if (how === 'alone') return { at, index, anchor: at, chosen: new Set() };
  if (how === 'keep') return { ...place, at, index, anchor: at };
  const from = place.anchor === null ? -1 : keys.indexOf(place.anchor);
  const start = from < 0 ? indexOfPlace(keys, place) : from;
  const range = keys.slice(Math.min(start, index), Math.max(start, index) + 1);
  return { at, index, anchor: keys[start] ?? at, chosen: new Set(range) };
}

export function toggleAt(keys: readonly string[], place: Place, index: number): Place {
  const at = keys[index];
  if (at === undefined) return place;
  const chosen = new Set(place.chosen);
  if (!chosen.delete(at)) chosen.add(at);
  return { at, index, anchor: at, chosen };
}

export const chooseAll = (keys: readonly string[], place: Place): Place => ({ ...place, chosen: new Set(keys) });

const pageLines = 12;

/** The line that a key goes to; null: it is no such key. */
export function stepTo(key: string, at: number, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + pageLines,
    PageUp: at - pageLines,
    Home: 0,
    End: count - 1,
  };
  const to = steps[key];
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to));
}
