// The console's keys as data, for the cheat sheet. Handled in console-keys.ts, console-pane.tsx and sql-editor.tsx: change
// both together.
import type { ShortcutGroup } from '../../ui/window/shortcuts.ts';

export const consoleShortcuts: ShortcutGroup[] = [
  {
    title: 'SQL console',
    keys: [
      ['Ctrl+Enter or F5', 'Run the selection, or the statement at the cursor'],
      ['Ctrl+Shift+Enter', 'Run all'],
      ['Escape', 'Cancel what runs'],
      ['Ctrl+E', 'Explain'],
      ['Ctrl+Shift+E', 'Explain analyze: runs it and measures'],
      ['Ctrl+Space', 'Complete'],
      ['Ctrl+/', 'Comment or uncomment'],
      ['Ctrl+F', 'Find in the text'],
      ['Ctrl+S', 'Save the query in the case'],
      ['Alt+S', 'Questions to start from'],
      ['Alt+Q', 'Saved queries'],
      ['Alt+H', 'History'],
    ],
  },
];
