// The console's keys. They are taken before the editor sees them.
import type { PanelKind } from './toolbar.tsx';

export type KeyAction =
  | { type: 'run' }
  | { type: 'runAll' }
  | { type: 'explain'; analyze: boolean }
  | { type: 'save' }
  | { type: 'panel'; kind: PanelKind };

type KeyPress = Pick<globalThis.KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const panels: Record<string, PanelKind> = { KeyS: 'questions', KeyQ: 'saved', KeyH: 'history' };

/** Null: not a key of the console. Ctrl and Cmd are the same here. */
export function actionFor(event: KeyPress): KeyAction | null {
  const { key, code, shiftKey } = event;
  const command = event.ctrlKey || event.metaKey;
  if (event.altKey) {
    const kind = !command && !shiftKey ? panels[code] : undefined;
    return kind ? { type: 'panel', kind } : null;
  }
  if (!command) return null;
  if (key === 'Enter') return { type: shiftKey ? 'runAll' : 'run' };
  if (key.toLowerCase() === 'e') return { type: 'explain', analyze: shiftKey };
  if (key.toLowerCase() === 's' && !shiftKey) return { type: 'save' };
  return null;
}
