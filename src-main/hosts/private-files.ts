// Whatever this process makes from now on is its user's alone to read: log archives hold what nobody else should see.

/** For the main thread of a process; worker threads share it. Windows has no such mask: there the folder's rights count. */
export function keepFilesPrivate(): void {
  process.umask(0o077);
}
