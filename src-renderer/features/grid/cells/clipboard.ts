// Puts text on the clipboard and says so. Both hosts allow a page of ours to write there, and nothing else.
import { showNote, showProblem } from '../../../ui/problem.ts';

/** `what` completes “Copied …”: `3 rows`, `the value`. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showNote(`Copied ${what}.`);
  } catch (error) {
    showProblem(error, `copy ${what}`);
  }
}
