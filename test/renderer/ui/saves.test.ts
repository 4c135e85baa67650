import { expect, test } from 'vitest';
import { allSaved, trackSave } from '../../../src-renderer/ui/saves.ts';

test('waits for saves, for failed ones, and for those that begin meanwhile', async () => {
  await allSaved();
  const done: string[] = [];
  const after = (ms: number, name: string) =>
    new Promise<void>((resolve) => setTimeout(resolve, ms)).then(() => void done.push(name));
  const first = trackSave(after(5, 'first').then(() => void trackSave(after(5, 'second'))));
  const failing = trackSave(after(1, 'failing').then(() => Promise.reject(new Error('disk full'))));
  await expect(failing).rejects.toThrow('disk full');
  await allSaved();
  expect(done).toEqual(['failing', 'first', 'second']);
  await first;
});
