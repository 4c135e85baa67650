// The notebook's keys as data, for the cheat sheet. Handled in use-notebook-keys.ts: change both together.
import type { ShortcutGroup } from '../../ui/window/shortcuts.ts';

export const notebookShortcuts: ShortcutGroup[] = [
  {
    title: 'Notebook',
    keys: [
      ['↑ ↓', 'From finding to finding'],
      ['Enter', 'Show the row in its table; write in a text'],
      ['t', 'A text after this one'],
      ['Alt+↑ ↓', 'Move a text or a view'],
      ['Delete', 'Remove a text or a view'],
      ['Page Up, Page Down', 'The page before, the next page'],
      ['Ctrl+Home, Ctrl+End', 'The first page, the last page'],
      ['Escape or Ctrl+Enter', 'Done with a text'],
      ['Ctrl+Z, Ctrl+Shift+Z', 'Undo, redo'],
    ],
  },
];
