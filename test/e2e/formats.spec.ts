// The page of log types: what columns mean, a definition written, mended and saved, a load by it, and files that are no definitions.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './support/accessible.ts';
import { loadFolder } from './support/shell.ts';
import { expect, test } from './support/small-case.ts';

test('columns are looked up, a definition is written and loaded by, another is not usable', async ({
  page,
  smallCase,
}) => {
  await expect(page.getByRole('tab', { name: 'CloudTrail events' })).toBeVisible();
  await page.keyboard.press('Alt+h');
  const events = page.getByRole('region', { name: 'CloudTrail events' });
  await events.getByLabel('Find a column').fill('assumed-role');
  await expect(events.getByRole('row', { name: /useridentity\.arn VARCHAR ARN of the caller/ })).toBeVisible();
  await expect(events.getByRole('status')).toHaveText(/^\d of \d+ columns$/);
  await expectAccessible(page, 'log types');
  await page.getByLabel('Find a log type').fill('aws flow');
  await page
    .getByRole('navigation', { name: 'Known log types' })
    .getByRole('button', { name: /VPC Flow/ })
    .click();
  await expect(page.getByRole('region', { name: 'VPC Flow Logs' }).getByText('Network interface;')).toBeVisible();

  await page.getByRole('button', { name: 'Write one…' }).click();
  const editor = page.getByRole('dialog', { name: 'A log type of your own' });
  const text = editor.getByLabel('Definition');
  await expect(text).toHaveValue(/"name": "myapp"/);
  const example = await text.inputValue();
  await text.fill(example.replace('"time": "event_time"', '"time": "event_tim"'));
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(editor.getByText('Did you mean “event_time”?')).toBeVisible();
  await editor.getByRole('button', { name: /^\/time \(line \d+\)$/ }).click();
  expect(
    await text.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd)),
  ).toBe('  "time": "event_tim",');
  await text.fill(example.replace('"alice",', '"bob",'));
  await editor.getByRole('button', { name: 'Check' }).click();
  await expect(editor.getByText('“bob” was expected, “alice” came.')).toBeVisible();
  await text.fill(example);
  await editor.getByRole('button', { name: 'Save' }).click();
  const own = page.getByRole('region', { name: 'Your own log types' });
  await expect(own.getByText('Used by the next load')).toBeVisible();

  const drafts = join(smallCase.folder, 'drafts');
  await mkdir(drafts);
  await writeFile(join(drafts, 'draft.json'), '{ "name": "draft" }');
  await page.getByRole('button', { name: 'Add a folder…' }).click();
  const picker = page.getByRole('dialog', { name: 'A folder of definitions' });
  await picker.getByLabel('Path').fill(`${drafts}/`);
  await picker.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('alert', { name: 'Not added' }).getByText('“title” is missing.')).toBeVisible();
  await expectAccessible(page, 'your own log types');

  const logs = join(smallCase.folder, 'app');
  await mkdir(logs);
  await writeFile(join(logs, 'app.log'), '[04/Mar/2025:06:06:07 +0100] WARN user=bob from=192.0.2.10 export\n');
  await loadFolder(page, logs);
  await expect(
    page.getByRole('navigation', { name: 'Tables' }).getByRole('button', { name: /My application 1/ }),
  ).toBeVisible();
  await page.keyboard.press('Alt+h');
  await expect(own.getByText('In use')).toBeVisible();
});
