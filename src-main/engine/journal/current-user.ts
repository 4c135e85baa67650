// Who works here, as the operating system has it.
import { userInfo } from 'node:os';

/** Operating-system user, or `unknown` where the system has no name for it. */
export function currentUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown'; // Containers run as a uid without a passwd entry; the journal still needs a word.
  }
}
