// The keys of the page of what is new, for the cheat sheet. Handled in novelty-pane.tsx and line-list.tsx: change them together.
import type { ShortcutGroup } from '../../ui/window/shortcuts.ts';

export const noveltyShortcuts: ShortcutGroup[] = [
  {
    title: 'What is new',
    keys: [
      ['1, 2, 3, 4', 'First seen, more than usual, keys in two places, console page views'],
      ['↑ ↓, Home, End', 'From line to line'],
      ['→, ←', 'Why the line is there, and back'],
      ['Enter', 'Its rows'],
      ['Ctrl+F', 'Find in what is new'],
    ],
  },
];
