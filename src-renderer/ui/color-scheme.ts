// Dark, light, or what the system says: remembered on this machine, not in the case.
import { localStorageColorSchemeManager, type MantineColorScheme } from '@mantine/core';

export const rememberScheme = localStorageColorSchemeManager({ key: 'pugmark-color-scheme' });

/** The next one of the switch: system → light → dark → system. */
export function nextScheme(scheme: MantineColorScheme): MantineColorScheme {
  return scheme === 'auto' ? 'light' : scheme === 'light' ? 'dark' : 'auto';
}
