// Tells the user what went wrong, and small news. Every error that reaches the UI comes through here or is shown in place.
import { create } from 'zustand';
import type { TextPlace } from '../../shared/query/query-text/regex-place.ts';

/** `doing` completes the sentence “Could not …”: `open the case`, `load the logs`. */
export type Problem = { title: string; message: string; at?: string; hint?: string; place?: TextPlace };

export type Toast = { id: number; tone: 'problem' | 'note'; repeats: number } & Problem;

type Toasts = { toasts: Toast[]; push: (tone: Toast['tone'], problem: Problem) => void; dismiss: (id: number) => void };

const mostShown = 5;
let nextId = 1;

export const useToasts = create<Toasts>((set, get) => ({
  toasts: [],
  push(tone, problem) {
    const text = (p: Problem) => [p.title, p.message, p.at, p.hint].join('\n');
    const same = get().toasts.find((toast) => toast.tone === tone && text(toast) === text(problem));
    if (same) {
      const again = { ...same, repeats: same.repeats + 1 };
      return set({ toasts: get().toasts.map((toast) => (toast === same ? again : toast)) });
    }
    set({ toasts: [...get().toasts, { id: nextId++, tone, repeats: 1, ...problem }].slice(-mostShown) });
  },
  dismiss: (id) => set({ toasts: get().toasts.filter((toast) => toast.id !== id) }),
}));

/** Shows an error until it is dismissed: what was tried, what happened, where, and what to do. */
export function showProblem(error: unknown, doing: string): void {
  console.error(`Could not ${doing}.`, error);
  useToasts.getState().push('problem', describeProblem(error, doing));
}

/** A short piece of news that goes away by itself. */
export function showNote(text: string): void {
  useToasts.getState().push('note', { title: text, message: '' });
}

/** Words for any thrown value: the engine's typed errors carry `data.at` and `data.hint` (see shared/contract/base.ts). */
export function describeProblem(error: unknown, doing: string): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const data = readData(error);
  const problem: Problem = { title: `Could not ${doing}`, message: message || 'No reason was given.' };
  if (typeof data.at === 'string') problem.at = data.at;
  if (typeof data.hint === 'string') problem.hint = data.hint;
  if (typeof data.offset === 'number' && typeof data.length === 'number')
    problem.place = { offset: data.offset, length: data.length };
  return problem;
}

/** Whether an error only says that something was stopped on request. */
export function isCancelled(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // oRPC 1.16 throws this plain Error when a stream is read on after its abort, or after its connection has gone.
  if (error.message.startsWith('[AsyncIdQueue] Cannot access queue')) return true;
  return error.name === 'AbortError' || (error as { code?: unknown }).code === 'CANCELLED';
}

function readData(error: unknown): Record<string, unknown> {
  const data = (error as { data?: unknown } | null)?.data;
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
}
