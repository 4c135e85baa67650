// The window's commands by name: keyboard, native menu and buttons all run the same ones.
// Keys are chosen so that a browser does not take them first (Ctrl+W, Ctrl+T and Ctrl+N belong to it).
import { useEffect, useRef } from 'react';
import { useHasKeyboard } from './keyboard-side.ts';

/** What each does, as the command palette has it. */
export const commandTitles = {
  'new-case': 'New case…',
  'open-case': 'Open a case…',
  'open-sample': 'Open the sample case',
  'close-case': 'Close this case',
  'load-logs': 'Load logs…',
  'acquire-s3': 'Acquire from S3…',
  'acquire-cloudtrail': 'Acquire from the CloudTrail API…',
  'show-evidence': 'Evidence: acquisitions, loads and their accounts',
  'show-notebook': 'Notebook: findings in the order of time',
  'saved-views': 'Saved views…',
  'find-entity': 'Find a key, principal, address, account… and open its page',
  'new-console': 'New SQL console',
  'new-pivot': 'New pivot of these rows',
  'close-tab': 'Close this tab',
  'next-tab': 'Next tab',
  'previous-tab': 'Tab before',
  'next-part': 'To the next part of the window',
  'previous-part': 'To the part of the window before',
  'send-aside': 'Side by side: this tab to the other side',
  'send-to-new-side': 'Side by side: this tab to one more side',
  'toggle-sidebar': 'Show or hide the tables',
  'toggle-theme': 'Dark or light',
  palette: 'All commands',
  help: 'Keyboard shortcuts',
  'grid-search': 'Search in these rows',
  'grid-go-to': 'Go to a row or a time…',
  'grid-back': 'Back to the view before',
  'grid-forward': 'Forward to the next view',
  'grid-history': 'History of this tab…',
  'grid-save-view': 'Save this view…',
  'grid-tags': 'Tag these rows…',
  'grid-undo': 'Undo the last change of the view or of tags and notes',
  'grid-redo': 'Redo',
  'grid-clear-filters': 'Remove all filters',
  'grid-columns': 'Columns panel',
  'grid-facets': 'Facets panel: values of many columns',
  'grid-timeline': 'Show or hide the timeline',
  'grid-compare': 'Compare two ranges of time',
  'grid-record': 'Record panel',
  'grid-looks': 'Looks of this table: density, lines, times, colours…',
  'grid-colours': 'Colours on or off',
  'grid-read-again': 'Read these rows again',
  'grid-export': 'Export these rows…',
  'grid-open-as-sql': 'Open this view as SQL',
} as const;

export type CommandId = keyof typeof commandTitles;

/** `code` is the physical key (KeyboardEvent.code): Alt+letter types another character on a Mac. */
type Key = { code: string; alt: true };

export const commandKeys: Partial<Record<CommandId, Key>> = {
  'new-case': { code: 'KeyN', alt: true },
  'open-case': { code: 'KeyO', alt: true },
  'load-logs': { code: 'KeyL', alt: true },
  'acquire-s3': { code: 'KeyA', alt: true },
  'acquire-cloudtrail': { code: 'KeyC', alt: true },
  'show-evidence': { code: 'KeyE', alt: true },
  'find-entity': { code: 'KeyI', alt: true },
  'show-notebook': { code: 'KeyK', alt: true },
  'grid-back': { code: 'ArrowLeft', alt: true },
  'grid-forward': { code: 'ArrowRight', alt: true },
  'new-console': { code: 'KeyT', alt: true },
  'new-pivot': { code: 'KeyP', alt: true },
  'close-tab': { code: 'KeyW', alt: true },
  'next-tab': { code: 'PageDown', alt: true },
  'previous-tab': { code: 'PageUp', alt: true },
  'toggle-sidebar': { code: 'KeyB', alt: true },
  'send-aside': { code: 'KeyM', alt: true },
};

const handlers = new Map<CommandId, () => void>();

/** The commands that something on screen answers to now, in the order of `commandTitles`. */
export const listCommands = (): CommandId[] =>
  (Object.keys(commandTitles) as CommandId[]).filter((id) => handlers.has(id));

/** Runs a command if something on screen answers to it now. */
export function runCommand(id: string): boolean {
  const handler = handlers.get(id as CommandId);
  handler?.();
  return handler !== undefined;
}

/** Answers to a command while the component is shown on the side that has the keyboard; null: not now. The component mounted last wins. */
export function useCommand(id: CommandId, handler: (() => void) | null): void {
  const latest = useRef(handler);
  latest.current = handler;
  const active = useHasKeyboard() && handler !== null;
  useEffect(() => {
    if (!active) return;
    const before = handlers.get(id);
    const own = () => latest.current?.();
    handlers.set(id, own);
    return () => {
      if (handlers.get(id) !== own) return;
      if (before) handlers.set(id, before);
      else handlers.delete(id);
    };
  }, [id, active]);
}

/** The command a key press means, or null. `?` and F1 are help, except that `?` typed into a field is a question mark. */
export function commandFor(event: KeyPress, typing: boolean): CommandId | null {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === 'KeyK') return 'palette';
  if (event.code === 'F1' || (event.key === '?' && !typing && !event.ctrlKey && !event.metaKey)) return 'help';
  if (event.code === 'F6' && !event.altKey && !event.ctrlKey && !event.metaKey)
    return event.shiftKey ? 'previous-part' : 'next-part';
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  const found = Object.entries(commandKeys).find(([, key]) => key.code === event.code);
  return found ? (found[0] as CommandId) : null;
}
type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** 0-based tab that Alt+1…9 means: 9 is the last one, as in browsers. Null: another key, or no such tab. */
export function tabIndexFor(event: KeyPress, tabs: number): number | null {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (!digit) return null;
  const index = digit === '9' ? tabs - 1 : Number(digit) - 1;
  return index >= 0 && index < tabs ? index : null;
}

/** A command's keys as shown to the user: `Alt+T`. */
export function keysOf(id: CommandId): string | undefined {
  if (id === 'palette') return 'Ctrl+K';
  if (id === 'help') return 'F1';
  if (id === 'next-part') return 'F6';
  if (id === 'previous-part') return 'Shift+F6';
  const key = commandKeys[id];
  return key && `Alt+${key.code.replace('Key', '').replace('Page', 'Page ').replace('Arrow', '')}`;
}
