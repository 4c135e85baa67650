// What would be cut off if the case were closed now: those who know register a warning, who closes asks first.
import { useEffect } from 'react';
import { confirm } from '../confirm.ts';

const warnings = new Set<string>();

/** Registers a warning while the component is shown: `A load is running.` `page`: leaving the page would cut it off too. */
export function useLeavingWarning(text: string, page = false): void {
  useEffect(() => {
    warnings.add(text);
    // A browser asks in its own words before the page goes.
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    if (page) window.addEventListener('beforeunload', onLeave);
    return () => {
      warnings.delete(text);
      window.removeEventListener('beforeunload', onLeave);
    };
  }, [text, page]);
}

/** Resolves to false when the user would rather stay. */
export async function mayLeave(): Promise<boolean> {
  if (warnings.size === 0) return true;
  return confirm({ title: 'Close the case?', body: [...warnings].join(' '), confirm: 'Close the case' });
}
