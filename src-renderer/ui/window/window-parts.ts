// F6 goes round the parts of the window, from left to right: tables, then each side of the floor. A part takes the keyboard back where it was.
import type { FocusEvent } from 'react';

const partSelector = '[data-window-part]';
/** Where the keyboard lands in a part that never had it: what the part says, else the first thing that takes it. */
const homes = [
  '[data-home]',
  '[aria-current]',
  'button, input, select, textarea, [contenteditable="true"], [tabindex]',
];
const last = new WeakMap<Element, HTMLElement>();

/** `onFocus` of every part: remembers where in it the keyboard is. */
export function rememberPlace(event: FocusEvent<HTMLElement>): void {
  if (event.target instanceof HTMLElement) last.set(event.currentTarget, event.target);
}

/** Props of a part of the window. */
export const windowPart = { 'data-window-part': '', onFocus: rememberPlace } as const;

/** `step`: 1 for the next part, -1 for the one before. */
export function goToPart(step: 1 | -1): void {
  // Panels of tabs hang in the order of tabs, wherever on the floor they stand.
  const parts = [...document.querySelectorAll<HTMLElement>(partSelector)]
    .filter((part) => !part.inert)
    .toSorted((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left);
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const start = at < 0 && step < 0 ? 0 : at;
  enterPart(parts[(start + step + parts.length) % parts.length]);
}

export function enterPart(part: HTMLElement | undefined): void {
  if (!part) return;
  const before = last.get(part);
  // Cells of a grid come and go; what holds them knows which one had the keyboard.
  if (before && part.contains(before)) (before.closest<HTMLElement>('[data-home]') ?? before).focus();
  if (part.contains(document.activeElement)) return;
  for (const home of homes) {
    const found = [...part.querySelectorAll<HTMLElement>(home)].find(isReachable);
    found?.focus();
    if (part.contains(document.activeElement)) return;
  }
}

const isReachable = (element: HTMLElement): boolean =>
  element.checkVisibility({ visibilityProperty: true }) && !element.hasAttribute('disabled');
