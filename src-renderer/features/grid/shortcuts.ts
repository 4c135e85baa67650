// The grid's keys as data, for the cheat sheet. Handled in pane-keys.ts, cells/cell-keys.ts, table/header-cell.ts, timeline/plot.tsx,
// record/tree-keys.ts and filters/chip.tsx: change both together.

import type { ShortcutGroup } from '../../ui/window/shortcuts.ts';

export const gridShortcuts: ShortcutGroup[] = [
  {
    title: 'Grid',
    keys: [
      ['Ctrl+F or /', 'Search'],
      ['Ctrl+G', 'Go to a row or a time'],
      ['Ctrl+Z', 'Undo a change of filters, sort, columns, tags or notes'],
      ['Ctrl+Shift+Z or Ctrl+Y', 'Redo'],
      ['Alt+←, Alt+→', 'Back and forward over the views of this tab'],
      ['c', 'Columns panel'],
      ['r', 'Record panel'],
      ['k', 'Colours on or off'],
      ['v', 'Facets panel'],
      ['t', 'Show or hide the timeline'],
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
      ['e', 'Open the page of the key, principal, address, … in it'],
      ['h', 'Hide this column'],
      ['a', 'On a time: anchor, times since this one'],
      ['1 … 9', 'Put the tag with this digit on the row or the selection, or take it off'],
      ['s', 'Star the row or the selection'],
      ['n', 'Note on the row or the selection'],
      ['Ctrl+Enter', 'In a note: keep it'],
      ['m', 'All tags'],
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
      ['Alt+← →', 'Narrower, wider'],
      ['Shift+← →', 'Move the column'],
      ['Menu or Shift+F10', 'All actions for the column'],
    ],
  },
  {
    title: 'In the columns panel',
    keys: [
      ['↑ ↓', 'From column to column'],
      ['Alt+↑ ↓', 'Move the column'],
      ['p', 'Pin it: left, right, not'],
      ['Delete', 'Hide it'],
      ['← →', 'Close and open a field'],
    ],
  },
  {
    title: 'In the record tree',
    keys: [
      ['↑ ↓ ← →', 'Move, open and close'],
      ['+, -', 'Filter this value in or out'],
      ['a', 'Add as a column'],
      ['e', 'Open the page of the key, principal, address, … in it'],
      ['Ctrl+C', 'Copy the value'],
      ['n, p', 'Next record, previous record'],
      ['Escape', 'Back to the grid'],
    ],
  },
  {
    title: 'On the timeline',
    keys: [
      ['← →, Home, End', 'From bar to bar'],
      ['Shift+← →', 'Choose several'],
      ['Enter', 'Only these rows'],
      ['+, -', 'Zoom in, zoom out'],
      ['Backspace', 'Back to the wider range'],
      ['Enter or +, -', 'On a name of the legend: only its rows, or none of them'],
    ],
  },
  {
    title: 'On a value of a facet',
    keys: [
      ['Enter or +', 'Only rows with it; again: no longer'],
      ['-', 'No rows with it; again: no longer'],
    ],
  },
  {
    title: 'In the search bar',
    keys: [
      ['Enter', 'Apply the query'],
      ['Ctrl+Space', 'Offer fields and values'],
      ['Tab', 'Take the first offer'],
      ['↑', 'Recent queries'],
      ['Escape', 'Back to what is applied, then to the grid'],
      ['↓', 'To the grid'],
    ],
  },
  {
    title: 'On a filter',
    keys: [
      ['Enter', 'Edit'],
      ['n', 'Negate'],
      ['o', 'Turn off or on'],
      ['t', 'Edit as text'],
      ['Delete', 'Remove'],
    ],
  },
];
