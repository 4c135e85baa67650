// Files and folders dropped on the window: paths at once in Electron, a copy first in a browser, then a load.
import { create } from 'zustand';
import { bridge } from '../../transport/bridge.ts';
import type { EngineClient } from '../../ui/engine.ts';
import { isCancelled, showNote, showProblem } from '../../ui/problem.ts';
import { startLoad } from './load-store.ts';
import { type UploadProgress, uploadFiles } from './upload.ts';
import { takeEntries, walkEntries } from './walk-entries.ts';

export type Dropped = { kind: 'paths'; paths: string[] } | { kind: 'entries'; entries: FileSystemEntry[] };

type DropStore = {
  /** Dropped while no case was open: waits for one. */
  waiting: Dropped | null;
  upload: UploadProgress | null;
  cancelUpload: () => void;
};

export const useDrop = create<DropStore>(() => ({ waiting: null, upload: null, cancelUpload: () => {} }));

/** Reads a drop event; null when it carries no files. Must be called inside the event. */
export function readDrop(data: DataTransfer): Dropped | null {
  const native = bridge();
  const dropped: Dropped = native
    ? { kind: 'paths', paths: [...data.files].map((file) => native.pathForFile(file)).filter(Boolean) }
    : { kind: 'entries', entries: takeEntries(data) };
  return countOf(dropped) > 0 ? dropped : null;
}

export const countOf = (dropped: Dropped): number =>
  dropped.kind === 'paths' ? dropped.paths.length : dropped.entries.length;

/** Loads what was dropped into the open case. */
export async function loadDropped(engine: EngineClient, dropped: Dropped): Promise<void> {
  useDrop.setState({ waiting: null });
  if (dropped.kind === 'paths') {
    await startLoad(engine, { paths: dropped.paths });
    return;
  }
  if (useDrop.getState().upload) return showNote('Files are being copied already; drop these again afterwards.');
  const abort = new AbortController();
  useDrop.setState({
    upload: { files: 0, filesTotal: 0, bytes: 0, bytesTotal: 0 },
    cancelUpload: () => abort.abort(),
  });
  try {
    const files = await walkEntries(dropped.entries, abort.signal);
    if (files.length === 0) return showNote('There are no files in what was dropped.');
    const folder = await uploadFiles(files, (upload) => useDrop.setState({ upload }), abort.signal);
    await startLoad(engine, { paths: [folder] });
  } catch (error) {
    abort.abort();
    if (isCancelled(error)) showNote('The copy was cancelled; nothing was loaded.');
    else showProblem(error, 'copy the dropped files into the case');
  } finally {
    useDrop.setState({ upload: null, cancelUpload: () => {} });
  }
}
