// The keys of entity pages, for the cheat sheet.
import type { ShortcutGroup } from '../../ui/window/shortcuts.ts';

export const entityShortcuts: ShortcutGroup[] = [
  {
    title: 'Sessions on an entity’s page',
    keys: [
      ['↑ ↓ ← →', 'Move, open and close'],
      ['Enter', 'Open the page of the session'],
      ['r', 'Its rows'],
      ['i', 'The event that issued it'],
    ],
  },
];
