// The pivot's keys for the cheat sheet. They live in use-pivot-keys.ts, table/ and build/.
import type { ShortcutGroup } from '../../ui/window/shortcuts.ts';

export const pivotShortcuts: ShortcutGroup[] = [
  {
    title: 'Pivot',
    keys: [
      ['Enter', 'The rows of a figure; on a header: sort by it'],
      ['→ ←', 'Open or fold up a name'],
      ['Space / *', 'Open or fold up a name or a header / all of its level'],
      ['s / S', 'Rows in the order of this column / columns in that of this row'],
      ['+ / -', 'Only this row or column / without it'],
      ['Shift+F10', 'Menu of the place'],
      ['r  c  v  f', 'Add to rows, columns, values, filters'],
      ['Alt+↑ ↓ ← →', 'On a chip: move it within or between the lists'],
      ['Delete', 'On a chip: remove it'],
      ['n / o', 'On a filter: turn it round / switch it off or on'],
      ['n  o', 'On a filter: negate, turn off or on'],
      ['Ctrl+C', 'Copy the figure'],
      ['x', 'Swap rows and columns'],
      ['b', 'Show or hide the builder'],
      ['Ctrl+S', 'Save under a name'],
      ['Ctrl+Z / Ctrl+Shift+Z', 'Undo / redo'],
    ],
  },
];
