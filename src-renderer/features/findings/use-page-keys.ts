// The keys of the page as a whole, and where the keyboard goes when what had it is gone. `shortcuts.ts` tells about them.
import { type RefObject, useEffect } from 'react';
import { useHasKeyboard } from '../../ui/window/keyboard-side.ts';
import { isDialogOpen, isTyping } from '../../ui/window/typing.ts';
import { type Face, faceKeys, usePageStore } from './page-store.ts';

export function usePageKeys(host: RefObject<HTMLElement | null>): void {
  const store = usePageStore();
  const hasKeys = useHasKeyboard();
  useEffect(() => {
    if (!hasKeys) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const isOurs = host.current?.contains(target) || target === document.body;
      if (event.defaultPrevented || event.altKey || isDialogOpen() || !isOurs) return;
      const chord = event.ctrlKey || event.metaKey;
      const face = chord || isTyping(target) ? undefined : faceKeys[Number(event.key) - 1];
      if (chord && event.key.toLowerCase() === 'f')
        host.current?.querySelector<HTMLElement>('input[data-find]')?.focus();
      else if (face) store.getState().set({ face });
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [hasKeys, store, host]);
}

/** When something else is `shown` and nothing has the keyboard, its list, grid or first button gets it. */
export function useMainFocus(host: RefObject<HTMLElement | null>, shown: Face | 'first' | null): void {
  const hasKeys = useHasKeyboard();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is the reason
  useEffect(() => {
    const isFree = document.activeElement === document.body || document.activeElement === null;
    if (hasKeys && isFree && !isDialogOpen()) host.current?.querySelector<HTMLElement>('[data-main]')?.focus();
  }, [host, hasKeys, shown]);
}
