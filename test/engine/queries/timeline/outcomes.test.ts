// Which outcomes count as refused or failed, as the logs say them.
import { expect, test } from 'vitest';
import { hasFailed } from '../../../../src-main/engine/queries/timeline/outcomes.ts';
import { openTestCase } from '../../support/case.ts';

test('refusals and failures are told from the rest', async () => {
  const open = await openTestCase();
  const said: [string | null, boolean | null][] = [
    ['Success', false],
    ['AccessDenied', true],
    ['NoSuchEntity', true],
    ['ACCEPT', false],
    ['REJECT', true],
    ['NODATA', false],
    ['200', false],
    ['302', false],
    ['404', true],
    ['503', true],
    ['NXDOMAIN', true],
    ['NOERROR', false],
    ['ALLOW', false],
    ['BLOCK', true],
    ['FAILURE', true],
    ['Audit Success', false],
    ['Audit Failure', true],
    ['info', false],
    ['err', true],
    ['severity 8', false],
    ['TLS alert 48', true],
    [null, false],
  ];
  await open.db.use(async (connection) => {
    for (const [outcome, failed] of said)
      expect(
        await connection.value(`SELECT ${hasFailed('o')} FROM (SELECT $1::VARCHAR AS o)`, { values: [outcome] }),
        String(outcome),
      ).toBe(failed);
  });
});
