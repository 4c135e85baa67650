// Asks the user for files or folders of this machine: the native dialog where there is one, else our own picker.
import { create } from 'zustand';
import { bridge } from '../transport/bridge.ts';

/**
 * - `sources`: any files and folders, several.
 * - `file`: one file that is there.
 * - `folder`: one folder. `case`: one `NAME.pugmark` folder.
 * - `save`: one file name that may not exist yet; `defaultPath` suggests it.
 */
export type PickMode = 'sources' | 'file' | 'folder' | 'case' | 'save';

export type PickRequest = { title: string; mode: PickMode; confirm?: string; defaultPath?: string };

type Picker = { request: PickRequest | null; answer: (paths: string[]) => void };

export const usePicker = create<Picker>(() => ({ request: null, answer: () => {} }));

/** Absolute paths; empty when the user changed their mind. */
export function pickPaths(request: PickRequest): Promise<string[]> {
  const native = bridge();
  // A native dialog takes files or folders, not both at once (Windows, Linux), so files are always picked in ours.
  if (native && request.mode !== 'sources' && request.mode !== 'file') {
    const mode = request.mode === 'save' ? 'save' : 'folder';
    const { title, defaultPath } = request;
    return native.pickPaths({ title, mode, ...(defaultPath === undefined ? {} : { defaultPath }) });
  }
  usePicker.getState().answer([]);
  return new Promise((resolve) => {
    const answer = (paths: string[]) => {
      usePicker.setState({ request: null, answer: () => {} });
      resolve(paths);
    };
    usePicker.setState({ request, answer });
  });
}
