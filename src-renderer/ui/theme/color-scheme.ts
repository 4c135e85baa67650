// Dark, light, or what the system says: remembered for this user, not in the case.
import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';
import { keepSetting, onSettings, recallSetting } from '../remembered.ts';

const key = 'color-scheme';
const schemes: MantineColorScheme[] = ['auto', 'light', 'dark'];
const recalled = () => schemes.find((scheme) => scheme === recallSetting(key));
let stop = () => {};

export const rememberScheme: MantineColorSchemeManager = {
  get: (usual) => recalled() ?? usual,
  set: (scheme) => keepSetting(key, scheme),
  subscribe(onChange) {
    let known = recalled();
    stop = onSettings(() => {
      const now = recalled();
      if (now !== undefined && now !== known) onChange(now);
      known = now;
    });
  },
  unsubscribe: () => stop(),
  clear: () => keepSetting(key, null),
};

/** The next one of the switch: system → light → dark → system. */
export function nextScheme(scheme: MantineColorScheme): MantineColorScheme {
  return scheme === 'auto' ? 'light' : scheme === 'light' ? 'dark' : 'auto';
}
