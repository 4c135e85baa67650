// What Electron's preload gives the page, and nothing more. In a browser there is no bridge.
export type Bridge = {
  /** Native dialog; resolves to absolute paths, empty when cancelled. */
  pickPaths(options: {
    title: string;
    mode: 'open' | 'folder' | 'save';
    multiple?: boolean;
    defaultPath?: string;
  }): Promise<string[]>;
  /** Absolute path of a dropped file or folder. */
  pathForFile(file: File): string;
  /** Commands of the native menu (see ui/window/commands.ts for their names). */
  onMenu(callback: (command: string) => void): void;
  /** Shows a file in the system's file manager. */
  showItem(path: string): Promise<void>;
};

declare global {
  interface Window {
    pugmark?: Bridge;
  }
}

/** The bridge when the page runs in Electron, else null. */
export const bridge = (): Bridge | null => window.pugmark ?? null;
