// Whether a key press is text for a field rather than a command for the window.

/** Whether a dialog is on top: it keeps the focus, whatever arrives behind it. */
export const isDialogOpen = (): boolean => document.querySelector('[aria-modal="true"]') !== null;

/** True for inputs, text areas, selects and anything editable (the SQL editor). */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
