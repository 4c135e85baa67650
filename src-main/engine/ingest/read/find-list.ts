// Looks into a top-level JSON object for the list that holds its records (`{"Records":[…]}`), before the object's end is
// known: such an object may be far larger than memory, while what stands before the list is small.
import { damaged, needMore, type ScanStatus, scan, scanned, scanValue } from './scan-json.ts';

/** Known lists by their path of keys, `hits.hits` nested. The value is a name of the caller's own. */
export type ListTree = Map<string, { list?: string; leads?: boolean; inner?: ListTree }>;

/** `leads`: the list counts only where no other key stands before it in its object. */
export function listTree(paths: { path: string[]; name: string; leads?: boolean | undefined }[]): ListTree {
  const root: ListTree = new Map();
  for (const { path, name, leads } of paths) {
    let tree = root;
    path.forEach((key, i) => {
      const node = tree.get(key) ?? {};
      tree.set(key, node);
      if (i === path.length - 1) {
        node.list ??= name;
        node.leads ??= leads === true;
      } else {
        node.inner ??= new Map();
        tree = node.inner;
      }
    });
  }
  return root;
}

/** What the last `findList` found; one object, reused. */
export const found = {
  /** After the list's `[`; without a list, after the object's `}`; damaged: the byte that does not belong. */
  at: 0,
  /** Name of the list, or null: the object ended without one. */
  list: null as string | null,
  /** Objects open at `at`. */
  open: 0,
};

/**
 * @param from just after the object's `{`, or after a list inside it
 * @param open how many objects are open at `from`
 */
export function findList(bytes: Buffer, from: number, limit: number, open: number, lists: ListTree): ScanStatus {
  let i = from;
  const trees: (ListTree | null)[] = [];
  let isFirst = bytes[from - 1] === 123;
  // Beside a list that was read already, no further one is looked for in the objects around it but the outermost.
  for (let level = 0; level < open; level++) trees.push(level === 0 ? lists : null);
  for (;;) {
    i = skipSpace(bytes, i, limit);
    if (i >= limit) return needMore;
    const c = bytes[i]!;
    if (c === 44) {
      i++;
      continue;
    }
    if (c === 125) {
      i++;
      trees.pop();
      if (trees.length > 0) continue;
      return answer(scanned, i, null, 0);
    }
    if (c !== 34) return answer(damaged, i, null, trees.length);
    const keyStatus = scanValue(bytes, i, limit);
    if (keyStatus !== scanned) return answer(keyStatus, scan.end, null, trees.length);
    const tree = trees[trees.length - 1];
    const node = tree?.get(bytes.toString('latin1', i + 1, scan.end - 1));
    i = skipSpace(bytes, scan.end, limit);
    if (i >= limit) return needMore;
    if (bytes[i] !== 58) return answer(damaged, i, null, trees.length);
    i = skipSpace(bytes, i + 1, limit);
    if (i >= limit) return needMore;
    const counts = isFirst || node?.leads !== true;
    isFirst = false;
    if (node?.list !== undefined && counts && bytes[i] === 91) return answer(scanned, i + 1, node.list, trees.length);
    if (node?.inner && bytes[i] === 123) {
      trees.push(node.inner);
      isFirst = true;
      i++;
      continue;
    }
    const status = scanValue(bytes, i, limit);
    if (status !== scanned) return answer(status, scan.end, null, trees.length);
    i = scan.end;
  }
}

export function skipSpace(bytes: Uint8Array, from: number, limit: number): number {
  let i = from;
  while (i < limit) {
    const c = bytes[i]!;
    if (c !== 32 && c !== 10 && c !== 13 && c !== 9) break;
    i++;
  }
  return i;
}

function answer(status: ScanStatus, at: number, list: string | null, open: number): ScanStatus {
  found.at = at;
  found.list = list;
  found.open = open;
  return status;
}
