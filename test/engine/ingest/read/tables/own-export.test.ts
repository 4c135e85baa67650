// Which tables and objects are taken for rows that Pugmark exported, and what is the record of one.
import { describe, expect, it } from 'vitest';
import cloudtrail from '../../../../../shared/formats/cloudtrail.ts';
import vpcflow from '../../../../../shared/formats/vpcflow.ts';
import { compact, flowLine, makeEvent } from '../../support/events.ts';
import { loadBytes } from '../../support/load.ts';

const names = [...vpcflow.columns.map(({ name }) => name), 'extra'];
const values: Record<string, string> = {
  version: '2',
  srcaddr: '192.0.2.10',
  start: '1741064767',
  start_time: '1999-01-01T00:00:00Z',
  action: '-',
  instance_id: '""',
  extra: '"{""new"":5}"',
};
const wanted = {
  version: '2',
  srcaddr: '192.0.2.10',
  start: '1741064767',
  action: '-',
  instance_id: '',
  extra: { new: 5 },
};
const line = (columns: string[], of: Record<string, string>) => columns.map((name) => of[name] ?? '').join(',');
const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe('a table with all columns of a log type', () => {
  it('has its values as they stand: a dash is text, quoted nothing is an empty text, derived ones are made anew', async () => {
    const { records, items } = await loadBytes(`${names.join(',')}\n${line(names, values)}\n`);
    expect(items).toMatchObject([{ format: 'vpcflow', outcome: 'loaded', records: 1 }]);
    expect(JSON.parse(records[0]!.doc!)).toEqual(wanted);
  });

  it('may have its columns in another order, and more of them, which stay in the record as it stands', async () => {
    const columns = ['note', ...names.toReversed(), 'evidence_id', 'record_no', 'record_hash', 'envelope', 'raw'];
    const row = line(columns, { ...values, note: 'mine', evidence_id: '7', raw: flowLine(1) });
    const { records } = await loadBytes(`${columns.join(',')}\n${row}\n`);
    expect(JSON.parse(records[0]!.doc!)).toEqual(wanted);
    expect(records).toMatchObject([{ format: 'vpcflow', raw: row, envelope: null }]);
  });

  it('is one of a vendor’s where a column is missing', async () => {
    const columns = names.filter((name) => name !== 'extra');
    const { records } = await loadBytes(`${columns.join(',')}\n${line(columns, values)}\n`);
    expect(JSON.parse(records[0]!.doc!)).not.toHaveProperty('action');
  });

  it('as objects, is told by its keys', async () => {
    const whole = Object.fromEntries(names.map((name) => [name, name === 'srcaddr' ? '192.0.2.10' : null]));
    const text = JSON.stringify(whole);
    const { records, items } = await loadBytes(`${text}\n${text.replace('.10', '.11')}\n`);
    expect(items).toMatchObject([{ format: 'vpcflow', container: 'json-lines', records: 2 }]);
    expect(records.map(({ raw, doc }) => raw === doc)).toEqual([true, true]);
    const { items: partly } = await loadBytes(text.replace('"extra"', '"other"'));
    expect(partly).toMatchObject([{ format: null, outcome: 'skipped' }]);
  });
});

describe('an exported row with a record of JSON', () => {
  const columns = [...cloudtrail.columns.map(({ name }) => name), 'extra', 'record_hash', 'raw'];
  const event = compact(makeEvent(1));

  it('is the envelope of that record, which is then the same as ever', async () => {
    const [original] = (await loadBytes(event)).records;
    const row = line(columns, { eventname: 'Edited', raw: quote(event) });
    const object = JSON.stringify({ ...Object.fromEntries(columns.map((name) => [name, null])), raw: event });
    const csv = await loadBytes(`${columns.join(',')}\n${row}\n`);
    const json = await loadBytes(`${object}\n`);
    for (const [{ records }, envelope] of [
      [csv, row],
      [json, object],
    ] as const)
      expect(records).toMatchObject([{ raw: event, hash: original!.hash, envelope, layout: null }]);
  });

  it('is the record itself where that is none that is known', async () => {
    for (const raw of ['', '{"a":1}', '{oops', 'text']) {
      const row = line(columns, { eventname: 'GetObject', raw: quote(raw) });
      const { records } = await loadBytes(`${columns.join(',')}\n${row}\n`);
      expect(records).toMatchObject([{ format: 'cloudtrail', raw: row, envelope: null }]);
      expect(JSON.parse(records[0]!.doc!)).toEqual({ eventname: 'GetObject' });
    }
  });
});

describe('a spreadsheet’s formulas', () => {
  it('keep the apostrophe that was put before them: nobody can tell it from one that was there', async () => {
    const { records } = await loadBytes(`${names.join(',')}\n${line(names, { ...values, action: "'=1+1" })}\n`);
    expect(JSON.parse(records[0]!.doc!)).toMatchObject({ action: "'=1+1" });
  });
});
