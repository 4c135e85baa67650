// The tags there are: made, renamed, removed, with what rows and undo make of it.
import { beforeEach, expect, test } from 'vitest';
import { type MarksClient, makeMarksClient } from './marks-client.ts';

let client: MarksClient;
beforeEach(async () => {
  client = await makeMarksClient(10);
});

test('a new case has tags on the first digits', async () => {
  expect((await client.marks.tags()).map(({ name, shortcut, rows }) => [name, shortcut, rows])).toEqual([
    ['Suspicious', 1, 0],
    ['Malicious', 2, 0],
    ['Benign', 3, 0],
    ['Ask the client', 4, 0],
  ]);
});

test('a digit goes from the tag that had it to the one that takes it', async () => {
  const { tags } = await client.marks.saveTag({ name: 'Exfiltration', color: 'violet', shortcut: 2 });
  expect(tags.map(({ name, shortcut }) => [name, shortcut])).toEqual([
    ['Suspicious', 1],
    ['Exfiltration', 2],
    ['Benign', 3],
    ['Ask the client', 4],
    ['Malicious', null],
  ]);
});

test('names are unique whatever their case, and must be names', async () => {
  const tag = { color: 'red', shortcut: null } as const;
  await expect(client.marks.saveTag({ ...tag, name: 'BENIGN' })).rejects.toMatchObject({ code: 'REFUSED' });
  await expect(client.marks.saveTag({ ...tag, name: 'X', was: 'Nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  for (const name of ['', '  ', '["a"]', 'a\nb', 'x'.repeat(41)])
    await expect(client.marks.saveTag({ ...tag, name })).rejects.toThrow();
});

test('a renamed tag takes its rows along, and steps of before can be taken back', async () => {
  const { step } = await client.change(client.imported, [[0, 3]], { kind: 'tag', tag: 'Suspicious' });
  const { tags } = await client.marks.saveTag({ name: "Attacker's", color: 'red', shortcut: 1, was: 'Suspicious' });
  expect(tags[0]).toEqual({ name: "Attacker's", color: 'red', shortcut: 1, rows: 3 });
  expect((await client.look(client.imported))[0]![1]).toBe('["Attacker\'s"]');
  expect(await client.marks.undo({ step: step! })).toEqual({ changed: 3, kept: 0 });
});

test('a removed tag leaves no row behind it, and what only it had marked is bare again', async () => {
  const { step } = await client.change(client.imported, [[0, 3]], { kind: 'tag', tag: 'Suspicious' });
  await client.change(client.imported, [[2, 3]], { kind: 'star' });
  const { tags, step: removal } = await client.marks.removeTag({ name: 'Suspicious' });
  expect(tags.map(({ name }) => name)).not.toContain('Suspicious');
  expect(await client.rows('SELECT record_no, tags, starred FROM logs.main.row_marks')).toEqual([
    { record_no: 3, tags: null, starred: true },
  ]);
  expect(await client.marks.undo({ step: step! })).toEqual({ changed: 0, kept: 3 });
  await expect(client.marks.redo({ step: step! })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await client.marks.undo({ step: removal! })).toEqual({ changed: 3, kept: 0 });
  expect(await client.marks.redo({ step: step! })).toEqual({ changed: 0, kept: 3 });
});

/** What there is: tags with their colours, digits and rows, and the marks of every row. */
const everything = async () => [
  await client.marks.tags(),
  await client.rows(
    'SELECT table_name, evidence_id, record_no, tags, starred, note FROM logs.main.row_marks ORDER BY ALL',
  ),
];

/** Each act leaves what `everything` says; undo goes back through it, redo forward again. */
async function expectUndone(acts: (() => Promise<{ step: string | null }>)[]): Promise<void> {
  const states = [await everything()];
  const steps: string[] = [];
  for (const act of acts) {
    steps.push((await act()).step!);
    states.push(await everything());
  }
  for (let i = acts.length - 1; i >= 0; i--) {
    await client.marks.undo({ step: steps[i]! });
    expect(await everything()).toEqual(states[i]);
  }
  for (let i = 0; i < acts.length; i++) {
    await client.marks.redo({ step: steps[i]! });
    expect(await everything()).toEqual(states[i + 1]);
  }
}

test('tags that were made, changed, renamed and removed are taken back with their rows, and done again', async () => {
  const put = (tag: string, rows: [number, number]) => () =>
    client.change(client.imported, [rows], { kind: 'tag', tag });
  await expectUndone([
    put('Suspicious', [0, 4]),
    put('Benign', [2, 6]),
    () => client.marks.saveTag({ name: 'Exfiltration', color: 'violet', shortcut: 1 }),
    put('Exfiltration', [3, 5]),
    () => client.change(client.imported, [[4, 8]], { kind: 'star' }),
    () => client.marks.saveTag({ name: 'suspicious', color: 'teal', shortcut: 3, was: 'Suspicious' }),
    () => client.marks.removeTag({ name: 'Exfiltration' }),
    put('suspicious', [6, 7]),
    () => client.marks.removeTag({ name: 'suspicious' }),
    () => client.marks.saveTag({ name: 'Suspicious', color: 'red', shortcut: null }),
  ]);
});

test('a change of tags that others have changed since is refused, and changes nothing', async () => {
  const { step } = await client.marks.removeTag({ name: 'Malicious' });
  await client.marks.saveTag({ name: 'MALICIOUS', color: 'grey', shortcut: null });
  const before = await everything();
  await expect(client.marks.undo({ step: step! })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const made = await client.marks.saveTag({ name: 'X', color: 'grey', shortcut: 2 });
  await client.marks.saveTag({ name: 'X', color: 'red', shortcut: 2, was: 'X' });
  await expect(client.marks.undo({ step: made.step! })).rejects.toMatchObject({ message: /“X” was changed since/ });
  await client.marks.removeTag({ name: 'X' });
  expect(await everything()).toEqual(before);
  expect(
    await client.marks.saveTag({ name: 'MALICIOUS', color: 'grey', shortcut: null, was: 'MALICIOUS' }),
  ).toMatchObject({ step: null });
});

test('marks and tags are there after the case was closed and opened again', async () => {
  const { openCase } = await import('../../../../src-main/engine/cases/case-folder.ts');
  const { testOptions } = await import('../../support/case.ts');
  await client.change(client.imported, [[0, 2]], { kind: 'note', text: 'kept' });
  await client.open.close();
  const again = await openCase(client.open.dir, testOptions());
  const rows = await again.db.use((connection) => connection.rows('SELECT note FROM logs.main.row_marks'));
  await again.close();
  expect(rows).toEqual([{ note: 'kept' }, { note: 'kept' }]);
});
