// What the picker holds and what a choice means in each mode; the components only draw it.
import type { FolderEntry } from '../../../shared/contract/files.ts';
import type { PickMode } from '../pick-paths.ts';
import { baseName } from './typed-path.ts';

export type Chosen = ReadonlyMap<string, FolderEntry>;

/** Entries that match what is typed and the mode; hidden ones only when asked for or typed. */
export function visibleEntries(entries: FolderEntry[], mode: PickMode, prefix: string, hidden: boolean): FolderEntry[] {
  const typed = mode === 'save' ? '' : prefix.toLowerCase();
  return entries.filter((entry) => {
    if ((mode === 'case' || mode === 'folder') && entry.kind !== 'folder' && entry.kind !== 'case') return false;
    if (entry.name.startsWith('.') && !hidden && !typed.startsWith('.')) return false;
    return entry.name.toLowerCase().startsWith(typed);
  });
}

/** Whether Enter goes into an entry rather than choosing it. */
export function leadsOn(entry: FolderEntry, mode: PickMode): boolean {
  return entry.kind === 'folder' || (entry.kind === 'case' && mode !== 'case');
}

export function toggle(chosen: Chosen, entries: readonly FolderEntry[], on?: boolean): Chosen {
  const next = new Map(chosen);
  for (const entry of entries) {
    if (entry.kind === 'other') continue;
    if (on ?? !next.has(entry.path)) next.set(entry.path, entry);
    else next.delete(entry.path);
  }
  return next;
}

/** What “Choose” would answer now, and the words on the button; paths empty: nothing to choose yet. */
export function answerOf(state: {
  mode: PickMode;
  chosen: Chosen;
  dir: string | null;
  /** The whole typed path, `~` spelt out. */
  typed: string;
  cursor: FolderEntry | undefined;
}): { paths: string[]; label: string } {
  const { mode, chosen, dir, typed, cursor } = state;
  if (mode === 'case') {
    if (cursor?.kind === 'case') return { paths: [cursor.path], label: `Open ${withoutEnd(cursor.name)}` };
    if (dir?.endsWith('.pugmark')) return { paths: [dir], label: `Open ${withoutEnd(baseName(dir))}` };
    return { paths: [], label: 'Open case' };
  }
  if (mode === 'save') return { paths: dir && isFileName(typed) ? [typed] : [], label: 'Save here' };
  if (mode === 'file') {
    // Enter after a pasted path comes before its folder is read: the caller hears whether it is there.
    const unread = dir === null && isFileName(typed) ? [typed] : [];
    return { paths: cursor?.kind === 'file' ? [cursor.path] : unread, label: 'Choose this file' };
  }
  if (mode === 'sources' && chosen.size > 0)
    return { paths: [...chosen.keys()], label: `Choose ${chosen.size === 1 ? '1 item' : `${chosen.size} items`}` };
  return { paths: dir ? [dir] : [], label: 'Choose this folder' };
}

const isFileName = (typed: string) => typed !== '' && !/[\\/]$/.test(typed);

const withoutEnd = (name: string) => `“${name.replace(/\.pugmark$/, '')}”`;
