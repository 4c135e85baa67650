// The page of indicators: a list from a file and a pasted one, what was found with the way to its rows, what was not
// understood, and the network of an address.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './support/accessible.ts';
import { expectRows } from './support/grid-case.ts';
import { expect, test } from './support/small-case.ts';

test('a list is added, looked for, and leads to the rows; another is pasted and removed', async ({
  page,
  smallCase,
}) => {
  const file = join(smallCase.folder, 'bad-addresses.txt');
  await writeFile(
    file,
    '# from the client\n203.0.113[.]0/24 # the attacker\nhxxp://nowhere.example/x\nwhat is this\n203.0.113.0/24\n',
  );
  await expect(page.getByRole('tab', { name: 'CloudTrail events' })).toBeVisible();
  await page.keyboard.press('Alt+y');
  await expect(page.getByRole('heading', { name: 'No list is in this case' })).toBeVisible();
  await expectAccessible(page, 'indicators, none');

  await page.getByRole('button', { name: 'Add a list…' }).click();
  const picker = page.getByRole('dialog', { name: 'A list of indicators' });
  await picker.getByLabel('Path').fill(file);
  await picker.getByRole('button', { name: 'Use this list' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a list' });
  await expect(dialog.getByLabel('Name')).toHaveValue('bad-addresses');
  await expect(dialog.getByRole('combobox', { name: 'Level of a hit' })).toHaveValue('High');
  await page.keyboard.press('Enter');

  const list = page.getByRole('region', { name: 'bad-addresses' });
  const rows = list.getByRole('button', { name: /^\d+ rows of CloudTrail events with 203\.0\.113\.0\/24$/ });
  await expect(rows).toBeVisible();
  await expect(list.getByText('the attacker')).toBeVisible();
  await expectAccessible(page, 'indicators, found');
  await list.getByText('Not understood (1)').click();
  await expect(list.getByRole('row', { name: /line 4 what is this/ })).toBeVisible();
  await list.getByText('Repeated (1)').click();
  await expect(list.getByRole('row', { name: /line 5 203\.0\.113\.0\/24 It stands in line 2 already/ })).toBeVisible();

  await page.getByRole('button', { name: 'Paste a list…' }).click();
  await page.getByRole('textbox', { name: 'Indicators' }).fill('198.51.100.77');
  await page.getByRole('textbox', { name: 'Name' }).fill('Tor exits');
  await expect(page.getByRole('combobox', { name: 'Level of a hit' })).toHaveValue('Low');
  await page.getByRole('button', { name: 'Add the list' }).click();
  await expect(page.getByRole('region', { name: 'Tor exits' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove Tor exits' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Tor exits' })).toBeHidden();

  const name = (await rows.getAttribute('aria-label'))!;
  await rows.click();
  await expectRows(page, `${/^\d+/.exec(name)![0]} of ${smallCase.rows} rows`);
});

test('the page of an address says its network, from files on this machine, and the lists it is on', async ({
  page,
  smallCase,
}) => {
  const ranges = join(smallCase.folder, 'ip-ranges.json');
  const prefix = { ip_prefix: '3.5.140.0/22', region: 'ap-northeast-2', service: 'S3' };
  await writeFile(ranges, JSON.stringify({ createDate: '2026-05-04-03-02-01', prefixes: [prefix], ipv6_prefixes: [] }));
  await expect(page.getByRole('tab', { name: 'CloudTrail events' })).toBeVisible();
  await page.keyboard.press('Alt+y');
  await page.getByRole('button', { name: 'Use a file of your own…' }).click();
  const picker = page.getByRole('dialog', { name: /^An MMDB database/ });
  await picker.getByLabel('Path').fill(ranges);
  await picker.getByRole('button', { name: 'Use this' }).click();
  const databases = page.getByRole('region', { name: 'Databases of networks' });
  await expect(databases.getByRole('listitem')).toHaveText([
    /^AWS’s ip-ranges\.json, of 2026-05-04/,
    /^Country of registration .*CC BY 4\.0/,
    /^Announcing network .*CC BY 4\.0.*db-ip\.com/,
  ]);
  await page.getByRole('button', { name: 'Paste a list…' }).click();
  await page.getByRole('textbox', { name: 'Indicators' }).fill('198.51.100.0/24\n3.5.140.2\n8.8.8.8');
  await page.getByRole('textbox', { name: 'Name' }).fill('VPN providers');
  await page.getByRole('button', { name: 'Add the list' }).click();
  const list = page.getByRole('region', { name: 'VPN providers' });
  await list.getByText('All (3)').click();
  await expect(list.getByRole('row', { name: /^3\.5\.140\.2 .*AS16509.* · S3 in ap-northeast-2/ })).toBeVisible();

  await page.keyboard.press('Alt+i');
  const box = page.getByRole('combobox', { name: /^A key, a principal/ });
  await box.fill('198.51.100.66');
  await expect(page.getByRole('option').first()).toContainText('198.51.100.66');
  await box.press('Enter');
  const network = page.getByRole('region', { name: 'Network of the address' });
  await expect(network).toContainText('An address for documentation.');
  await expect(network).toContainText('On the list VPN providers (low), as 198.51.100.0/24.');
  await expectAccessible(page, 'an address with its network');
});
