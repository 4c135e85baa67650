// Definitions are tried through the real worker code and the real store.
import { expect, it } from 'vitest';
import { exampleDefinition } from '../../../shared/formats/own/example.ts';
import { checkText } from '../../../src-main/engine/formats/check-text.ts';
import { type Draft, gate, textOf } from './support.ts';

async function problemsOf(draft: Draft): Promise<string[]> {
  const { check, sound } = await checkText(textOf(draft));
  const all = [...check.problems, ...check.samples.flatMap(({ problems }) => problems)];
  expect(sound === null).toBe(all.length > 0);
  return all.map(({ place, reason, hint }) => `${place}: ${reason}${hint === null ? '' : ` ${hint}`}`);
}

it('the example is sound', async () => {
  const { check, sound } = await checkText(exampleDefinition);
  expect([...check.problems, ...check.samples.flatMap(({ problems }) => problems)]).toEqual([]);
  expect(check.samples).toHaveLength(2);
  expect(sound).not.toBeNull();
});

it('takes JSON, tables, headers, quotes and brackets', async () => {
  const table = gate({
    lines: undefined,
    table: { columns: ['who', 'From'] },
    columns: [
      { name: 'time', type: 'TIMESTAMP', written: ['%d.%m.%Y %H:%M', '%Y/%m/%d'] },
      { name: 'who', type: 'VARCHAR' },
      { name: 'source', key: 'from', type: 'VARCHAR', entity: 'ip' },
    ],
    timeline: {},
    samples: [
      {
        header: 'time;who;from;more',
        record: '04.03.2025 05:06;a;192.0.2.1;x',
        expect: { time: '2025-03-04 05:06:00', source: '192.0.2.1', extra: '{"more":"x"}' },
      },
    ],
  });
  const json = gate({
    lines: undefined,
    json: { has: ['who', '/at/ms'], is: { kind: 'gate' } },
    columns: [
      { name: 'time', type: 'TIMESTAMP', from: ['/at/ms'], epoch: 'ms' },
      { name: 'who', type: 'VARCHAR' },
      { name: 'order', type: 'JSON' },
    ],
    timeline: { actor: 'who', target: 'order' },
    samples: [
      {
        record: { who: 'a', kind: 'gate', at: { ms: 1741064767250 }, order: [1] },
        expect: { time: '2025-03-04 05:06:07.25', order: '[1]' },
      },
    ],
  });
  const header = gate({
    lines: { separator: ';', header: true, quote: '"', escape: 'doubled' },
    samples: [
      {
        header: 'time;from;who;status;more',
        record: '1741064767;192.0.2.1;"a ""b""; c";200;x',
        expect: { who: 'a "b"; c', extra: '{"more":"x"}' },
      },
    ],
  });
  const brackets = gate({
    lines: {
      separator: ' ',
      quote: '"',
      brackets: true,
      fields: ['time', 'who', 'from', 'status'],
      begins: String.raw`\[`,
    },
    columns: (gate().columns as Draft[]).map((one) =>
      one.name === 'time' ? { name: 'time', type: 'TIMESTAMP', written: '%d/%b/%Y:%H:%M:%S %z' } : one,
    ),
    samples: [
      {
        record: '[04/Mar/2025:05:06:07 +0000] "a b" 192.0.2.1 200',
        expect: { time: '2025-03-04 05:06:07', who: 'a b' },
      },
    ],
  });
  const joined = gate({
    lines: { separator: ' ', fields: ['day', 'clock', 'from'] },
    columns: [
      { name: 'time', type: 'TIMESTAMP', joined: ['day', 'clock'] },
      { name: 'day', type: 'VARCHAR' },
      { name: 'clock', type: 'VARCHAR' },
      { name: 'source', key: 'from', type: 'VARCHAR', entity: 'ip' },
    ],
    timeline: { source_ip: 'source' },
    samples: [{ record: '2025-03-04 05:06:07 192.0.2.1', expect: { time: '2025-03-04 05:06:07', day: '2025-03-04' } }],
  });
  for (const draft of [table, json, header, brackets, joined]) expect(await problemsOf(draft)).toEqual([]);
});

it('says which sample and column came out otherwise', async () => {
  const [good] = gate().samples as Draft[];
  const samples = [
    { ...good, expect: { who: 'bob', status: 200 } },
    { record: 'a|b', expect: { who: 'a' } },
    { record: '1741064767|alice|192.0.2.11|200', reject: 'fields' },
    { record: '1|2', reject: 'other words' },
    {
      record:
        '{"eventVersion":"1.08","eventTime":"2025-03-04T05:06:07Z","eventSource":"a.amazonaws.com","eventName":"B","awsRegion":"c","userIdentity":{"type":"Root"},"eventID":"d","eventType":"AwsApiCall"}',
      expect: {},
    },
    { record: '1741064767|alice|192.0.2.12|', expect: { status: 0 } },
  ];
  expect(await problemsOf(gate({ samples }))).toEqual([
    'sample 1, column who: “bob” was expected, “alice” came.',
    expect.stringContaining('sample 2: It is not recognised'),
    expect.stringContaining('sample 3: It became a row'),
    expect.stringContaining(
      'sample 4: It is rejected because: 2 fields where 4 are expected. That has no “other words”',
    ),
    expect.stringContaining('sample 5: It is taken for'),
    expect.stringContaining('sample 6, column status: “0” was expected, no value came.'),
  ]);
});

it('says what cannot be stored', async () => {
  const columns = [{ name: 'time', type: 'TIMESTAMP', written: '%Q' }, ...(gate().columns as Draft[]).slice(1)];
  expect((await problemsOf(gate({ columns }))).join()).toContain('sample 1: It cannot be stored');
});

it('says whose records it takes besides its own', async () => {
  const wide = gate({
    lines: { pattern: '(?<time>.*)' },
    columns: [{ name: 'time', type: 'TIMESTAMP' }],
    timeline: {},
    samples: [{ record: '2025-03-04T05:06:07Z', expect: { time: '2025-03-04 05:06:07' } }],
  });
  const problems = await problemsOf(wide);
  expect(problems.length).toBeGreaterThan(5);
  expect(problems.join('\n')).toContain('It also takes records of VPC Flow Logs (vpcflow): 2 111122223333');
  const events = gate({
    lines: undefined,
    json: { has: ['eventName'] },
    columns: [{ name: 'time', key: 'eventTime', type: 'TIMESTAMP' }],
    timeline: {},
    samples: [{ record: { eventName: 'a', eventTime: '2025-03-04T05:06:07Z' }, expect: {} }],
  });
  expect((await problemsOf(events)).join('\n')).toContain('(cloudtrail)');
});
