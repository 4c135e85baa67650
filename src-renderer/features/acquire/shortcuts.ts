// The keys of acquiring as data, for the cheat sheet. Handled in step.tsx, bucket-browser.tsx, trail-matrix.tsx and
// role-chain.tsx: change both together.
import type { ShortcutGroup } from '../../ui/window/shortcuts.ts';

export const acquireShortcuts: ShortcutGroup[] = [
  {
    title: 'Acquiring',
    keys: [
      ['Ctrl+Enter', 'On to the next step'],
      ['Enter or →', 'Into a folder of the bucket'],
      ['Backspace or ←', 'Up a folder'],
      ['Arrows, Space', 'Walk along accounts and regions, take or leave one'],
      ['Shift+click', 'Take or leave all accounts up to here'],
      ['Alt+↑ ↓', 'Move a role in the chain'],
    ],
  },
];
