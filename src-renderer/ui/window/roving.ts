// Arrow keys in a list of buttons: one Tab stop, Up/Down/Home/End move the focus.
import type { KeyboardEvent } from 'react';

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 };

/** `onKeyDown` of the list; its items carry `data-roving`. Left/Right move too when `sideways` is set. */
export function moveFocus(event: KeyboardEvent<HTMLElement>, sideways = false): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const { key } = event;
  if (!sideways && (key === 'ArrowLeft' || key === 'ArrowRight')) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-roving]:not(:disabled)')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = key === 'Home' ? 0 : key === 'End' ? items.length - 1 : at + (steps[key] ?? Number.NaN);
  const next = items[Math.max(0, Math.min(items.length - 1, to))];
  if (Number.isNaN(to) || !next || at < 0) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}
