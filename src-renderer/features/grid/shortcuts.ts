// The grid's keys as data, for the cheat sheet. Handled in pane-keys.ts, cells/cell-keys.ts, table/header-cell.ts,
// record/tree-keys.ts and filters/chip.tsx: change both together.

import type { ShortcutGroup } from '../../ui/shortcuts.ts';

export const gridShortcuts: ShortcutGroup[] = [
  {
    title: 'Grid',
    keys: [
      ['Ctrl+F or /', 'Search whole records'],
      ['Ctrl+G', 'Go to a row or a time'],
      ['Ctrl+Z', 'Undo a change of filters, sort or columns'],
      ['Ctrl+Shift+Z or Ctrl+Y', 'Redo'],
      ['c', 'Columns panel'],
      ['r', 'Record panel'],
    ],
  },
  {
    title: 'On a cell',
    keys: [
      ['+', 'Filter in: only rows with this value'],
      ['-', 'Filter out: no rows with this value'],
      ['f', 'Filter this column'],
      ['Enter or Space', 'Show in record'],
      ['Menu or Shift+F10', 'All actions for the cell'],
      ['Ctrl+C', 'Copy the value, or the selected rows'],
      ['h', 'Hide this column'],
      ['x', 'Select the row'],
      ['Shift+↑ ↓', 'Select row by row'],
      ['Ctrl+A', 'Select all rows'],
      ['Escape', 'Clear the selection'],
      ['Page Up, Page Down', 'A screen up or down'],
      ['Ctrl+Home, Ctrl+End', 'First or last row'],
      ['Home, End', 'First or last column'],
    ],
  },
  {
    title: 'On a column header',
    keys: [
      ['Enter', 'Sort: ascending, descending, not'],
      ['Shift+Enter', 'Sort by this column too'],
      ['f or Alt+↓', 'Filter this column'],
      ['Menu or Shift+F10', 'All actions for the column'],
    ],
  },
  {
    title: 'In the record tree',
    keys: [
      ['↑ ↓ ← →', 'Move, open and close'],
      ['+, -', 'Filter this value in or out'],
      ['a', 'Add as a column'],
      ['Ctrl+C', 'Copy the value'],
      ['n, p', 'Next record, previous record'],
      ['Escape', 'Back to the grid'],
    ],
  },
  {
    title: 'On a filter',
    keys: [
      ['Enter', 'Edit'],
      ['n', 'Negate'],
      ['o', 'Turn off or on'],
      ['Delete', 'Remove'],
    ],
  },
];
