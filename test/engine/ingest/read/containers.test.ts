import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { containers } from '../../../../src-main/engine/ingest/read/containers/registry.ts';
import { compact, flowLine, inner, makeEvent, pretty } from '../support/events.ts';
import { loadBytes } from '../support/load.ts';
import { gzip, multiGzip, tar, zip, zstd } from '../support/pack.ts';

const events = [makeEvent(1), makeEvent(2)];
const texts = events.map(compact);

/** A container's sample with events in its places; the first and the second in turn. */
function fill(sample: string): string {
  let n = 0;
  return sample.replace(/EVENT|TEXT|BASE64|GZIP64/g, (place) => {
    const text = texts[n++ % texts.length]!;
    if (place === 'EVENT') return text;
    if (place === 'TEXT') return inner(text);
    return (place === 'BASE64' ? Buffer.from(text) : gzipSync(text)).toString('base64');
  });
}

const packings: Record<string, (bytes: Buffer) => Buffer> = {
  plain: (bytes) => bytes,
  gzip,
  'multi-member gzip': (bytes) => multiGzip(bytes),
  'gzip in gzip': (bytes) => gzip(gzip(bytes)),
  zstd: (bytes) => zstd(bytes),
  zip: (bytes) => zip([{ name: 'a/b.json', bytes }]),
  'zip of gzip': (bytes) => zip([{ name: 'a/b.json.gz', bytes: gzip(bytes) }], { stored: true }),
  'tar.gz': (bytes) => gzip(tar([{ name: 'a/b.json', bytes }])),
  'tar of zip of zstd': (bytes) => tar([{ name: 'x.zip', bytes: zip([{ name: 'y.zst', bytes: zstd(bytes) }]) }]),
  'UTF-8 with a byte order mark': (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
  'UTF-16 LE': (bytes) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString('utf8'), 'utf16le')]),
  'UTF-16 BE': (bytes) =>
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(bytes.toString('utf8'), 'utf16le').swap16()]),
};

describe.each(containers.map((container) => [container.name, container] as const))('%s', (name, container) => {
  it.each(Object.entries(packings))('is read from %s', async (_, pack) => {
    const { raws, items, records, rejects } = await loadBytes(pack(Buffer.from(fill(container.sample))));
    expect(rejects).toEqual([]);
    expect(raws).toEqual(texts);
    expect(records.map(({ recordNo }) => recordNo)).toEqual([1, 2]);
    expect(items).toMatchObject([{ outcome: 'loaded', format: 'cloudtrail', records: 2, rejects: 0 }]);
    expect(items[0]!.container).toContain(name);
  });

  it('says what it is', () => {
    expect(container.title).toBeTruthy();
    expect(container.sample).toMatch(/EVENT|TEXT|BASE64/);
  });
});

/** Ways in which records stand in files, beside the containers. */
const framings: Record<string, [string, string]> = {
  'JSON lines': [`${texts.join('\n')}\n`, 'json-lines'],
  'JSON lines with CRLF and blank lines': [`\r\n${texts.join('\r\n\r\n')}\r\n`, 'json-lines'],
  'JSON text sequence': [texts.map((text) => `\u001e${text}\n`).join(''), 'json-lines'],
  'a bare array': [`[${texts.join(', ')}]`, 'json-array'],
  'a bare array, one element a line': [`[\n${texts.join(',\n')}\n]\n`, 'json-array'],
  'objects without anything between': [texts.join(''), 'json'],
  'objects with commas between': [texts.join(','), 'json'],
  'two S3 files, one after the other': [`{"Records":[${texts[0]}]}\n{"Records":[${texts[1]}]}`, 's3-records'],
  'an array of S3 files': [`[{"Records":[${texts[0]}]},{"Records":[${texts[1]}]}]`, 'json-array › s3-records'],
  'other keys before and after': [`{"a":{"b":[{}]},"Records":[${texts.join()}],"z":[1,{"Records":3}]}`, 's3-records'],
  'strings in an array': [JSON.stringify(texts), 'json-array'],
  'lines behind a time (CloudWatch export)': [
    texts.map((text) => `2025-03-01T00:00:00.000Z ${text}\n`).join(''),
    'lines',
  ],
  'lines behind a syslog prefix': [texts.map((text) => `<134>1 2025-03-01 host app - ${text}\n`).join(''), 'lines'],
  'SQS of SNS of EventBridge': [
    compact({
      Messages: events.map((detail) => ({
        Body: compact({ TopicArn: 't', Message: compact({ 'detail-type': 'x', detail }) }),
      })),
    }),
    'sqs › sns › eventbridge',
  ],
  'Firehose of a subscription': [
    compact({
      records: [
        {
          data: gzipSync(
            compact({
              messageType: 'DATA_MESSAGE',
              logGroup: 'g',
              logEvents: texts.map((message, id) => ({ id, timestamp: 1, message })),
            }),
          ).toString('base64'),
        },
      ],
    }),
    'firehose › subscription › log-events',
  ],
  'an unknown wrapper, nested object': [
    events.map((event) => `${compact({ vendor: 'x', data: { list: [{ payload: event }] } })}\n`).join(''),
    'json-lines › wrapped',
  ],
  'an unknown wrapper, text': [
    events.map((event) => `${compact({ message: 'm', 'event.original': [compact(event)] })}\n`).join(''),
    'json-lines › wrapped',
  ],
  'a wrapper with several records': [compact({ alert: 1, evidence: { events } }), 'json › wrapped › json-list'],
  'Splunk results in one object': [compact({ results: texts.map((_raw) => ({ _raw })) }), 'splunk'],
  'a CSV with the event in a column': [
    `_time,_raw,host\n${texts.map((text) => `2025,"${text.replaceAll('"', '""')}",h\n`).join('')}`,
    'csv',
  ],
  'a CSV of one column': [`@message\n${texts.map((text) => `"${text.replaceAll('"', '""')}"\n`).join('')}`, 'csv'],
  'a semicolon CSV without a header': [texts.map((text) => `7;"${text.replaceAll('"', '""')}";\r\n`).join(''), 'csv'],
};

describe('framing', () => {
  it.each(Object.entries(framings))('%s', async (_, [text, container]) => {
    const { raws, items, rejects } = await loadBytes(text);
    expect(rejects).toEqual([]);
    expect(raws).toEqual(texts);
    expect(items).toMatchObject([{ outcome: 'loaded', container, format: 'cloudtrail', records: 2 }]);
  });

  it('cuts pretty-printed records byte-exact, and gives them the hash of compact ones', async () => {
    const wanted = events.map(pretty);
    for (const text of [
      wanted.join('\n'),
      wanted.join(''),
      `[${wanted.join(' ,\t')}]`,
      `{ "Records" : [ ${wanted.join()} ] }`,
    ]) {
      const { records } = await loadBytes(text);
      expect(records.map(({ raw }) => raw)).toEqual(wanted);
      const plain = await loadBytes(texts.join('\n'));
      expect(records.map(({ hash }) => hash)).toEqual(plain.records.map(({ hash }) => hash));
    }
  });

  it('tells formats apart record by record', async () => {
    const insight = compact({
      eventVersion: '1.08',
      eventTime: '2025-03-01T00:00:00Z',
      eventType: 'AwsCloudTrailInsight',
      eventCategory: 'Insight',
      insightDetails: { state: 'Start' },
    });
    const digest = compact({ digestStartTime: 'a', digestEndTime: 'b', digestS3Object: 'c', logFiles: [] });
    const { records, items } = await loadBytes(`{"Records":[${texts[0]},${insight},${texts[1]}]}${digest}`);
    expect(records.map(({ format, recordNo }) => `${format} ${recordNo}`).sort()).toEqual([
      'cloudtrail 1',
      'cloudtrail 3',
      'cloudtrail_digest 4',
      'cloudtrail_insight 2',
    ]);
    expect(items).toMatchObject([{ outcome: 'loaded', format: 'cloudtrail', records: 4 }]);
  });

  it('does not take S3 event notifications for CloudTrail', async () => {
    const record = { eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3: { object: {} } };
    expect((await loadBytes(compact({ Records: [record] }))).items).toMatchObject([{ outcome: 'skipped' }]);
  });

  it('keeps the envelope as it stood', async () => {
    const entry = `{ "EventId":"1", "CloudTrailEvent": ${JSON.stringify(texts[0])}, "Resources":[] }`;
    const { records } = await loadBytes(`{"Events": [${entry}]}`);
    expect(records).toMatchObject([{ raw: texts[0], envelope: entry, recordNo: 1 }]);
    const direct = await loadBytes(`{"Records":[${texts[0]}]}`);
    expect(direct.records[0]!.envelope).toBeNull();
    const csv = await loadBytes(`a,b\r\n1,"${texts[0]!.replaceAll('"', '""')}"\r\n`);
    expect(csv.records[0]!.envelope).toBe(`1,"${texts[0]!.replaceAll('"', '""')}"`);
  });

  it('keeps the log group of a subscription with each of its records', async () => {
    const prefix = '{"messageType":"DATA_MESSAGE","owner":"1","logGroup":"the-group","logEvents":[';
    const entries = texts.map((message, id) => compact({ id, timestamp: 1, message }));
    const { records } = await loadBytes(`${prefix}${entries.join()}]}`);
    expect(records.map(({ envelope }) => envelope)).toEqual(entries.map((entry) => `${prefix}${entry}]}`));
  });

  it('loses nothing that stands beside records inside a wrapper', async () => {
    const [a, b] = texts as [string, string];
    const messages = [a, 'START RequestId: 1', b, '{"level":"info"}'];
    const subscription = compact({
      messageType: 'DATA_MESSAGE',
      logEvents: messages.map((message, id) => ({ id, timestamp: 1, message })),
    });
    for (const text of [
      compact({ records: [{ data: Buffer.from(subscription).toString('base64') }] }),
      subscription,
      compact({ vendor: 'x', rows: messages }),
      compact({ Body: `${a}{"b":1}${b}{"c":` }),
    ]) {
      const { raws, rejects, items } = await loadBytes(text);
      expect(raws).toEqual(texts);
      expect(rejects).toHaveLength(2);
      expect(items).toMatchObject([{ outcome: 'partly', records: 4, rejects: 2 }]);
    }
  });

  it('finds all records of a large unknown wrapper, each with what is around it and no more', async () => {
    const many = Array.from({ length: 3000 }, (_, n) => makeEvent(n));
    const rows = many.map((event, n) => compact({ id: n, attributes: { attributes: event } }));
    const { raws, records } = await loadBytes(`{"meta":{"a":1},"data":[${rows.join(', ')}]}`);
    expect(raws.length).toBe(many.length);
    expect(raws).toEqual(many.map(compact));
    expect(records.map(({ envelope }) => envelope)).toEqual(rows);
    const direct = await loadBytes(compact({ found: many }));
    expect(direct.raws).toEqual(many.map(compact));
    expect(new Set(direct.records.map(({ envelope }) => envelope))).toEqual(new Set([null]));
    const byId = await loadBytes(compact(Object.fromEntries(many.map((event, n) => [`id${n}`, event]))));
    expect(byId.raws).toEqual(many.map(compact));
  });

  it('counts nothing where there is nothing', async () => {
    for (const text of ['{"Records":[]}', '[]', ' [ ] \n', '{"Events":[],"NextToken":"x"}', '{"logEvents":[]}']) {
      const { items, rejects } = await loadBytes(text);
      expect(rejects).toEqual([]);
      expect(items).toMatchObject([{ outcome: 'loaded', reason: null, records: 0, rejects: 0 }]);
    }
  });
});

describe('VPC flow logs', () => {
  const header =
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
  const lines = [flowLine(1), flowLine(2)];

  it.each([
    ['a header line', `${header}\n${lines.join('\n')}\n`, 'lines'],
    ['no header', `${lines.join('\r\n')}\r\n`, 'lines'],
    ['a header in each part', `${header}\n${lines[0]}\n${header}\n${lines[1]}`, 'lines'],
    ['a time before each line', lines.map((line) => `2025-03-01T00:00:00.000Z ${line}\n`).join(''), 'lines'],
    ['CloudWatch events', compact({ events: lines.map((message) => ({ timestamp: 1, message })) }), 'log-events'],
  ])('are read with %s', async (_, text, container) => {
    const { records, items, rejects } = await loadBytes(gzip(Buffer.from(text)));
    expect(rejects).toEqual([]);
    expect(records.map(({ raw, format }) => [raw, format])).toEqual(lines.map((line) => [line, items[0]!.format]));
    expect((JSON.parse(records[0]!.layout!) as { fields: string[] }).fields).toHaveLength(14);
    expect(items).toMatchObject([{ outcome: 'loaded', records: 2, container }]);
  });

  it('take their columns from the header', async () => {
    const { records, items } = await loadBytes('srcaddr dstaddr bytes\n1.1.1.1 2.2.2.2 7\n');
    expect(records.map(({ raw, layout }) => [raw, JSON.parse(layout!)])).toEqual([
      ['1.1.1.1 2.2.2.2 7', { kind: 'fields', reading: 0, fields: ['srcaddr', 'dstaddr', 'bytes'], separator: ' ' }],
    ]);
    expect(items).toMatchObject([{ outcome: 'loaded', records: 1 }]);
  });

  it('reject lines of another width, with their place', async () => {
    const { raws, rejects, items } = await loadBytes(`${header}\n${lines[0]}\n2 1 eni\n\n${lines[1]}\n`);
    expect(raws).toEqual(lines);
    expect(rejects).toMatchObject([
      { recordNo: 2, place: 'line 3', reason: '3 fields where 14 are expected', text: '2 1 eni' },
    ]);
    expect(items).toMatchObject([{ outcome: 'partly', records: 3, rejects: 1 }]);
  });
});
