// The window's commands by name: keyboard, native menu and buttons all run the same ones.
// Keys are chosen so that a browser does not take them first (Ctrl+W, Ctrl+T and Ctrl+N belong to it).
import { useLayoutEffect, useRef } from 'react';
import { useHasKeyboard } from './keyboard-side.ts';

/** What each does, as the command palette has it. */
export const commandTitles = {
  'new-case': 'New case…',
  'open-case': 'Open a case…',
  'open-sample': 'Open the sample case',
  'pack-case': 'Hand this case on as one file…',
  'unpack-case': 'Open the archive of a case…',
  'close-case': 'Close this case',
  'load-logs': 'Load logs…',
  'acquire-s3': 'Acquire from S3…',
  'acquire-cloudtrail': 'Acquire from the CloudTrail API…',
  'show-evidence': 'Evidence: acquisitions, loads and their accounts',
  'show-findings': 'Findings: what rules found, by rule, actor and day',
  'show-novelty': 'What is new: first seen, rare, more than usual',
  'show-indicators': 'Indicators: lists of addresses, keys, domains, hashes',
  'show-notebook': 'Notebook: rows tagged and noted, in the order of time',
  'show-clocks': 'Clocks of sources: time zones, and what a clock was off',
  'show-coverage': 'Coverage: what the logs hold, and what they do not',
  'show-integrity': 'Verify digests… Integrity: what proves that the logs are whole',
  'show-report': 'Report: put together, look at and save what was found',
  'show-journal': 'Journal: what was done in this case',
  'show-custody': 'Custody: verify evidence, lists of hashes',
  'show-formats': 'Log types: what columns mean, types of your own',
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
  'report-save': 'Save this report',
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
  'grid-layouts': 'Layouts of the columns…',
  'grid-looks': 'Looks of this table: density, lines, times, colours…',
  'grid-colours': 'Colours on or off',
  'grid-read-again': 'Read these rows again',
  'grid-export': 'Export these rows…',
  'grid-open-as-sql': 'Open this view as SQL',
} as const;

export type CommandId = keyof typeof commandTitles;

/** `code` is the physical key (KeyboardEvent.code): Alt+letter types another character on a Mac. */
type Key = { code: string; with: 'Alt' | 'Ctrl' | 'Shift' | '' };

export const commandKeys: Partial<Record<CommandId, Key>> = {
  'new-case': { code: 'KeyN', with: 'Alt' },
  'open-case': { code: 'KeyO', with: 'Alt' },
  'load-logs': { code: 'KeyL', with: 'Alt' },
  'acquire-s3': { code: 'KeyA', with: 'Alt' },
  'acquire-cloudtrail': { code: 'KeyC', with: 'Alt' },
  'show-evidence': { code: 'KeyE', with: 'Alt' },
  'find-entity': { code: 'KeyI', with: 'Alt' },
  'show-findings': { code: 'KeyF', with: 'Alt' },
  'show-novelty': { code: 'KeyX', with: 'Alt' },
  'show-indicators': { code: 'KeyY', with: 'Alt' },
  'show-notebook': { code: 'KeyK', with: 'Alt' },
  'show-coverage': { code: 'KeyG', with: 'Alt' },
  'show-integrity': { code: 'KeyV', with: 'Alt' },
  'show-report': { code: 'KeyR', with: 'Alt' },
  'show-journal': { code: 'KeyJ', with: 'Alt' },
  'show-custody': { code: 'KeyU', with: 'Alt' },
  'show-formats': { code: 'KeyH', with: 'Alt' },
  'grid-back': { code: 'ArrowLeft', with: 'Alt' },
  'grid-forward': { code: 'ArrowRight', with: 'Alt' },
  'new-console': { code: 'KeyT', with: 'Alt' },
  'new-pivot': { code: 'KeyP', with: 'Alt' },
  'close-tab': { code: 'KeyW', with: 'Alt' },
  'next-tab': { code: 'PageDown', with: 'Alt' },
  'previous-tab': { code: 'PageUp', with: 'Alt' },
  'toggle-sidebar': { code: 'KeyB', with: 'Alt' },
  'send-aside': { code: 'KeyM', with: 'Alt' },
  'report-save': { code: 'KeyS', with: 'Ctrl' },
  palette: { code: 'KeyK', with: 'Ctrl' },
  help: { code: 'F1', with: '' },
  'next-part': { code: 'F6', with: '' },
  'previous-part': { code: 'F6', with: 'Shift' },
};

/** Keys that a part of the window has to itself, as shown to the user; what handles them stands in the features. */
const keysOfParts: Partial<Record<CommandId, string>> = {
  'grid-search': 'Ctrl+F',
  'grid-go-to': 'Ctrl+G',
  'grid-tags': 'm',
  'grid-undo': 'Ctrl+Z',
  'grid-redo': 'Ctrl+Shift+Z',
  'grid-columns': 'c',
  'grid-facets': 'v',
  'grid-timeline': 't',
  'grid-record': 'r',
  'grid-colours': 'k',
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
  // Before the page is painted: whoever sees a button can press its key.
  useLayoutEffect(() => {
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
  if (event.key === '?' && !typing && !event.ctrlKey && !event.metaKey) return 'help';
  const held = heldWith(event);
  const found = Object.entries(commandKeys).find(([, key]) => key.code === event.code && key.with === held);
  return found ? (found[0] as CommandId) : null;
}

/** The one key held down, on a Mac Command for Ctrl; null: several, which no command uses. */
function heldWith(event: KeyPress): Key['with'] | null {
  const held: Key['with'][] = [];
  if (event.altKey) held.push('Alt');
  if (event.ctrlKey || event.metaKey) held.push('Ctrl');
  if (event.shiftKey) held.push('Shift');
  return held.length > 1 ? null : (held[0] ?? '');
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
  const key = commandKeys[id];
  if (!key) return keysOfParts[id];
  const name = key.code
    .replace('Key', '')
    .replace('Page', 'Page ')
    .replace('ArrowLeft', '←')
    .replace('ArrowRight', '→');
  return key.with ? `${key.with}+${name}` : name;
}
