import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleDefinition } from '../../shared/formats/own/example.ts';
import { runHere } from './in-process.ts';

let folder: string;
const run = (...args: string[]) => runHere(['formats', ...args], join(folder, 'user'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pugmark-formats-'));
  await mkdir(join(folder, 'user', 'formats'), { recursive: true });
  await writeFile(join(folder, 'good.json'), exampleDefinition);
  await writeFile(join(folder, 'bad.json'), exampleDefinition.replace('"alice",', '"bob",'));
  await writeFile(join(folder, 'user', 'formats', 'myapp.json'), exampleDefinition);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('lists log types, those of one’s own too', async () => {
  const { code, stdout } = await run();
  expect(code).toBe(0);
  expect(stdout).toMatch(/^cloudtrail .*AWS/m);
  expect(stdout).toMatch(/^myapp .*own +My application/m);
});

it('checks definitions, and says what is wrong with one', async () => {
  const { code, stdout } = await run('check', join(folder, 'good.json'));
  expect(code).toBe(0);
  expect(stdout).toContain('myapp can be used; 2 samples');
  const bad = await run('check', join(folder, 'good.json'), join(folder, 'bad.json'));
  expect(bad.code).toBe(3);
  expect(bad.stderr).toContain(
    `${join(folder, 'bad.json')}: sample 1, column user_name: “bob” was expected, “alice” came.`,
  );
  expect((await run('check')).code).toBe(2);
  expect((await run('chck')).code).toBe(2);
});

it('says what is wrong in the folder', async () => {
  await writeFile(join(folder, 'user', 'formats', 'broken.json'), '{ "name": "x" }');
  const { code, stderr } = await run('--json');
  expect(code).toBe(3);
  expect(stderr).toContain('broken.json:1: the whole (line 1): “title” is missing.');
});
