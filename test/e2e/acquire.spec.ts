// Acquiring as a user meets it, against a real S3 server: connect, scope, preview, acquire, grid; what is refused and why; a
// token that expires halfway; the keyboard alone.
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Page } from '@playwright/test';
import { startFakeCloudTrail, testLogin } from '../support/cloudtrail/fake-cloudtrail.ts';
import { makeRecords } from '../support/cloudtrail/records.ts';
import { openTestClient } from '../support/s3/client.ts';
import { startFaultProxy } from '../support/s3/fault-proxy.ts';
import { findRgw } from '../support/s3/find-rgw.ts';
import { expectAccessible } from './support/accessible.ts';
import { trail } from './support/logs.ts';
import { mfaCode, startMfaDoor } from './support/mfa-door.ts';
import { closeCase, createCase, readAccount } from './support/shell.ts';
import {
  acquire,
  expect,
  fillBucket,
  listAll,
  logKey,
  openBucket,
  openGridOfIt,
  signIn,
  smallTrail,
  step,
  test,
} from './support/store.ts';

const missing = await findRgw();
test.skip(missing !== null, `NOT TESTED: ${missing?.unavailable}`);

let dir: string;
const own = ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_EC2_METADATA_DISABLED'] as const;
const before = own.map((name) => [name, process.env[name]] as const);
test.beforeEach(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), 'pugmark-acquire-')));
  // Hosts take over this environment; nobody's own profiles are to be seen.
  process.env.AWS_CONFIG_FILE = join(dir, 'aws-config');
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(dir, 'aws-credentials');
  process.env.AWS_EC2_METADATA_DISABLED = 'true';
});
test.afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});
test.afterAll(() => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

const strip = (page: Page) => page.getByRole('region', { name: 'Acquisition', exact: true });
const tables = (page: Page) => page.getByRole('navigation', { name: 'Tables' });
const rowsOf = (page: Page, table: RegExp) => tables(page).getByRole('button', { name: table }).first();

test('from a bucket to the grid: what was chosen, what it takes, and every object accounted for', async ({
  page,
  store,
}) => {
  await fillBucket(store, 'whole-walk', smallTrail());
  const folder = await createCase(page, dir, 'Acme');
  await page.getByRole('button', { name: 'More ways to get logs' }).click();
  await page.getByRole('menuitem', { name: /^Acquire from S3/ }).click();
  await signIn(page, store, store.endpoint);
  await expect(step(page, 'Connect')).toContainText(store.endpoint);

  const bucket = page.getByRole('combobox', { name: 'Bucket or address' });
  await bucket.click();
  await page.getByRole('option', { name: 'whole-walk' }).click();
  await page.getByRole('option', { name: /AWSLogs/ }).dblclick();
  await expect(page.getByRole('option')).toHaveText([/^111122223333account/, /^444455556666account/]);
  await expectAccessible(page, 'acquire: bucket');
  await page
    .getByRole('navigation', { name: 'Place in the bucket' })
    .getByRole('button', { name: 'whole-walk' })
    .click();
  await step(page, 'Bucket').getByRole('button', { name: 'Use this folder' }).click();

  const scope = step(page, 'Scope');
  await expect(scope.getByRole('checkbox', { name: /^CloudTrail events/ })).toBeChecked();
  await expect(scope.getByRole('checkbox', { name: /^vpcflowlogs/ })).not.toBeChecked();
  await scope.getByRole('checkbox', { name: 'us-east-1' }).click();
  await scope.getByRole('checkbox', { name: /^CloudTrail-Digest/ }).click();
  await scope.getByLabel('Events from (UTC)').fill('2026-03-01');
  await scope.getByLabel('Events through (UTC)').fill('2026-03-01');
  await expect(scope.getByLabel('What this means')).toContainText('of CloudTrail in region eu-west-1');
  await expect(scope.getByLabel('What this means')).toContainText('delivered from 2026-03-01 to 2026-03-02');
  await expectAccessible(page, 'acquire: scope');
  await scope.getByRole('button', { name: 'List what is there' }).click();

  // Two accounts, one region, the day and the day after.
  const takes = step(page, 'Preview').getByRole('region', { name: 'What it takes' });
  await expect(takes).toContainText('4objects to get');
  await expect(takes).toContainText('2026-03-01 – 2026-03-02days of delivery');
  await expect(step(page, 'Preview').getByRole('row', { name: /^111122223333 CloudTrail eu-west-1 2 / })).toBeVisible();
  await expect(rowsOf(page, /^Acquired objects/)).toContainText('0');
  await expectAccessible(page, 'acquire: preview');
  await acquire(page);
  await expect(step(page, 'Acquire').getByText('adds up')).toBeVisible();
  await expectAccessible(page, 'acquire: done');
  expect(await readAccount(page)).toEqual({
    'objects wanted': 4,
    acquired: 4,
    'had before': 0,
    'left out': 0,
    failed: 0,
  });
  await expect(strip(page)).toContainText('4 objects');
  await expect(strip(page)).toContainText('40 rows loaded');

  const kept = logKey('444455556666', 'eu-west-1', 2);
  const copy = await readFile(join(folder, 'evidence', 's3', 'whole-walk', ...kept.split('/')));
  expect(copy.equals(smallTrail()[kept]!)).toBe(true);
  const remembered = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  expect(remembered).toContain(store.endpoint);
  for (const secret of [store.accessKeyId, store.secretAccessKey]) expect(remembered).not.toContain(secret);

  await openGridOfIt(page);
  await expect(page.getByRole('region', { name: /^Rows of/ }).getByText(/^40 rows/)).toBeVisible();
  await page.keyboard.press('Alt+e');
  await expect(page.getByRole('navigation', { name: 'Loads and acquisitions' }).getByRole('button')).toHaveText([
    /^Acquisition 1Done.*4 objects .*all acquired$/,
    /^Load 1Done.*4 files, all loaded · 40 rows$/,
  ]);
  await page.getByRole('button', { name: '4 acquired' }).click();
  await expect(page.getByRole('region', { name: /^Rows of/ }).getByText(/^4 of 4 rows/)).toBeVisible();
});

test('a refusal says what it is and what to do next', async ({ page, store }) => {
  await writeFile(join(dir, 'aws-config'), ssoProfile);
  await fillBucket(store, 'not-for-everybody', { 'AWSLogs/x': Buffer.from('x') });
  const stranger = await store.createUser('stranger');
  await createCase(page, dir, 'Refused');
  await page.keyboard.press('Alt+a');
  const connect = step(page, 'Connect');
  const profile = page.getByRole('combobox', { name: 'Profile' });
  await expect(profile).toBeFocused();
  await page.keyboard.type('foren');
  await expect(page.getByRole('option')).toHaveText([/^forensicssso · eu-central-1$/]);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option')).toHaveAttribute('data-combobox-selected', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(connect.getByRole('alert')).toContainText('the SSO sign-in has expired, or there is none yet');
  await expect(connect.locator('code')).toHaveText('aws sso login --profile forensics');
  await expect(connect.getByRole('button', { name: 'Copy the command' })).toBeVisible();

  await signIn(page, stranger, store.endpoint);
  await openBucket(
    page,
    'https://s3.console.aws.amazon.com/s3/buckets/not-for-everybody?region=eu-west-1&prefix=AWSLogs/',
  );
  await expect(page.getByRole('combobox', { name: 'Bucket or address' })).toHaveValue(
    's3://not-for-everybody/AWSLogs/',
  );
  const bucket = step(page, 'Bucket');
  await expect(bucket.getByRole('alert')).toContainText('a policy does not allow it');
  await expect(bucket.getByRole('alert')).toContainText('Ask the owner to allow');
  await bucket.getByRole('button', { name: 'Check access' }).click();
  const list = bucket.getByRole('listitem').filter({ hasText: 'List objects' });
  await expect(list.getByRole('img', { name: 'refused' })).toBeVisible();
  await expect(list).toContainText('Ask the owner to allow');
  await expect(
    bucket.getByRole('listitem').filter({ hasText: 'Decrypt' }).getByRole('img', { name: 'not known' }),
  ).toBeVisible();

  await openBucket(page, 's3://no-such-bucket-here');
  await expect(bucket.getByRole('alert')).toContainText('there is no bucket named no-such-bucket-here');
  await openBucket(page, 'not a bucket');
  await expect(bucket.getByText('Type a bucket, s3://bucket/folder, an ARN')).toBeVisible();
});

test('a token that expires halfway is renewed in place, over a reload, and nothing is fetched twice', async ({
  page,
  store,
}) => {
  const objects = smallTrail();
  await fillBucket(store, 'expiring', objects);
  const keys = Object.keys(objects).filter((key) => key.includes('/CloudTrail/'));
  const fetched = new Map<string, number>();
  let served = 0;
  let goodFor = 3;
  const proxy = await startFaultProxy(store.endpoint, ({ method, url }) => {
    const path = decodeURIComponent(url.split('?')[0]!);
    if (method !== 'GET' || !path.endsWith('.json.gz')) return null;
    if (served >= goodFor) return { kind: 'ExpiredToken' };
    served++;
    fetched.set(path, (fetched.get(path) ?? 0) + 1);
    return null;
  });
  await createCase(page, dir, 'Expired');
  await page.keyboard.press('Alt+a');
  await signIn(page, store, proxy.endpoint);
  await openBucket(page, 'expiring');
  await listAll(page);
  await acquire(page);
  const notice = page.getByRole('alert', { name: 'It waits for a login' });
  await expect(notice).toContainText('the temporary credentials have expired');
  await expect(strip(page)).toContainText('Waiting for you');
  await page.waitForTimeout(700); // the open tabs are remembered a moment after they change
  await page.reload();
  await strip(page).getByRole('button', { name: 'See what it needs' }).click();

  // Stopped and taken up again it stands where it stood: at the same question.
  const running = step(page, 'Acquire');
  await running.getByRole('button', { name: 'Cancel' }).click();
  await expect(running.getByText('not finished')).toBeVisible();
  await running.getByRole('button', { name: 'Go on where it stood' }).click();

  await notice.getByRole('button', { name: 'Sign in anew…' }).click();
  goodFor += 4;
  await signIn(page, store, proxy.endpoint);
  await expect(running.getByRole('region', { name: 'Progress' })).toContainText('7 of 13');

  // What ended it the second time is mended elsewhere, as by `aws sso login`: the same login will do.
  await expect(notice).toBeVisible();
  goodFor = Number.POSITIVE_INFINITY;
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(step(page, 'Acquire').getByText('adds up')).toBeVisible();
  expect(await readAccount(page)).toMatchObject({ 'objects wanted': 13, acquired: 13, failed: 0 });
  await expect(rowsOf(page, /^CloudTrail events/)).toContainText('120');
  expect(keys.map((key) => fetched.get(`/expiring/${key}`))).toEqual(keys.map(() => 1));
  await proxy.stop();
});

test('with the keyboard alone', async ({ page, store }) => {
  await fillBucket(store, 'by-keyboard', smallTrail());
  await createCase(page, dir, 'Keys');
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await page.keyboard.press('Alt+a');
  // Without profiles the ways to sign in come first.
  const ways = page.getByRole('radiogroup', { name: 'Sign in with' });
  await expect(ways.getByRole('radio', { name: 'Profile' })).toBeFocused();
  await press('ArrowRight', 'ArrowRight', 'Tab');
  await page.keyboard.type(store.accessKeyId);
  await press('Tab');
  await page.keyboard.type(store.secretAccessKey);
  await press('Tab', 'Tab', 'ArrowRight', 'Tab', 'Tab');
  await page.keyboard.type(store.endpoint);
  await press('Enter');
  const bucket = page.getByRole('combobox', { name: 'Bucket or address' });
  await expect(bucket).toBeFocused();
  await page.keyboard.type('by-key');
  await expect(page.getByRole('option')).toHaveText(['by-keyboard']);
  await press('ArrowDown', 'Enter');
  const list = page.getByRole('listbox', { name: 'Folders and objects' });
  await expect(list).toBeFocused();
  await expect(list.getByRole('option')).toHaveText([/^AWSLogs/]);
  await press('Enter');
  await expect(list.getByRole('option')).toHaveCount(2);
  await press('ArrowDown', 'Enter');
  await expect(list.getByRole('option')).toHaveText([/^CloudTrailevents/]);
  await press('Backspace');
  await expect(list.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
  await press('Backspace');
  await expect(list.getByRole('option')).toHaveText([/^AWSLogs/]);
  await press('Control+Enter');

  const scope = step(page, 'Scope');
  await expect(scope.getByRole('radio', { name: 'Account, region and day' })).toBeFocused();
  const account = scope.getByRole('checkbox', { name: '111122223333', exact: true });
  for (let tabs = 0; tabs < 20 && !(await account.evaluate((one) => one === document.activeElement)); tabs++)
    await press('Tab');
  await expect(account).toBeFocused();
  await press('Space', 'ArrowRight', 'ArrowRight', 'Space');
  await expect(account).not.toBeChecked();
  await expect(scope.getByRole('checkbox', { name: 'us-east-1' })).not.toBeChecked();
  await press('Control+Enter');
  const go = step(page, 'Preview').getByRole('button', { name: 'Acquire 3 objects' });
  await expect(go).toBeFocused();
  await press('Enter');
  const grid = step(page, 'Acquire').getByRole('button', { name: /^Open the grid/ });
  await expect(grid).toBeFocused();
  await press('Enter');
  await expect(page.getByRole('region', { name: /^Rows of/ }).getByText(/^30 rows/)).toBeVisible();
});

test('what is new since is taken later, in a case opened again, with a role behind an MFA code', async ({
  page,
  store,
}) => {
  await fillBucket(store, 'follow-up', smallTrail());
  const analyst = await store.createUser('analyst');
  const role = await store.createRole('Forensics', 'analyst', everything);
  const sts = await startMfaDoor(store.endpoint, analyst);
  await createCase(page, dir, 'Follow');
  await page.keyboard.press('Alt+a');
  const connect = step(page, 'Connect');
  await connect.getByRole('button', { name: /^Assume roles/ }).click();
  await connect.getByRole('button', { name: 'Add a role' }).click();
  await connect.getByLabel('ARN of role 1').fill(role);
  await connect.getByLabel('MFA device of role 1').fill('arn:aws:iam::111122223333:mfa/analyst');
  await connect.getByLabel('Token service (STS)').fill(sts.endpoint);
  await signIn(page, analyst, store.endpoint);
  const code = page.getByRole('textbox', { name: 'MFA code' });
  await expect(code).toBeFocused();
  await expect(connect).toContainText('arn:aws:iam::111122223333:mfa/analyst');
  await page.keyboard.type('000000');
  await page.keyboard.press('Enter');
  await expect(connect.getByRole('alert')).toContainText('the MFA code was not accepted');
  await code.fill(mfaCode);
  await page.keyboard.press('Enter');
  await openBucket(page, 'follow-up');
  await listAll(page);
  await acquire(page);
  await expect(step(page, 'Acquire').getByText('adds up')).toBeVisible();
  await closeCase(page);

  const client = openTestClient(store.endpoint, store);
  const Key = logKey('111122223333', 'eu-west-1', 9);
  await client.send(new PutObjectCommand({ Bucket: 'follow-up', Key, Body: trail(500, 7) }));
  client.destroy();
  await page.getByRole('button', { name: /^Follow/ }).click();
  await page.keyboard.press('Alt+e');
  await page.getByRole('button', { name: 'Check for new' }).click();
  await expect(page.getByRole('region', { name: 'Sign in to go on' }).getByLabel('ARN of role 1')).toHaveValue(role);
  await signIn(page, analyst, store.endpoint);
  await code.fill(mfaCode);
  await page.keyboard.press('Enter');
  const preview = step(page, 'Preview');
  await expect(preview.getByText('13 objects are in the case already')).toBeVisible();
  await preview.getByRole('button', { name: 'Acquire 1 object' }).click();
  await expect(step(page, 'Acquire').getByText('adds up')).toBeVisible();
  expect(await readAccount(page)).toMatchObject({ 'objects wanted': 14, acquired: 1, 'had before': 13 });
  await expect(rowsOf(page, /^CloudTrail events/)).toContainText('127');
  await sts.stop();
});

test('the event history of an account, region by region', async ({ page }) => {
  const from = Date.now() - 5 * 86_400_000;
  const fake = await startFakeCloudTrail({
    regions: {
      'us-east-1': makeRecords(60, { from, region: 'us-east-1' }),
      'eu-west-1': makeRecords(15, { from, region: 'eu-west-1' }),
    },
    off: ['af-south-1'],
  });
  // Without a case one is made first.
  await expect(page.getByRole('button', { name: 'Acquire from S3…' })).toBeVisible();
  await page.keyboard.press('Alt+c');
  const dialog = page.getByRole('dialog', { name: 'New case' });
  await expect(dialog).toContainText('What you acquire from the CloudTrail API will be kept in it');
  await dialog.getByLabel('Name').fill('History');
  await dialog.getByLabel('Folder').fill(dir);
  await page.keyboard.press('Enter');
  const connect = step(page, 'Connect');
  await connect.getByRole('radiogroup', { name: 'Sign in with' }).getByText('Keys').click();
  await connect.getByLabel('Access key id').fill(testLogin.accessKeyId);
  await connect.getByLabel('Secret access key').fill(testLogin.secretAccessKey);
  await connect.getByRole('button', { name: /^Assume roles/ }).click();
  await connect.getByLabel('Token service (STS)').fill(fake.endpoint);
  await connect.getByLabel('CloudTrail API').fill(fake.endpoint);
  await connect.getByRole('button', { name: 'Sign in', exact: true }).click();

  const scope = step(page, 'Scope');
  await scope.getByRole('radiogroup', { name: 'Regions' }).getByText('Chosen ones').click();
  for (const region of ['eu-west-1', 'af-south-1']) await scope.getByRole('checkbox', { name: region }).click();
  await scope.getByRole('textbox', { name: 'Days' }).fill('91');
  await expect(scope.getByRole('status')).toHaveText('A number of days from 1 to 90.');
  await expect(scope.getByRole('button', { name: 'Acquire' })).toBeDisabled();
  await scope.getByRole('textbox', { name: 'Days' }).fill('30');
  await expect(scope.getByLabel('What this means')).toContainText(
    'Management events of regions us-east-1, af-south-1, eu-west-1',
  );
  await scope.getByRole('button', { name: 'Acquire' }).click();

  const regions = step(page, 'Acquire').getByRole('table', { name: 'Regions' });
  await expect(regions.getByRole('row', { name: /^us-east-1 done .* 60 2 / })).toBeVisible();
  await expect(regions.getByRole('row', { name: /^eu-west-1 done .* 15 1 / })).toBeVisible();
  await expect(regions.getByRole('row', { name: /^af-south-1 not switched on/ })).toContainText(
    'not switched on for this account',
  );
  await openGridOfIt(page);
  await expect(page.getByRole('region', { name: /^Rows of/ }).getByText(/^75 rows/)).toBeVisible();
  await fake.stop();
});

const ssoProfile = `[profile forensics]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Audit
region = eu-central-1

[sso-session corp]
sso_start_url = https://corp.example.org/start
sso_region = eu-central-1
`;
const everything = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['s3:*'], Resource: ['arn:aws:s3:::*'] }],
};
