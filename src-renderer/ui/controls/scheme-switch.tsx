// Dark, light or as the system says, on one small button.
import { ActionIcon, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { nextScheme } from '../theme/color-scheme.ts';
import { useCommand } from '../window/commands.ts';

const names = { auto: 'as the system', light: 'light', dark: 'dark' };
const icons = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon };

export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const next = nextScheme(colorScheme);
  const Icon = icons[colorScheme];
  const change = () => setColorScheme(next);
  useCommand('toggle-theme', change);
  const label = `Theme: ${names[colorScheme]} (switch to ${names[next]})`;
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={change}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
