// A report before it has a form: a tree of plain data. What comes from evidence stands in `code`, and is never anything else
// than text in any form that the tree is given.
import type { TagColor } from '../marks/tag.ts';

/** `code`: from evidence, as it is. `cite`: the number of a query in the appendix. */
export type Inline = string | { code: string } | { strong: string } | { dim: string } | { cite: number };

/** `share`: of the width, in percent; all columns of a table have one, or none. */
export type Column = { title: string; align?: 'right' | 'time'; share?: number };

export type Block =
  | { kind: 'heading'; text: Inline[]; level: 3 | 4 }
  | { kind: 'paragraph'; text: Inline[] }
  /** Of a user. */
  | { kind: 'markdown'; text: string; isNote: boolean }
  | { kind: 'facts'; facts: [name: string, value: Inline[]][] }
  | { kind: 'list'; items: Inline[][] }
  | { kind: 'table'; caption: Inline[]; columns: Column[]; rows: Inline[][][] }
  | { kind: 'callout'; tone: 'good' | 'warn' | 'grave'; text: Inline[] }
  | { kind: 'figures'; figures: { value: string; label: string; cite: number | null }[] }
  | { kind: 'picture'; picture: Picture };

/** Marked points in time, a lane for each tag. Times are epoch milliseconds; `label` says which rows of the table a point is. */
export type Picture = {
  /** For who cannot see it. */
  description: string;
  zone: string;
  from: number;
  to: number;
  lanes: { name: string; color: TagColor; points: { at: number; rows: number; numbers: number[]; hover: string }[] }[];
};

export type Section = { id: string; title: string; blocks: Block[] };

/** A query behind a figure. `answer`: what it gave, in words. */
export type Query = { title: string; sql: string; answer: string };

export type ReportDocument = {
  title: string;
  about: string;
  /** Below the title: case, author, zone. When it was made stands in `made` alone. */
  facts: [name: string, value: Inline[]][];
  made: string;
  sections: Section[];
  /** Numbered from 1. */
  queries: Query[];
};
