// Writes to the case that are on their way. A case is closed only after they have arrived.

const onTheirWay = new Set<Promise<unknown>>();

/** Hands the promise back; closing the case waits for it. */
export function trackSave<T>(save: Promise<T>): Promise<T> {
  const settled: Promise<unknown> = save.catch(() => undefined).then(() => onTheirWay.delete(settled));
  onTheirWay.add(settled);
  return save;
}

/** Resolves when nothing is on its way any more. What failed was told by who saved it. */
export async function allSaved(): Promise<void> {
  while (onTheirWay.size > 0) await Promise.all(onTheirWay);
}
