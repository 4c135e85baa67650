// What was dropped on a browser window: every file of every dropped folder, with its path relative to the drop.

export type DroppedFile = { path: string; file: File };

/** Must be called inside the drop event: afterwards the browser forgets what was dropped. */
export function takeEntries(data: DataTransfer): FileSystemEntry[] {
  return [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
}

export async function walkEntries(entries: readonly FileSystemEntry[], signal: AbortSignal): Promise<DroppedFile[]> {
  const found: DroppedFile[] = [];
  const walk = async (entry: FileSystemEntry, folder: string): Promise<void> => {
    signal.throwIfAborted();
    const path = folder + entry.name;
    if (isFile(entry)) found.push({ path, file: await fileOf(entry) });
    else if (isDirectory(entry)) for (const child of await childrenOf(entry)) await walk(child, `${path}/`);
  };
  for (const entry of entries) await walk(entry, '');
  return found;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, (error) => reject(unreadable(entry, error))));

/** Chromium hands out 100 entries at a time; an empty answer is the end. */
async function childrenOf(entry: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = entry.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, (error) => reject(unreadable(entry, error))),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

const unreadable = (entry: FileSystemEntry, cause: unknown) =>
  new Error(`The browser could not read “${entry.fullPath}”.`, { cause });
