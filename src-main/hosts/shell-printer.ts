// The engine's way to a PDF in the desktop app: the shell has a browser engine, the engine's process has none. It asks the
// shell through the port of its parent, and waits for the answer.
import { messageOf } from '../engine/engine-error.ts';
import type { PrintPdf } from '../engine/report/print-pdf.ts';

/** What goes to the shell. Paths are absolute. */
export type PrintOrder = { print: number; html: string; pdf: string };
/** What comes back. `problem` null: the PDF is there. */
export type PrintAnswer = { printed: number; problem: string | null };

export type ShellPrinter = {
  printPdf: PrintPdf;
  /** Whether a message of the shell was an answer. */
  receive(message: unknown): boolean;
};

export function createShellPrinter(send: (order: PrintOrder) => void): ShellPrinter {
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  let last = 0;
  return {
    printPdf: (html, pdf, signal) =>
      new Promise<void>((resolve, reject) => {
        const print = ++last;
        const onAbort = () => settle(() => reject(new Error('Cancelled')));
        const settle = (end: () => void) => {
          waiting.delete(print);
          signal.removeEventListener('abort', onAbort);
          end();
        };
        waiting.set(print, { resolve: () => settle(resolve), reject: (error) => settle(() => reject(error)) });
        if (signal.aborted) return onAbort();
        signal.addEventListener('abort', onAbort, { once: true });
        send({ print, html, pdf });
      }),
    receive(message) {
      if (typeof message !== 'object' || message === null || !('printed' in message)) return false;
      const { printed, problem } = message as PrintAnswer;
      const one = waiting.get(printed);
      if (problem === null) one?.resolve();
      else one?.reject(new Error(problem));
      return true;
    },
  };
}

/** The shell's side: prints what is asked for, one after the other, and answers. */
export function answerPrints(
  print: (html: string, pdf: string) => Promise<void>,
  answer: (answer: PrintAnswer) => void,
): (message: unknown) => void {
  let tail = Promise.resolve();
  return (message) => {
    if (typeof message !== 'object' || message === null || !('print' in message)) return;
    const { print: printed, html, pdf } = message as PrintOrder;
    tail = tail
      .then(() => print(html, pdf))
      .then(
        () => answer({ printed, problem: null }),
        (error: unknown) => answer({ printed, problem: messageOf(error) }),
      );
  };
}
