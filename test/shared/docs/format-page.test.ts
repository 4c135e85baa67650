// The pages under docs/formats are what the definitions say today. `npm run docs` writes them.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeFormatPage } from '../../../shared/docs/format-page.ts';
import { formats } from '../../../shared/formats/registry.ts';

const folder = join(import.meta.dirname, '../../../docs/formats');

if (process.env.PUGMARK_WRITE_DOCS) {
  mkdirSync(folder, { recursive: true });
  for (const format of formats) writeFileSync(join(folder, `${format.name}.md`), writeFormatPage(format));
}

test.each(formats.map((format) => [format.name, format] as const))('docs/formats/%s.md is current', (name, format) => {
  expect(readFileSync(join(folder, `${name}.md`), 'utf8')).toBe(writeFormatPage(format));
});

test('no page is left of a format that is gone', () => {
  expect(readdirSync(folder).sort()).toEqual(formats.map((format) => `${format.name}.md`).sort());
});
