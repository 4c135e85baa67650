// The keys of the coverage map, for the cheat sheet. Handled in coverage-map.tsx and ui/time-map/time-map.tsx: change both together.
import type { ShortcutGroup } from '../../ui/window/shortcuts.ts';

export const coverageShortcuts: ShortcutGroup[] = [
  {
    title: 'Coverage map',
    keys: [
      ['↑ ↓ ← →', 'From cell to cell'],
      ['Home, End', 'The first, the last cell of the lane'],
      ['g, Shift+G', 'The next gap or altered logs, the one before'],
      ['Enter', 'The rows of the cell'],
      ['+', 'Closer: the time around the cell'],
      ['−', 'Farther'],
      ['0', 'All of the time'],
    ],
  },
];
