// The keys of the page of findings as data, for the cheat sheet. Handled in findings-pane.tsx, lines/, list/use-list-keys.ts,
// matrix/ and timeline/: change both together.
import type { ShortcutGroup } from '../../ui/window/shortcuts.ts';

export const findingsShortcuts: ShortcutGroup[] = [
  {
    title: 'Findings',
    keys: [
      ['1 2 3 4', 'Findings, matrix, timeline, rules'],
      ['Ctrl+F', 'Search'],
      ['↑ ↓, Page Up, Page Down', 'From finding to finding'],
      ['Space', 'Choose, or no longer'],
      ['Shift+↑ ↓, Ctrl+A', 'Choose several, all'],
      ['Escape', 'Choose none'],
      ['Enter', 'Its rows; on a group: fold or unfold'],
      ['← →', 'Fold, unfold a group'],
      ['Shift+← →', 'Fold, unfold all groups'],
      ['c', 'Confirm'],
      ['d', 'Dismiss, with a reason'],
      ['o', 'Open again'],
      ['t', 'Tags'],
      ['n', 'Note'],
      ['e', 'Except what is normal from its rule'],
      ['a', 'The page of its actor'],
      ['r', 'Only findings of its rule'],
    ],
  },
  {
    title: 'Matrix and timeline of findings',
    keys: [
      ['↑ ↓ ← →, Home, End', 'From cell to cell'],
      ['Enter', 'The findings of the cell'],
      ['n, Shift+N', 'Timeline: the next cell with findings, the one before'],
      ['+ − 0', 'Timeline: closer, farther, all of the time'],
    ],
  },
  {
    title: 'Rules',
    keys: [
      ['s', 'Switch on or off'],
      ['Enter', 'Its findings'],
    ],
  },
];
