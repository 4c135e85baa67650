// A path as it is being typed: the folder it names so far, and the beginning of a name in it.
// Both separators are understood: which machine the engine runs on is not known here until it has listed a folder.

/**
 * `/var/lo` → dir `/var/`, prefix `lo`. `~` alone or in front is the home folder, and other text counts from there.
 * Nothing typed: dir null, which is the home folder too.
 */
export function splitTyped(text: string, home: string): { dir: string | null; prefix: string } {
  if (text === '') return { dir: null, prefix: '' };
  const expanded = expandHome(text, home);
  const full = isAbsolute(expanded) ? expanded : asFolder(home) + expanded;
  const cut = Math.max(full.lastIndexOf('/'), isWindowsPath(full) ? full.lastIndexOf('\\') : -1);
  return { dir: full.slice(0, cut + 1), prefix: full.slice(cut + 1) };
}

export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || isWindowsPath(path);
}

/** Joins with the separator that the folder itself uses. */
export function joinPath(dir: string, name: string): string {
  const separator = separatorOf(dir);
  return dir.endsWith(separator) ? dir + name : dir + separator + name;
}

export const asFolder = (dir: string): string => joinPath(dir, '');

/** Last part of a path: `/a/b/` → `b`, `/` → `/`. */
export function baseName(path: string): string {
  const trimmed = path.replace(isWindowsPath(path) ? /[\\/]+$/ : /\/+$/, '');
  return trimmed.slice(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf(separatorOf(path))) + 1) || path;
}

/** The folders above and including a folder, outermost first, each with its own path. */
export function breadcrumbs(dir: string): { name: string; path: string }[] {
  const separator = separatorOf(dir);
  const root = /^([A-Za-z]:\\|\\\\[^\\]+\\[^\\]+\\?|\/)/.exec(dir)?.[0] ?? '';
  const crumbs = root ? [{ name: root, path: root }] : [];
  let path = root;
  for (const name of dir.slice(root.length).split(separator).filter(Boolean)) {
    path = path === '' || path.endsWith(separator) ? path + name : path + separator + name;
    crumbs.push({ name, path });
  }
  return crumbs;
}

/** The longest beginning that all names share, ignoring case; at least what was typed. */
export function commonPrefix(names: readonly string[], typed: string): string {
  const [first, ...others] = names;
  if (first === undefined) return typed;
  let length = first.length;
  for (const name of others) {
    while (!name.toLowerCase().startsWith(first.slice(0, length).toLowerCase())) length--;
  }
  return length > typed.length ? first.slice(0, length) : typed;
}

function expandHome(text: string, home: string): string {
  if (text === '~') return asFolder(home);
  return /^~[/\\]/.test(text) ? asFolder(home) + text.slice(2) : text;
}

const isWindowsPath = (path: string) => /^[A-Za-z]:[\\/]/.test(path) || path.startsWith('\\\\');
const separatorOf = (path: string) => (isWindowsPath(path) && !path.includes('/') ? '\\' : '/');
