import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { readRules } from '../../../../src-main/engine/detections/rules/read-rules.ts';
import { makeTempDir } from '../../support/temp.ts';

const rule = (id: string, more = '') => `title: Rule ${id}
id: ${id}
logsource:
    product: aws
    service: cloudtrail
detection:
    selection:
        eventName: ${id}
    condition: selection
${more}`;
const correlation = (id: string, ref: string) => `title: Many ${ref}
id: ${id}
correlation:
    type: event_count
    rules:
        - ${ref}
    group-by:
        - userIdentity.arn
    timespan: 1h
    condition:
        gte: 5
`;
const other = (product: string, id: string) => `title: Other
id: ${id}
logsource:
    product: ${product}
detection:
    this: is not even looked at
`;

async function zip(path: string, members: Record<string, string>): Promise<void> {
  const archive = new ZipFile();
  for (const [name, text] of Object.entries(members)) archive.addBuffer(Buffer.from(text), name);
  archive.end();
  await pipeline(archive.outputStream, createWriteStream(path));
}

it('reads files, folders and zips, and accounts for every document', async () => {
  const dir = makeTempDir();
  mkdirSync(join(dir, 'deep', 'er'), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(dir, name), text);
  write('a.yml', `${rule('a')}---\n${rule('b', 'level: grave\nmy-key: 1\n')}---\n${correlation('c', 'a')}`);
  write('deep/er/d.yaml', other('windows', 'w'));
  write('deep/e.yml', `${other('windows', 'w2')}---\n${correlation('cw', 'w')}`);
  write('deep/readme.md', 'not a rule');
  write('f-broken.yml', `${rule('f')}  bad: [\n`);
  write('g-empty.yml', '# nothing\n');
  write('h-twice.yml', `${rule('a')}`);
  write('i-lost.yml', correlation('i', 'nobody'));
  write('j-action.yml', 'action: global\ntitle: Old\n');
  write('k-condition.yml', rule('k').replace('condition: selection', 'condition: selektion'));
  write('l-key-twice.yml', rule('l').replace('    condition', '        eventName: x\n    condition'));
  write('m-latin.yml', '');
  writeFileSync(join(dir, 'm-latin.yml'), Buffer.from([0x74, 0xe9, 0x3a, 0x20, 0x31]));
  await zip(join(dir, 'z.zip'), { 'rules/z.yml': rule('z'), 'rules/z.txt': 'no', 'rules/bad.yml': 'title: [' });

  const set = await readRules([dir]);
  const name = (file: string) => file.slice(dir.length + 1);
  expect(set.rules.map(({ file, rule: { id } }) => `${name(file)} ${id}`).toSorted()).toEqual([
    'a.yml a',
    'a.yml b',
    'a.yml c',
    'z.zip›rules/z.yml z',
  ]);
  expect(set.rules.find(({ rule: { id } }) => id === 'b')).toMatchObject({
    notes: [{ line: 20, reason: expect.stringContaining('“level”') }],
    rule: { level: null, line: 11, custom: { 'my-key': 1 } },
  });
  expect(set.others).toEqual([
    { source: 'windows', count: 2 },
    { source: 'correlations of the others', count: 1 },
  ]);
  const problems = set.problems.map(({ file, line, reason }) => `${name(file)}:${line} ${reason}`).toSorted();
  expect(problems.map((one) => one.slice(0, 60))).toEqual([
    'f-broken.yml:10 This is not YAML: All mapping items must sta',
    'g-empty.yml:0 There is no rule in this file.',
    expect.stringMatching(/^h-twice\.yml:1 There is a rule “a” already, in /),
    'i-lost.yml:6 The correlation refers to “nobody”, and there i',
    'j-action.yml:1 “action: global” builds rules of several docu',
    'k-condition.yml:9 The condition names “selektion”, and there',
    'l-key-twice.yml:9 This is not YAML: Map keys must be unique.',
    'm-latin.yml:0 The file is not text in UTF-8.',
    expect.stringMatching(/^z\.zip›rules\/bad\.yml:1 This is not YAML: /),
  ]);
  const ofDocuments = set.problems.filter(({ line }) => line > 0).length;
  const aside = set.others.reduce((sum, { count }) => sum + count, 0);
  expect(set.rules.length + aside + ofDocuments).toBe(set.documents);
});

it('tells a path that is not there, and reads a file of another name when it is given by itself', async () => {
  const dir = makeTempDir();
  writeFileSync(join(dir, 'rule.txt'), rule('a'));
  const set = await readRules([join(dir, 'gone'), join(dir, 'rule.txt')]);
  expect(set.rules.map(({ rule: { id } }) => id)).toEqual(['a']);
  expect(set.problems).toMatchObject([{ file: join(dir, 'gone'), line: 0 }]);
  expect((await readRules([dir])).files).toBe(0);
});

it('keeps account ids as they are written, and takes no more of aliases than it can hold', async () => {
  const dir = makeTempDir();
  writeFileSync(join(dir, 'id.yml'), rule('a').replace('eventName: a', 'recipientAccountId: 012345678901'));
  const bomb = Array.from(
    { length: 9 },
    (_, i) => `x${i + 1}: &x${i + 1} [${Array(9).fill(`*x${i}`).join(', ')}]`,
  ).join('\n');
  writeFileSync(join(dir, 'bomb.yml'), `x0: &x0 [1]\n${bomb}\n`);
  const set = await readRules([dir]);
  expect(set.rules[0]).toMatchObject({
    rule: { searches: { selection: { values: [[{ kind: 'number', number: 12_345_678_901, text: '012345678901' }]] } } },
  });
  expect(set.problems).toMatchObject([{ file: join(dir, 'bomb.yml'), reason: expect.stringContaining('aliases') }]);
});
