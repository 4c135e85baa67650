// Columns that a source does not store: their SQL names what a join adds, and a statement joins only what it asks for, so that
// who does not look at them pays nothing.
import { joinFindings } from '../findings/finding-columns.ts';
import { joinMarks } from '../marks/mark-columns.ts';
import { joinActors } from '../sessions/actor-column.ts';
import { joinVerdicts } from '../verdicts/verdict-columns.ts';

/** What follows a source in FROM for these expressions (select items, conditions, sort keys); nothing when none is virtual. */
export const joinVirtual = (...expressions: readonly (readonly string[])[]): string =>
  `${joinActors(...expressions)}${joinMarks(...expressions)}${joinVerdicts(...expressions)}${joinFindings(...expressions)}`;
