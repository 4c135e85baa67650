// Whether what goes on in the background is worth a strip: it takes a while, or ended before its end.
import { useEffect, useState } from 'react';

/** What is done sooner is not worth a strip that comes and goes. */
const patienceMs = 600;

export function useStripShown(state: string | undefined): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (state !== 'running') return;
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, [state]);
  return state === 'cancelled' || state === 'failed' || (state === 'running' && isLong);
}
