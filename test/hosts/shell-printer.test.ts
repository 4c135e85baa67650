// The engine asks the shell to print, and hears how it went: one order after the other, each with its own answer.
import { expect, it } from 'vitest';
import {
  answerPrints,
  createShellPrinter,
  type PrintOrder,
  type ShellPrinter,
} from '../../src-main/hosts/shell-printer.ts';

/** Both sides, with `print` for the shell's browser engine. */
function connect(print: (html: string, pdf: string) => Promise<void>) {
  const orders: PrintOrder[] = [];
  const printer: ShellPrinter = createShellPrinter((order) => {
    orders.push(order);
    queueMicrotask(() => shell(order));
  });
  const shell = answerPrints(print, (answer) => expect(printer.receive(answer)).toBe(true));
  return { printer, orders };
}
const never = new AbortController().signal;

it('prints what is asked for, one after the other, and a failure is that of its own order', async () => {
  const begun: string[] = [];
  let running = 0;
  const { printer } = connect(async (html) => {
    expect(++running).toBe(1);
    begun.push(html);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running--;
    if (html === 'b') throw new Error('no paper');
  });
  const ended = await Promise.allSettled(['a', 'b', 'c'].map((html) => printer.printPdf(html, `${html}.pdf`, never)));
  expect(begun).toEqual(['a', 'b', 'c']);
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((ended[1] as PromiseRejectedResult).reason).toMatchObject({ message: 'no paper' });
});

it('ends at once when it is cancelled, and lets other messages pass', async () => {
  const { printer, orders } = connect(() => new Promise(() => undefined));
  const abort = new AbortController();
  const printing = printer.printPdf('a', 'a.pdf', abort.signal);
  abort.abort();
  await expect(printing).rejects.toThrow('Cancelled');
  expect(orders).toHaveLength(1);
  expect([
    printer.receive('close'),
    printer.receive({ other: 1 }),
    printer.receive({ printed: 99, problem: null }),
  ]).toEqual([false, false, true]);
});
