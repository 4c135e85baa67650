// The pivot's keys for the cheat sheet. They live in use-pivot-keys.ts, table/ and build/.
import type { ShortcutGroup } from '../../ui/shortcuts.ts';

export const pivotShortcuts: ShortcutGroup[] = [
  {
    title: 'Pivot',
    keys: [
      ['Enter', 'The rows of a figure; on a header: sort by it'],
      ['→ ←', 'Open or fold up a name'],
      ['s', 'Sort by this column'],
      ['+ / -', 'Only this row or column / without it'],
      ['Shift+F10', 'Menu of the place'],
      ['r  c  v', 'Add to rows, columns, values'],
      ['Alt+↑ ↓ ← →', 'On a chip: move it within or between the lists'],
      ['Delete', 'On a chip: remove it'],
      ['x', 'Swap rows and columns'],
      ['b', 'Show or hide the builder'],
      ['Ctrl+S', 'Save under a name'],
      ['Ctrl+Z / Ctrl+Shift+Z', 'Undo / redo'],
    ],
  },
];
