// Whether the side of the floor that a component stands on has the keyboard. With tabs side by side several are on screen;
// keys and commands are for one of them.
import { createContext, useContext } from 'react';

export const KeyboardSide = createContext(true);

export const useHasKeyboard = (): boolean => useContext(KeyboardSide);

/** What tells a part of one side from the same part of another, behind its name for screen readers: `, side 2`, or nothing. */
export const SideName = createContext('');

export const useSideName = (): string => useContext(SideName);
