import { expect, test } from 'vitest';
import type { FolderEntry } from '../../../shared/contract/files.ts';
import { answerOf, leadsOn, toggle, visibleEntries } from '../../../src-renderer/ui/path-picker/picker-state.ts';

const entry = (name: string, kind: FolderEntry['kind']): FolderEntry => ({
  name,
  path: `/x/${name}`,
  kind,
  size: 0,
  modified: null,
});
const entries = [
  entry('.cache', 'folder'),
  entry('acme.pugmark', 'case'),
  entry('AWSLogs', 'folder'),
  entry('events.json', 'file'),
  entry('gone', 'other'),
];
const names = (list: FolderEntry[]) => list.map((one) => one.name);

test('each mode shows what can be chosen or walked through', () => {
  expect(names(visibleEntries(entries, 'sources', '', false))).toEqual([
    'acme.pugmark',
    'AWSLogs',
    'events.json',
    'gone',
  ]);
  expect(names(visibleEntries(entries, 'case', '', false))).toEqual(['acme.pugmark', 'AWSLogs']);
  expect(names(visibleEntries(entries, 'folder', '', true))).toEqual(['.cache', 'acme.pugmark', 'AWSLogs']);
});

test('a file is what the cursor is on, and nothing else', () => {
  const at = (cursor: FolderEntry | undefined) =>
    answerOf({ mode: 'file', chosen: new Map(), dir: '/x', typed: '/x/', cursor }).paths;
  expect(names(visibleEntries(entries, 'file', 'ev', false))).toEqual(['events.json']);
  expect(at(entries[3])).toEqual(['/x/events.json']);
  expect(at(entries[2])).toEqual([]);
  expect(at(undefined)).toEqual([]);
  const unread = { mode: 'file', chosen: new Map(), dir: null, cursor: undefined } as const;
  expect(answerOf({ ...unread, typed: '/x/events.json' }).paths).toEqual(['/x/events.json']);
  expect(answerOf({ ...unread, typed: '/x/' }).paths).toEqual([]);
  expect(leadsOn(entries[2]!, 'file')).toBe(true);
});

test('typing narrows, ignoring case; a typed dot brings hidden ones', () => {
  expect(names(visibleEntries(entries, 'sources', 'aw', false))).toEqual(['AWSLogs']);
  expect(names(visibleEntries(entries, 'sources', '.c', false))).toEqual(['.cache']);
  expect(names(visibleEntries(entries, 'save', 'new', false))).toHaveLength(4);
});

test('Enter goes into folders; a case is a folder except where cases are chosen', () => {
  expect(leadsOn(entries[2]!, 'sources')).toBe(true);
  expect(leadsOn(entries[1]!, 'case')).toBe(false);
  expect(leadsOn(entries[1]!, 'sources')).toBe(true);
  expect(leadsOn(entries[3]!, 'sources')).toBe(false);
});

test('what cannot be read cannot be chosen', () => {
  const chosen = toggle(new Map(), entries, true);
  expect([...chosen.keys()]).not.toContain('/x/gone');
  expect(toggle(chosen, [entries[3]!]).has('/x/events.json')).toBe(false);
});

test('the answer is what is ticked, or the folder itself', () => {
  const state = { chosen: new Map(), dir: '/x', typed: '/x/', cursor: undefined };
  expect(answerOf({ ...state, mode: 'sources' })).toEqual({ paths: ['/x'], label: 'Choose this folder' });
  const chosen = toggle(new Map(), entries.slice(2, 4));
  expect(answerOf({ ...state, mode: 'sources', chosen })).toEqual({
    paths: ['/x/AWSLogs', '/x/events.json'],
    label: 'Choose 2 items',
  });
  expect(answerOf({ ...state, mode: 'folder', dir: null }).paths).toEqual([]);
});

test('a case is the one under the cursor, or the folder one stands in', () => {
  const state = { mode: 'case' as const, chosen: new Map(), dir: '/x', typed: '/x/', cursor: undefined };
  expect(answerOf(state).paths).toEqual([]);
  expect(answerOf({ ...state, cursor: entries[1] })).toEqual({ paths: ['/x/acme.pugmark'], label: 'Open “acme”' });
  expect(answerOf({ ...state, dir: '/x/b.pugmark' })).toEqual({ paths: ['/x/b.pugmark'], label: 'Open “b”' });
});

test('saving takes the typed name, not the bare folder', () => {
  const state = { mode: 'save' as const, chosen: new Map(), dir: '/x', cursor: undefined };
  expect(answerOf({ ...state, typed: '/x/out.csv' }).paths).toEqual(['/x/out.csv']);
  expect(answerOf({ ...state, typed: '/x/' }).paths).toEqual([]);
});
