// A number that this machine remembers for the window: widths and the like. Nothing of the case is kept here.
import { useState } from 'react';

export function useRememberedNumber(name: string, start: number): [number, (value: number) => void] {
  const key = `pugmark-${name}`;
  const [value, setValue] = useState(() => {
    const kept = Number(localStorage.getItem(key));
    return Number.isFinite(kept) && kept > 0 ? kept : start;
  });
  const keep = (next: number) => {
    setValue(next);
    localStorage.setItem(key, String(next));
  };
  return [value, keep];
}
