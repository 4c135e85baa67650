// Puts text on the clipboard, also where the page has no clipboard permission (Electron denies all of them).
import { showNote, showProblem } from '../../../ui/problem.ts';

/** `what` completes “Copied …”: `3 rows`, `the value`. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    if (!copyByCommand(text)) return showProblem(error, `copy ${what}`);
  }
  showNote(`Copied ${what}.`);
}

function copyByCommand(text: string): boolean {
  let done = false;
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    done = true;
  };
  document.addEventListener('copy', onCopy, { capture: true, once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', onCopy, { capture: true });
  return done;
}
