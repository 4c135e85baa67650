// What changes the lists of a case and what looks for them take turns, so that neither sees the other's half.
import { createTurns } from '../../in-turn.ts';

export const inTurn = createTurns();
