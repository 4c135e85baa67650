// Runs before the page, sandboxed: gives it the four calls of the bridge and the engine's port. Wires only.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../src-renderer/transport/bridge.ts';

const bridge: Bridge = {
  pickPaths: (options) => ipcRenderer.invoke('pugmark:pick-paths', options) as Promise<string[]>,
  pathForFile: (file) => webUtils.getPathForFile(file),
  onMenu: (callback) => void ipcRenderer.on('pugmark:command', (_, command: string) => callback(command)),
  showItem: (path) => ipcRenderer.invoke('pugmark:show-item', path) as Promise<void>,
};

contextBridge.exposeInMainWorld('pugmark', bridge);
ipcRenderer.on('pugmark:port', ({ ports }) => window.postMessage({ pugmark: 'port' }, location.origin, ports));
