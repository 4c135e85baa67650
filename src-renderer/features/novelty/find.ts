// Text that a line is to hold, ignoring case.

export function holdsText(text: string, ...places: readonly (string | null)[]): boolean {
  const wanted = text.trim().toLowerCase();
  return wanted === '' || places.some((place) => place?.toLowerCase().includes(wanted));
}

/** What a list says when its filter leaves none. */
export const noneLikeThat = (text: string): string => `Nothing in this list has “${text.trim()}” in it.`;
