// A browser tells no paths, so dropped files are copied into the case folder through the host, and loaded from there.
import type { DroppedFile } from './walk-entries.ts';

export type UploadProgress = { files: number; filesTotal: number; bytes: number; bytesTotal: number };

const atOnce = 4;

/** Copies all files; resolves to the folder on this machine that holds them. */
export async function uploadFiles(
  dropped: readonly DroppedFile[],
  report: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<string> {
  const batch = batchName(new Date());
  const bytesTotal = dropped.reduce((sum, { file }) => sum + file.size, 0);
  const sent = new Map<DroppedFile, number>();
  let files = 0;
  let folder = '';
  const tell = () => {
    const bytes = [...sent.values()].reduce((sum, n) => sum + n, 0);
    report({ files, filesTotal: dropped.length, bytes, bytesTotal });
  };
  tell();
  const queue = [...dropped];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const one = next;
      const stored = await putFile(batch, one, signal, (bytes) => {
        sent.set(one, bytes);
        tell();
      });
      files++;
      folder ||= folderAbove(stored, one.path.split('/').length);
      tell();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return folder;
}

/** `2026-11-23T065012Z`: sorts by time, and is a file name everywhere. */
export const batchName = (now: Date): string => now.toISOString().replace(/\.\d+/, '').replaceAll(':', '');

/** The folder `levels` above a file, whatever separator its machine uses. */
export function folderAbove(path: string, levels: number): string {
  const separator = path.includes('/') ? '/' : '\\';
  return path.split(separator).slice(0, -levels).join(separator);
}

// XMLHttpRequest, because `fetch` does not tell how much of a body was sent.
function putFile(batch: string, { path, file }: DroppedFile, signal: AbortSignal, sent: (bytes: number) => void) {
  return new Promise<string>((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const address = [batch, ...path.split('/')].map(encodeURIComponent).join('/');
    request.open('PUT', new URL(`drop/${address}`, location.href));
    request.setRequestHeader('x-pugmark', '1');
    request.setRequestHeader('x-pugmark-mtime', String(file.lastModified));
    request.upload.onprogress = (event) => sent(event.loaded);
    request.onerror = () =>
      reject(new Error(`“${path}” could not be sent to Pugmark; it may be changing or unreadable.`));
    request.onabort = () => reject(new DOMException('The copy was cancelled.', 'AbortError'));
    request.onload = () => {
      const answer = readAnswer(request.responseText);
      if (request.status === 201 && answer.path !== undefined) {
        sent(file.size);
        resolve(answer.path);
      } else reject(new Error(answer.message ?? `Pugmark answered ${request.status} for “${path}”.`));
    };
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function readAnswer(text: string): { path?: string; message?: string } {
  try {
    return JSON.parse(text) as { path?: string; message?: string };
  } catch {
    // Not JSON: an answer from the door rather than from the room. Its text is the message.
    return { message: text.trim() };
  }
}
