// Where a Chromium is that the browser specs can drive; null leaves it to Playwright's own.
import { existsSync } from 'node:fs';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** `PUGMARK_CHROMIUM` wins; then the places where systems put one. */
export function findChromium(): string | null {
  const chosen = process.env.PUGMARK_CHROMIUM;
  if (chosen) return chosen;
  return usual.find((path) => existsSync(path)) ?? null;
}
