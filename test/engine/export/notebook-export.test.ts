// The notebook as a file: whole, in order, escaped, with a manifest that can be checked, and in the journal.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import type { Section } from '../../../shared/marks/notebook.ts';
import { type MarksClient, makeMarksClient } from '../queries/marks/marks-client.ts';

let client: MarksClient;
beforeAll(async () => {
  client = await makeMarksClient(1200);
  await client.change(client.imported, null, { kind: 'star' });
  await client.change(client.imported, [[1, 2]], { kind: 'note', text: 'the **first** <i>' });
});

const sections: Section[] = [
  { id: 'a', kind: 'text', text: 'Before *all*', anchor: null },
  {
    id: 'b',
    kind: 'text',
    text: 'After the second',
    anchor: { time: '2024-01-01T00:00:01Z', evidenceId: 1, recordNo: 2 },
  },
];
const request = { filter: { only: 'all' as const, sections }, title: 'Findings <1>', zone: 'UTC' };

test.each(['md', 'html'] as const)(
  '%s: every row once, sections in their places, provenance of each',
  async (format) => {
    const done = await client.marks.exportNotebook({ ...request, format });
    const text = await readFile(done.path, 'utf8');
    expect(done.rows).toBe(1200);
    expect(text.match(/record \d+ of /g)).toHaveLength(1200);
    const [before, first, second, after, third] = ['Before', 'raw 0', 'raw 1', 'After the second', 'raw 2'].map((one) =>
      text.indexOf(one),
    );
    expect([before, first, second, after, third]).toEqual(
      [before, first, second, after, third].toSorted((a, b) => a! - b!),
    );
    expect(before).toBeGreaterThan(0);
    if (format === 'html') {
      expect(text).toContain('the <strong>first</strong> &lt;i&gt;');
      expect(text).toContain('Findings &#60;1&#62;');
    } else expect(text).toContain('> the **first** <i>');

    const manifest = JSON.parse(await readFile(done.manifestPath, 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({ rows: 1200, sections: 2, format, sha256: done.sha256, evidence: { items: 0 } });
    expect(createHash('sha256').update(text).digest('hex')).toBe(done.sha256);
    const journal = await readFile(`${client.open.dir}/journal.jsonl`, 'utf8');
    expect(JSON.parse(journal.trim().split('\n').at(-1)!)).toMatchObject({
      action: 'export.notebook',
      detail: { rows: 1200, sha256: done.sha256 },
    });
  },
);

test('cancelled, it leaves no file behind', async () => {
  const there = await readdir(`${client.open.dir}/exports`);
  const signal = AbortSignal.abort();
  await expect(client.marks.exportNotebook({ ...request, format: 'md' }, { signal })).rejects.toThrow();
  expect(await readdir(`${client.open.dir}/exports`)).toEqual(there);
});
