// A case handed on as one sealed file, and taken in: by keyboard.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './support/accessible.ts';
import { expectRows } from './support/grid-case.ts';
import { closeCase, expectCase } from './support/shell.ts';
import { expect, test } from './support/small-case.ts';

test('a case is sealed, told with its hash, and opens from the start screen with its passphrase', async ({
  page,
  smallCase,
}) => {
  const there = join(smallCase.folder, 'there');
  await mkdir(there);
  await expectRows(page, new RegExp(`^${smallCase.rows} rows`));
  await page.keyboard.press('Control+k');
  await page.keyboard.type('hand this case');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Hand on “small”' });
  await expect(dialog.getByLabel('File', { exact: true })).toHaveValue(join(smallCase.folder, 'small.zip'));
  await dialog.getByLabel('Seal with a passphrase').press(' ');
  await expect(dialog.getByLabel('File', { exact: true })).toHaveValue(join(smallCase.folder, 'small.zip.age'));
  await dialog.getByLabel('Passphrase', { exact: true }).fill('four or more words');
  await dialog.getByLabel('The same again').fill('four');
  await expect(dialog.getByText('It differs.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Pack and seal' })).toBeDisabled();
  await dialog.getByLabel('The same again').fill('four or more words');
  await expectAccessible(page, 'the form of an archive');
  await dialog.getByLabel('The same again').press('Enter');
  await expect(dialog.getByText(/sealed/)).toBeVisible();
  await expectAccessible(page, 'the hash of an archive');
  const bytes = await readFile(join(smallCase.folder, 'small.zip.age'));
  expect(bytes.toString('latin1', 0, 21)).toBe('age-encryption.org/v1');
  await page.keyboard.press('Escape');
  await expectRows(page, new RegExp(`^${smallCase.rows} rows`));

  await closeCase(page);
  await page.getByRole('button', { name: 'Open an archive…' }).click();
  await page.getByLabel('Path', { exact: true }).fill(join(smallCase.folder, 'small.zip.age'));
  await page.keyboard.press('Enter');
  const opening = page.getByRole('dialog', { name: 'Open the archive of a case' });
  await opening.getByLabel('Folder for the case').fill(there);
  await opening.getByLabel('Passphrase', { exact: true }).fill('something else');
  await opening.getByLabel('Passphrase', { exact: true }).press('Enter');
  await expect(opening.getByRole('alert')).toContainText('The passphrase does not open this archive.');
  await expectAccessible(page, 'the passphrase of an archive');
  await opening.getByLabel('Passphrase', { exact: true }).fill('four or more words');
  await opening.getByLabel('Passphrase', { exact: true }).press('Enter');
  await expectCase(page, 'small');
  await expectRows(page, new RegExp(`^${smallCase.rows} rows`));
  await expect(page.getByText(/files are as the archive says/)).toBeVisible();
});

test.describe('when it is no archive', () => {
  test.use({ expectedErrors: /Could not open this archive/ });
  test('a file that is none says so, and what to do', async ({ page, smallCase }) => {
    const path = join(smallCase.folder, 'notes.txt');
    await writeFile(path, 'hello');
    await closeCase(page);
    await page.getByRole('button', { name: 'Open an archive…' }).click();
    await page.getByLabel('Path', { exact: true }).fill(path);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('neither a zip nor an age file');
  });
});
