// The grid's keys as data, for the cheat sheet. `Mod` is Ctrl, or Cmd on a Mac. Handled in pane-keys.ts and cells/cell-keys.ts.

export type Shortcut = { keys: string[]; does: string };
export type ShortcutGroup = { title: string; shortcuts: Shortcut[] };

export const gridShortcuts: ShortcutGroup[] = [
  {
    title: 'Grid',
    shortcuts: [
      { keys: ['Mod+F', '/'], does: 'Search whole records' },
      { keys: ['Mod+G'], does: 'Go to a row or a time' },
      { keys: ['Mod+Z'], does: 'Undo a change of filters, sort or columns' },
      { keys: ['Mod+Shift+Z', 'Mod+Y'], does: 'Redo' },
      { keys: ['c'], does: 'Columns panel' },
      { keys: ['r'], does: 'Record panel' },
    ],
  },
  {
    title: 'On a cell',
    shortcuts: [
      { keys: ['+'], does: 'Filter in: only rows with this value' },
      { keys: ['-'], does: 'Filter out: no rows with this value' },
      { keys: ['f'], does: 'Filter this column' },
      { keys: ['Enter', 'Space'], does: 'Show in record' },
      { keys: ['Menu', 'Shift+F10'], does: 'All actions for the cell' },
      { keys: ['Mod+C'], does: 'Copy the value, or the selected rows' },
      { keys: ['h'], does: 'Hide this column' },
      { keys: ['x'], does: 'Select the row' },
      { keys: ['Shift+↑', 'Shift+↓'], does: 'Select rows one by one' },
      { keys: ['Mod+A'], does: 'Select all rows' },
      { keys: ['Escape'], does: 'Clear the selection' },
      { keys: ['Page Up', 'Page Down'], does: 'A screen up or down' },
      { keys: ['Mod+Home', 'Mod+End'], does: 'First or last row' },
      { keys: ['Home', 'End'], does: 'First or last column' },
    ],
  },
  {
    title: 'On a column header',
    shortcuts: [
      { keys: ['Enter'], does: 'Sort: ascending, descending, not' },
      { keys: ['Shift+Enter'], does: 'Sort by this column too' },
      { keys: ['f', 'Alt+↓'], does: 'Filter this column' },
      { keys: ['Menu', 'Shift+F10'], does: 'All actions for the column' },
    ],
  },
  {
    title: 'In the record tree',
    shortcuts: [
      { keys: ['↑', '↓', '←', '→'], does: 'Move, open and close' },
      { keys: ['+', '-'], does: 'Filter this value in or out' },
      { keys: ['a'], does: 'Add as a column' },
      { keys: ['Mod+C'], does: 'Copy the value' },
      { keys: ['Escape'], does: 'Back to the grid' },
    ],
  },
  {
    title: 'On a filter',
    shortcuts: [
      { keys: ['Enter'], does: 'Edit' },
      { keys: ['n'], does: 'Negate' },
      { keys: ['o'], does: 'Turn off or on' },
      { keys: ['Delete'], does: 'Remove' },
    ],
  },
];
