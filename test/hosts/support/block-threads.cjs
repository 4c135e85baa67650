// Preloaded into the program under test: blocks 12 threads of libuv's pool, as 12 running queries would, on pipes that
// nobody writes to, and says on standard error whether a file can still be looked at.
const { execFileSync } = require('node:child_process');
const { mkdtempSync, open, openSync, rmSync, stat } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const folder = mkdtempSync(path.join(tmpdir(), 'pugmark-pipes-'));
const pipes = Array.from({ length: 12 }, (_, n) => path.join(folder, String(n)));
execFileSync('mkfifo', pipes);

setTimeout(() => {
  for (const pipe of pipes) open(pipe, 'r', () => undefined);
  let said = 'starved';
  stat(folder, () => {
    said = 'served';
  });
  setTimeout(() => {
    console.error(`threads: ${said}`);
    for (const pipe of pipes) openSync(pipe, 'r+');
    rmSync(folder, { recursive: true });
  }, 500);
}, 1000);
