// JSON Pointers gathered into the one structure that `json_transform` reads a record by, so that it is parsed once.
import { quoteIdentifier, quoteLiteral } from '../../../duckdb/quote.ts';

/** What `json_transform` is to read at a place: a type, `[…]` for a list, an object for a struct. */
export type Structure = string | Structure[] | { [key: string]: Structure };

export type PointerTree = {
  /** Claims the place for a value of that structure; answers the SQL of it, over `s` (the record parsed) and `doc` (its text). */
  claim(pointer: string, structure: Structure): () => string;
  /** The whole structure, once all places are claimed. */
  structure(): { [key: string]: Structure };
};

type Node = { children: Map<string, Node>; leaf: Structure | null };

export function createPointerTree(): PointerTree {
  const root: Node = { children: new Map(), leaf: null };

  function add(steps: string[], structure: Structure): Node | null {
    let node = root;
    for (const step of steps) {
      // DuckDB's structs know no case: of names that differ by it alone only the first has a place.
      const other = [...node.children.keys()].find((name) => name.toLowerCase() === step.toLowerCase());
      if (other !== undefined && other !== step) return null;
      const next: Node = node.children.get(step) ?? { children: new Map(), leaf: null };
      node.children.set(step, next);
      node = next;
    }
    if (node.leaf !== null && JSON.stringify(node.leaf) !== JSON.stringify(structure)) return null;
    node.leaf = structure;
    return node;
  }

  return {
    claim(pointer, structure) {
      const steps = pointer.split('/').slice(1).map(readStep);
      const node = add(steps, structure);
      // A place that is read as a value by one column and looked into by another is read from the text for the former.
      return () =>
        node === null || node.children.size > 0
          ? fromDocument(pointer, structure)
          : `s.${steps.map(quoteIdentifier).join('.')}`;
    },
    structure: () => structureOf(root) as { [key: string]: Structure },
  };
}

const readStep = (step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~');

function structureOf({ children, leaf }: Node): Structure {
  if (children.size === 0 && leaf !== null) return leaf;
  return Object.fromEntries([...children].map(([step, node]) => [step, structureOf(node)]));
}

function fromDocument(pointer: string, structure: Structure): string {
  const place = quoteLiteral(pointer);
  if (structure === 'JSON') return `json_extract(doc, ${place})`;
  if (typeof structure !== 'string')
    return `json_transform(json_extract(doc, ${place}), ${quoteLiteral(JSON.stringify(structure))})`;
  const text = `CASE WHEN json_type(doc, ${place}) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(doc, ${place}) END`;
  return structure === 'VARCHAR' ? text : `TRY_CAST(${text} AS ${structure})`;
}
