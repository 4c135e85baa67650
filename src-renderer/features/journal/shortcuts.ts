// The keys of the journal's page, for the cheat sheet. Handled in journal-pane.tsx: change both together.
import type { ShortcutGroup } from '../../ui/window/shortcuts.ts';

export const journalShortcuts: ShortcutGroup[] = [
  {
    title: 'Journal',
    keys: [
      ['Ctrl+F', 'Search the journal'],
      ['↑ ↓', 'From entry to entry'],
      ['Enter', 'Open or close the detail of an entry'],
    ],
  },
];
