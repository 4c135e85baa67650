// A report of a small case: what is in it is what the case has, its queries give its figures, and what was to be taken out of
// it is in no form that leaves the engine.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ReportState } from '../../../shared/contract/report.ts';
import { ReportChoices, sectionIds } from '../../../shared/report/choices.ts';
import { requireCase } from '../../../src-main/engine/engine-state.ts';
import { gatherReport } from '../../../src-main/engine/report/gather.ts';
import { readableText } from '../../../src-main/engine/report/render.ts';
import { plantedRecords } from '../../shared/planted-records.ts';
import { engine, loadCase } from '../integrity/support/verify-case.ts';
import { makeTempDir } from '../support/temp.ts';

const leaked = 'AKIALEAKED0000000001';
const thief = '198.51.100.66';
let dir: string;

beforeAll(async () => {
  const logs = makeTempDir();
  const records = plantedRecords().map((record, n) => ({ ...record, eventID: `event-${n}` }));
  await writeFile(join(logs, 'events.json'), JSON.stringify({ Records: records }));
  await loadCase(logs);
  dir = requireCase(engine.state).dir;
  await tag('eventname:CreateUser', 'Malicious');
  await tag('eventname:StopLogging', 'Malicious');
  await tag('eventname:GetCallerIdentity', 'Suspicious');
  await change('eventname:CreateUser', { kind: 'note', text: `Made with **${leaked}**, see ci\\-x` });
  const view = { from: { kind: 'table', table: 'cloudtrail' }, query: { text: `sourceip:${thief}` } };
  await engine.client.documents.put({ kind: 'view', id: 'v', name: 'The thief', body: view });
});

const tag = (query: string, name: string) => change(query, { kind: 'tag', tag: name, on: true });

async function change(query: string, what: Parameters<typeof engine.client.marks.change>[0]['change']) {
  const view = { from: { kind: 'table' as const, table: 'cloudtrail' }, query: { text: query } };
  let viewId = '';
  let changed = 0;
  for await (const state of await engine.client.views.open({ view })) viewId = state.viewId;
  for await (const state of await engine.client.marks.change({ viewId, rows: null, change: what }))
    changed = state.changed;
  expect(changed, query).toBeGreaterThan(0);
}

const only = (...ids: string[]) => [
  ...ids.map((id) => ({ id, isOn: true })),
  ...sectionIds.filter((id) => !ids.includes(id)).map((id) => ({ id, isOn: false })),
];
const choicesOf = (more: Record<string, unknown> = {}) => ReportChoices.parse(more);

async function write(format: 'html' | 'md' | 'pdf', more: Record<string, unknown> = {}, signal?: AbortSignal) {
  let last: ReportState | null = null;
  for await (const state of await engine.client.report.write(
    { choices: choicesOf(more), format },
    signal ? { signal } : {},
  ))
    last = state;
  expect(last!.state).toBe('done');
  const text = await readFile(last!.path!, 'latin1');
  return { ...last!, text: Buffer.from(text, 'latin1').toString('utf8') };
}
const manifestOf = async ({ manifestPath }: ReportState) =>
  JSON.parse(await readFile(manifestPath!, 'utf8')) as Record<string, unknown>;
const lastEntry = async () =>
  JSON.parse((await readFile(join(dir, 'journal.jsonl'), 'utf8')).trim().split('\n').at(-1)!) as {
    action: string;
    detail: Record<string, unknown>;
  };

describe('a report', () => {
  it('has the sections that were chosen in their order, a manifest, and its hash in the journal', async () => {
    const sections = only('method', 'timeline');
    const done = await write('html', { sections, title: 'Matter <7>' });
    expect([...done.text.matchAll(/<h2 id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
      'section-method',
      'section-timeline',
      'queries',
    ]);
    expect(done.text).toContain('<h1>Matter &#60;7&#62;</h1>');
    expect(createHash('sha256').update(done.text).digest('hex')).toBe(done.sha256);
    expect(await manifestOf(done)).toMatchObject({
      sha256: done.sha256,
      sections: ['method', 'timeline'],
      format: 'html',
      rows: done.rows,
      integrity: { verification: null, statement: expect.stringContaining('not been verified') as string },
    });
    expect(await lastEntry()).toMatchObject({
      action: 'report',
      detail: { sha256: done.sha256, path: done.path, rows: done.rows },
    });
    expect(done.rows).toBeGreaterThan(2);
  });

  it('is the same again, byte for byte, but for the time that it was made', async () => {
    const files = choicesOf().sections.map(({ id }) => ({ id, isOn: true }));
    const [first, second] = [await write('html', { sections: files }), await write('html', { sections: files })];
    const made = /Made \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g;
    expect(first.text.match(made)).toHaveLength(1);
    expect(second.text.replace(made, '')).toBe(first.text.replace(made, ''));
    const short = { sections: only('timeline', 'method') };
    const [a, b] = [await write('md', short), await write('md', short)];
    const named = (report: typeof a) => report.text.replace(made, '').replace(/\]\([^)]*\.svg\)/, '');
    expect(named(b)).toBe(named(a));
  });

  it('names queries that run in the console and give its figures', async () => {
    const open = requireCase(engine.state);
    const { document } = await gatherReport(
      engine.state,
      open,
      choicesOf(),
      new Date(),
      new AbortController().signal,
      () => undefined,
    );
    expect(document.queries.length).toBeGreaterThan(15);
    let checked = 0;
    for (const { sql, answer, title } of document.queries) {
      let rows = -1;
      for await (const event of await engine.client.console.run({ sql })) if (event.type === 'done') rows = event.rows;
      const said = /^([\d,]+) rows?$/.exec(answer);
      if (!said || /count\(\*\) AS n(,|\s+FROM)/.test(sql)) continue;
      checked++;
      expect(rows, `${title}: ${sql}`).toBe(Number(said[1]!.replaceAll(',', '')));
    }
    expect(checked).toBeGreaterThan(8);
  });

  it('shows nothing of what was redacted: not in text, SQL, picture or manifest', async () => {
    const redact = { values: [leaked, 'arn:aws:iam::111122223333:user/deploy'], networks: ['198.51.100.0/24'] };
    for (const format of ['html', 'md'] as const) {
      const done = await write(format, {
        redact,
        sections: only('summary', 'timeline', 'tags', 'entities', 'notebook', 'views', 'method'),
        summary: `The key ${leaked.toLowerCase()} of ${thief}`,
        title: `About ${leaked}`,
      });
      const picture = format === 'md' ? await readFile(done.path!.replace(/\.md$/, '.timeline.svg'), 'utf8') : '';
      const manifest = JSON.stringify(await manifestOf(done));
      for (const secret of [leaked, thief, 'user/deploy'])
        for (const form of [done.text, readableText(done.text), picture, manifest])
          expect(form.toLowerCase()).not.toContain(secret.toLowerCase());
      expect(done.text).toContain('This report is redacted: 2 chosen values, the addresses of 1 network are replaced');
      expect(done.redacted).toBeGreaterThan(2);
      expect(JSON.stringify(await lastEntry())).not.toContain(leaked);
    }
  });

  it('is not written where somebody’s own text would still show a value', async () => {
    const before = readdirSync(join(dir, 'exports'));
    const redact = { values: ['secret-plan'] };
    await expect(
      write('html', { redact, sections: only('summary'), summary: 'the s&#101;cret-plan' }),
    ).rejects.toMatchObject({ code: 'REFUSED' });
    expect(readdirSync(join(dir, 'exports'))).toEqual(before);
    await expect(write('html', { redact: { values: ['x'] } })).rejects.toMatchObject({ code: 'INVALID' });
  });

  it('offers the values that stand in it for redaction, but not those that are redacted', async () => {
    const values = async (redact: object) =>
      (
        await engine.client.report.preview({ choices: choicesOf({ redact, sections: only('timeline', 'entities') }) })
      ).values.map(({ value, kind }) => `${kind} ${value}`);
    expect(await values({})).toEqual(
      expect.arrayContaining([`Access key ${leaked}`, `Address ${thief}`, 'Account 111122223333']),
    );
    expect(await values({ values: [leaked] })).not.toContain(`Access key ${leaked}`);
  });

  it('has what rules found, by what was made of it', async () => {
    const sections = only('detections');
    const { detections } = engine.client;
    expect((await write('md', { sections })).text).toContain('No rules were run in this case.');
    await detections.run();
    for await (const { state } of await detections.watch()) if (state !== 'running') break;
    const findings = await detections.findings();
    const [stopped] = findings.filter(({ name }) => name === 'Trail stopped');
    await detections.change({ findings: [stopped!.finding], change: { kind: 'confirm' } });
    const others = findings.filter(({ finding }) => finding !== stopped!.finding).map(({ finding }) => finding);
    await detections.change({ findings: others, change: { kind: 'dismiss', reason: 'Known work' } });
    const { text } = await write('md', { sections, redact: { values: [stopped!.actor!] } });
    expect(text).toMatch(/Confirmed: 1 finding[\s\S]*Trail stopped[\s\S]*Dismissed: \d+ findings[\s\S]*Known work/);
    expect(text).not.toContain('left open, of medium');
    expect(text).not.toContain(stopped!.actor!);
  });

  it('is printed by what the host has, and says what to do where there is nothing', async () => {
    engine.state.options.printPdf = async (html, pdf) => {
      expect(await readFile(html, 'utf8')).toContain('<h1>');
      await writeFile(pdf, '%PDF-1.4 stand-in');
    };
    expect((await write('pdf', { sections: only('timeline') })).text).toBe('%PDF-1.4 stand-in');
    delete engine.state.options.printPdf;
    vi.stubEnv('PUGMARK_CHROMIUM', join(makeTempDir(), 'none'));
    await expect(write('pdf')).rejects.toMatchObject({
      code: 'FAILED',
      data: { hint: expect.stringContaining('HTML') as string },
    });
    vi.unstubAllEnvs();
    expect(readdirSync(join(dir, '.temp')).filter((name) => name.startsWith('report-'))).toEqual([]);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const before = readdirSync(join(dir, 'exports'));
    await expect(write('html', {}, AbortSignal.abort())).rejects.toThrow();
    expect(readdirSync(join(dir, 'exports'))).toEqual(before);
  });

  it('of an empty case says what there is not', async () => {
    await engine.client.cases.create({ parent: makeTempDir(), name: 'Empty' });
    dir = requireCase(engine.state).dir;
    const text = readableText((await write('html')).text);
    for (const words of [
      'No event is tagged yet',
      'Nothing was loaded into this case yet',
      'were not verified',
      'No rules were run in this case',
      'No CloudTrail events are loaded',
    ])
      expect(text).toContain(words);
    expect(existsSync(join(dir, 'exports'))).toBe(true);
  });
});
