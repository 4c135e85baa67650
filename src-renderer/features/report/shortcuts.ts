// The keys of the report's page, for the cheat sheet. Handled in report-pane.tsx and section-list.tsx: change both together.
import type { ShortcutGroup } from '../../ui/window/shortcuts.ts';

export const reportShortcuts: ShortcutGroup[] = [
  {
    title: 'Report',
    keys: [
      ['Alt+↑, Alt+↓', 'Move a section up or down'],
      ['Space', 'Take a section in, or leave it out'],
      ['Ctrl+S', 'Save the report'],
    ],
  },
];
