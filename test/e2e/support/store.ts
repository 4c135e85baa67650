// A real S3 server for the browser specs, one for all of a file, with small trails in it; and the steps through the screens
// that acquire from it.
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, type Page } from '@playwright/test';
import { openTestClient } from '../../support/s3/client.ts';
import { type RgwKeys, type RgwServer, startRgw } from '../../support/s3/rgw.ts';
import { test as base } from './fixtures.ts';
import { trail } from './logs.ts';

export const test = base.extend<object, { store: RgwServer }>({
  store: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures' object pattern
    async ({}, use) => {
      const store = await startRgw({ sts: true });
      if ('unavailable' in store) throw new Error(store.unavailable);
      await use(store);
      await store.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});
export { expect };

/** Key of a log of CloudTrail (or of `service`), delivered on a day of March 2026. */
export function logKey(account: string, region: string, day: number, service = 'CloudTrail'): string {
  const two = String(day).padStart(2, '0');
  return `AWSLogs/${account}/${service}/${region}/2026/03/${two}/${account}_${service}_${region}_202603${two}T1015Z_x.json.gz`;
}

/** Two accounts, two regions, three days: 12 logs of 10 events each, and a digest and a flow log beside them. */
export function smallTrail(): Record<string, Buffer> {
  const objects: Record<string, Buffer> = {};
  let n = 0;
  for (const account of ['111122223333', '444455556666'])
    for (const region of ['eu-west-1', 'us-east-1'])
      for (const day of [1, 2, 3]) objects[logKey(account, region, day)] = trail(10 * n++, 10);
  objects[logKey('111122223333', 'eu-west-1', 1, 'CloudTrail-Digest')] = trail(0, 1);
  objects[logKey('111122223333', 'eu-west-1', 1, 'vpcflowlogs')] = trail(0, 1);
  return objects;
}

export async function fillBucket(store: RgwServer, bucket: string, objects: Record<string, Buffer>): Promise<void> {
  const client = openTestClient(store.endpoint, store);
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  await Promise.all(
    Object.entries(objects).map(([Key, Body]) => client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }))),
  );
  client.destroy();
}

/** A step of the tab in front. */
export const step = (page: Page, name: string) =>
  page.locator('section[data-active]').getByRole('region', { name, exact: true });

/** Fills in keys and a store, in the form that is shown, and signs in. */
export async function signIn(page: Page, keys: RgwKeys, endpoint: string): Promise<void> {
  const form = page.locator('section[data-active]').getByRole('form', { name: 'Sign in to AWS' });
  await form.getByRole('radiogroup', { name: 'Sign in with' }).getByText('Keys').click();
  await form.getByLabel('Access key id').fill(keys.accessKeyId);
  await form.getByLabel('Secret access key').fill(keys.secretAccessKey);
  await form.getByRole('radiogroup', { name: 'Store' }).getByText('S3-compatible store').click();
  await form.getByLabel('Address of the store').fill(endpoint);
  await form.getByRole('button', { name: /^Sign in/ }).click();
}

export async function openBucket(page: Page, address: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Bucket or address' }).fill(address);
  await page.keyboard.press('Enter');
}

/** From a bucket that is shown to what acquiring all of its CloudTrail logs would take. */
export async function listAll(page: Page): Promise<void> {
  await step(page, 'Bucket').getByRole('button', { name: 'Use this folder' }).click();
  await step(page, 'Scope').getByRole('button', { name: 'List what is there' }).click();
  await expect(step(page, 'Preview').getByRole('region', { name: 'What it takes' })).toBeVisible();
}

export async function acquire(page: Page): Promise<void> {
  await step(page, 'Preview')
    .getByRole('button', { name: /^Acquire / })
    .click();
}

/** Waits for the offer that stands at the end, and takes it. */
export async function openGridOfIt(page: Page): Promise<void> {
  await step(page, 'Acquire')
    .getByRole('button', { name: /^Open the grid/ })
    .click();
}
