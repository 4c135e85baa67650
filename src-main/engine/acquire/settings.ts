// What acquisitions remember for the user, beside no case: the prices to estimate with, and how fast this machine was.
import { join } from 'node:path';
import { z } from 'zod';
import { Prices } from '../../../shared/contract/acquisitions.ts';
import { readUserFile, type UserFile, writeUserFile } from '../user-file.ts';
import { type Speed, usualPrices } from './estimate.ts';

const Settings = z.object({
  prices: Prices.optional(),
  speed: z
    .object({ objectsPerSecond: z.number().positive(), bytesPerSecond: z.number().positive() })
    .partial()
    .optional(),
});
type Settings = z.infer<typeof Settings>;

/** A line of 100 Mbit/s, and small objects at a few hundred a second. */
const usualSpeed: Speed = { objectsPerSecond: 300, bytesPerSecond: 12_500_000 };

const fileIn = (userDir: string) => join(userDir, 'acquire.json');

const kept: UserFile<Settings> = {
  schema: Settings,
  empty: {},
  what: 'The settings of acquisitions',
  hint: 'Mend the file or remove it.',
};
const readSettings = (userDir: string): Promise<Settings> => readUserFile(fileIn(userDir), kept);

async function changeSettings(userDir: string, change: Partial<Settings>): Promise<void> {
  await writeUserFile(fileIn(userDir), { ...(await readSettings(userDir)), ...change });
}

export const readPrices = async (userDir: string): Promise<Prices> =>
  (await readSettings(userDir)).prices ?? usualPrices;
export const writePrices = (userDir: string, prices: Prices): Promise<void> => changeSettings(userDir, { prices });

export async function readSpeed(userDir: string): Promise<Speed> {
  const { objectsPerSecond, bytesPerSecond } = (await readSettings(userDir)).speed ?? {};
  return {
    objectsPerSecond: objectsPerSecond ?? usualSpeed.objectsPerSecond,
    bytesPerSecond: bytesPerSecond ?? usualSpeed.bytesPerSecond,
  };
}

/** Keeps what was measured beside what is known of the rest. */
export async function writeSpeed(userDir: string, measured: Partial<Speed>): Promise<void> {
  const { speed } = await readSettings(userDir);
  await changeSettings(userDir, { speed: { ...speed, ...measured } });
}
