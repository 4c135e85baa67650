import { describe, expect, test } from 'vitest';
import type { EventKind, LoadedKinds } from '../../../shared/coverage/kinds.ts';
import { listUnanswered } from '../../../shared/coverage/questions.ts';

const kind = (
  category: string | null,
  source: string,
  readOnly: boolean | null,
  account = '111122223333',
): EventKind => ({
  account,
  category,
  source,
  readOnly,
  events: 3,
  first: null,
  last: null,
});
const loaded = (events: EventKind[], rest: Partial<LoadedKinds> = {}): LoadedKinds => ({
  events,
  answers: ['digests', 'insights', 'flow-logs'].map((question) => ({ question, title: question })),
  ...rest,
});
const everything = [
  kind('Management', 'iam.amazonaws.com', true),
  kind('Management', 'kms.amazonaws.com', false),
  kind('Data', 's3.amazonaws.com', true),
  kind('Data', 's3.amazonaws.com', false),
  kind('Data', 'lambda.amazonaws.com', false),
  kind('Data', 'dynamodb.amazonaws.com', true),
  kind('NetworkActivity', 'ec2.amazonaws.com', true),
];
const ids = (kinds: LoadedKinds, about = {}) => listUnanswered(kinds, about).map(({ id }) => id);
const sentenceOf = (kinds: LoadedKinds, id: string, about = {}) =>
  listUnanswered(kinds, about).find((one) => one.id === id)?.sentence;

describe('what the logs cannot answer', () => {
  test('is nothing where every kind is loaded', () => {
    expect(listUnanswered(loaded(everything))).toEqual([]);
  });

  test.each([
    [0, ['management-reads']],
    [1, ['management-writes', 'kms']],
    [2, ['s3-reads']],
    [3, ['s3-writes']],
    [4, ['lambda']],
    [5, ['dynamodb']],
    [6, ['network-activity']],
  ])('is told of each kind that is missing (%i)', (without, told) => {
    expect(ids(loaded(everything.filter((_, i) => i !== without)))).toEqual(told);
  });

  test('is told in a sentence of its own where only one direction of data events is missing', () => {
    const noS3 = everything.filter(({ source }) => source !== 's3.amazonaws.com');
    expect(sentenceOf(loaded(noS3), 's3-reads')).toBe(
      'No S3 data events are loaded, so object reads cannot be ruled out.',
    );
    expect(sentenceOf(loaded(everything.filter((_, i) => i !== 2)), 's3-reads')).toBe(
      'No S3 data events that read are loaded, so object reads cannot be ruled out.',
    );
  });

  test('is told for one account from its own events only', () => {
    const other = kind('Management', 'iam.amazonaws.com', true, '222233334444');
    const kinds = loaded([...everything, other]);
    expect(sentenceOf(kinds, 's3-reads', { account: '222233334444' })).toBe(
      'No S3 data events of account 222233334444 are loaded, so object reads cannot be ruled out.',
    );
    expect(ids(kinds, { account: '333344445555' })).toEqual(['nothing']);
  });

  test('is told of the accounts that lack what others have', () => {
    const others = ['222233334444', '333344445555'].map((account) =>
      kind('Management', 'iam.amazonaws.com', true, account),
    );
    const few = loaded([...everything, ...others]);
    expect(sentenceOf(few, 's3-reads')).toBe(
      'No S3 data events of accounts 222233334444 and 333344445555 are loaded, so object reads cannot be ruled out.',
    );
    expect(ids(few)).not.toContain('management-reads');
    const writes = kind('Data', 's3.amazonaws.com', false, '222233334444');
    expect(sentenceOf(loaded([...everything, others[0]!, writes]), 's3-reads')).toBe(
      'No S3 data events of account 222233334444 that read are loaded, so object reads cannot be ruled out.',
    );
    const many = Array.from({ length: 9 }, (_, i) => kind('Management', 'iam.amazonaws.com', true, `99990000000${i}`));
    expect(sentenceOf(loaded([...everything, ...many]), 'lambda')).toContain(
      'of accounts 999900000000, 999900000001, 999900000002 and 6 more are loaded',
    );
  });

  test('is told of tables that are not there, and of events that do not say what they are', () => {
    expect(ids(loaded(everything, { answers: [] }))).toEqual(['insights', 'flow-logs', 'digests']);
    const old = [...everything, kind(null, 's3.amazonaws.com', null)];
    expect(sentenceOf(loaded(old), 'categories')).toBe(
      '3 events of an old version do not say whether they are management or data events.',
    );
  });

  test('is told beside another log that answers in part', () => {
    const answers = [{ question: 's3-reads', title: 'S3 server access logs' }];
    const noReads = everything.filter(({ source }) => source !== 's3.amazonaws.com');
    expect(sentenceOf(loaded(noReads, { answers }), 's3-reads')).toBe(
      'No S3 data events are loaded, so object reads cannot be ruled out; S3 server access logs tell of some.',
    );
  });

  test('is told for some topics only', () => {
    expect(ids(loaded([everything[0]!]), { topics: ['objects'] })).toEqual(['s3-reads', 's3-writes']);
    expect(ids(loaded([]), { topics: ['objects'] })).toEqual(['nothing']);
  });
});
