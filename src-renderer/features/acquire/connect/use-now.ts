// The time of day for words like "52 minutes from now", renewed a few times a minute.
import { useEffect, useState } from 'react';

const everyMs = 15_000;

/** Epoch milliseconds. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
