// A stand-in for Electron's module: writes down what the shell asks for, and plays one short life of the app (start, page
// loaded, window closed, quit). It proves wiring and order, nothing of Electron itself: that is test/e2e/electron.spec.ts.
import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';

const told = {};
function tell(what, value) {
  told[what] = [...(told[what] ?? []), value];
}
const nothing = () => undefined;
let answerApp;

class App extends EventEmitter {
  commandLine = { appendSwitch: (name, value) => tell('switches', [name, value]) };
  requestSingleInstanceLock = () => true;
  enableSandbox = () => tell('order', 'sandbox');
  whenReady = () => Promise.resolve(tell('order', 'ready'));
  getPath = () => process.env.PUGMARK_USER_DIR ?? tmpdir();
  quit = () => this.emit('will-quit', { preventDefault: () => tell('order', 'quit waits') });
  exit = (code) => {
    tell('order', `exit ${code}`);
    console.log(JSON.stringify(told));
    process.exit(code);
  };
}
export const app = new App();
export const protocol = { registerSchemesAsPrivileged: (schemes) => tell('schemes', schemes) };

class Session extends EventEmitter {
  protocol = {
    handle(_, answer) {
      answerApp = answer;
    },
  };
  setPermissionRequestHandler = (decide) => {
    for (const name of ['media', 'geolocation', 'notifications', 'clipboard-sanitized-write'])
      decide(null, name, (isAllowed) => tell('permissions', [name, isAllowed]));
  };
  setPermissionCheckHandler = nothing;
  setDevicePermissionHandler = (decide) => tell('devices', decide());
  setSpellCheckerEnabled = (isOn) => tell('spelling', isOn);
  webRequest = {
    onBeforeRequest: (decide) => {
      for (const url of ['https://example.com/', 'http://127.0.0.1:1/', 'file:///etc/hosts', 'pugmark://app/'])
        decide({ url }, ({ cancel }) => tell('requests', [url, cancel]));
    },
  };
}
export const session = { defaultSession: new Session() };
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };
export const nativeTheme = { shouldUseDarkColors: true };
export const Menu = { buildFromTemplate: (template) => template, setApplicationMenu: nothing };
export const dialog = {};
export const shell = {};
export const ipcMain = {
  /** Asks at once, as a page that is not ours. */
  async handle(name, answer) {
    const event = { sender: { mainFrame: {} }, senderFrame: { url: 'https://example.com/' } };
    try {
      await answer(event, {});
      tell('calls', [name, 'answered']);
    } catch (error) {
      tell('calls', [name, error.message]);
    }
  },
};
export class MessageChannelMain {
  port1 = 'engine end';
  port2 = 'page end';
}
export const utilityProcess = {
  fork(file, args, { env }) {
    tell('engine', { file, args, threads: env.UV_THREADPOOL_SIZE });
    const child = new EventEmitter();
    child.postMessage = (message, ports) => {
      tell('toEngine', [message, ports ?? []]);
      if (message === 'close') setTimeout(() => child.emit('exit', 0), 20);
    };
    return child;
  },
};
export class BrowserWindow extends EventEmitter {
  constructor(options) {
    super();
    tell('window', options);
    this.webContents = new EventEmitter();
    this.webContents.postMessage = (name, _, ports) => tell('toPage', [name, ports]);
    this.webContents.setWindowOpenHandler = (decide) => tell('newWindows', decide({ url: 'https://example.com/' }));
    app.emit('web-contents-created', {}, this.webContents);
    for (const event of ['will-navigate', 'will-redirect', 'will-attach-webview'])
      this.webContents.emit(event, { preventDefault: () => tell('prevented', event) });
  }
  show = () => tell('order', 'shown');
  maximize = nothing;
  getNormalBounds = () => ({ x: 10, y: 20, width: 1000, height: 700 });
  isMaximized = () => true;
  async loadURL(url) {
    tell('loaded', url);
    for (const path of ['', 'index.html', '../../package.json', '%2e%2e/package.json']) {
      const { status, headers } = await answerApp({ url: url + path, method: 'GET' });
      tell('pages', [path, status, headers.has('content-security-policy')]);
    }
    this.emit('ready-to-show');
    this.webContents.emit('did-finish-load');
    this.emit('close');
    this.emit('closed');
    app.emit('window-all-closed');
  }
}
