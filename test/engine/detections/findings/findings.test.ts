import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { arnOf, openRuleCase, timeOf, writeRule } from './rule-case.ts';

const day = 86_400;
const rules = {
  made: writeRule('Made', 'selection: { eventName: CreateUser }\ncondition: selection', 'falsepositives: [Onboarding]'),
  refused: writeRule('Refused', 'selection: { errorCode: Denied }\ncondition: selection'),
  storm: `title: Storm
name: storm
level: medium
tags: [attack.discovery]
correlation:
  type: event_count
  rules: [refused]
  group-by: [userIdentity.arn]
  timespan: 1h
  condition: { gte: 3 }`,
};

const more = {
  keyed: writeRule(
    'Keyed',
    'selection: { eventName|startswith: CreateAccess }\nfilter: { errorCode: Denied }\ncondition: selection and not filter',
  ),
};

let cased: Awaited<ReturnType<typeof openRuleCase>>;
beforeAll(async () => {
  cased = await openRuleCase(rules, more);
});

const denied = { errorCode: 'Denied' };

describe('findings', () => {
  it('are none before rules were run', async () => {
    await cased.store([
      { name: 'CreateUser', user: 'eve', at: 5 },
      { name: 'CreateUser', user: 'eve', at: 9 },
      { name: 'CreateUser', user: 'eve', at: day + 1, more: denied },
      { name: 'CreateUser', user: null, at: 7 },
      { name: 'CreateAccessKey', user: 'eve', at: 10 },
      { name: 'ListUsers', user: 'mallory', at: 50, more: denied },
      { name: 'ListUsers', user: 'mallory', at: 60, more: denied },
    ]);
    expect(await cased.list()).toEqual([]);
    expect((await cased.detections.rules({})).rules.map(({ name, isPart }) => [name, isPart])).toEqual([
      ['Made', false],
      ['Refused', true],
      ['Keyed', false],
      ['Storm', false],
    ]);
  });

  it('are hits of a rule by one actor on one day; what correlations count makes none', async () => {
    expect(await cased.run()).toMatchObject({ state: 'current', rules: 4, rows: 7, findings: 4 });
    expect(await cased.list()).toEqual([
      'Made eve 01-02: 1',
      'Keyed eve 01-01: 1',
      'Made eve 01-01: 2',
      'Made - 01-01: 1',
    ]);
    const [, , third] = await cased.detections.findings();
    expect(third).toMatchObject({
      level: 'high',
      tactics: ['persistence'],
      techniques: ['T1098'],
      actor: arnOf('eve'),
      first: timeOf(5),
      last: timeOf(9),
      failed: 0,
      sourceIps: ['192.0.2.1'],
      actions: ['CreateUser'],
    });
    expect((await cased.detections.findings())[0]).toMatchObject({ failed: 1 });
    expect((await cased.countRows()).filter(({ hits, rows }) => hits !== rows)).toEqual([]);
  });

  it('come up to date with the rows that came since, and keep their numbers', async () => {
    const before = new Map(
      (await cased.detections.findings()).map(({ finding, name, day: on }) => [finding, name + on]),
    );
    await cased.store([
      { name: 'CreateUser', user: 'eve', at: 3 },
      { name: 'ListUsers', user: 'mallory', at: 70, more: denied },
    ]);
    expect(await cased.run()).toMatchObject({ rows: 9, findings: 5 });
    expect(await cased.list()).toEqual([
      'Made eve 01-02: 1',
      'Keyed eve 01-01: 1',
      'Made eve 01-01: 3',
      'Made - 01-01: 1',
      'Storm mallory 01-01: 3',
    ]);
    for (const { finding, name, day: on } of (await cased.detections.findings()).slice(0, 4))
      expect(before.get(finding)).toBe(name + on);
    expect((await cased.countRows()).filter(({ hits, rows }) => hits !== rows)).toEqual([]);
  });

  it('are columns of the rows', async () => {
    const storm = (await cased.detections.findings()).find(({ name }) => name === 'Storm')!;
    const rows = await cased.readRows(['useragent', 'rules', 'findings'], { column: 'rules', values: ['Storm'] });
    expect(rows).toEqual(Array(3).fill([null, '["Storm"]', `["${storm.finding}"]`]));
    // Of a rule that makes no findings, and of none at all.
    expect(await cased.readRows(['rules'], { column: 'rules', values: ['Refused'] })).toEqual([]);
    expect(await cased.readRows(['rules'], { column: 'rules', values: [null] })).toEqual([]);
  });

  it('are on the page of who is behind them', async () => {
    const { rules: hit } = await cased.entities.deeds({
      entity: { kind: 'principal', value: arnOf('mallory') },
      scope: 'own',
    });
    expect(hit).toMatchObject({ distinct: 1, items: [{ value: 'Storm', count: 3, errors: 3 }] });
    expect(await cased.countView(hit.items[0]!.view)).toBe(3);
  });

  it('explain themselves: the lines of the rule with the values they met', async () => {
    const findings = await cased.detections.findings();
    const explain = async (name: string) =>
      await cased.detections.explain({ finding: findings.find((one) => one.name === name)!.finding });
    const [keyed] = await explain('Keyed');
    expect(keyed).toMatchObject({
      name: 'Keyed',
      eventTime: timeOf(10),
      fields: [
        {
          search: 'selection',
          field: 'eventName',
          test: 'like “CreateAccess*”',
          value: 'CreateAccessKey',
        },
      ],
    });
    const storm = await explain('Storm');
    expect(storm.map(({ name, fields }) => [name, fields[0]!.value])).toEqual(Array(3).fill(['Refused', 'Denied']));
  });

  it('show the SQL of their rules, which runs as it stands', async () => {
    const { rules: all } = await cased.detections.rules({});
    for (const { key, name } of all) {
      const { sql } = await cased.detections.rule({ key });
      const expected = { Keyed: 1, Made: 5, Refused: 4, Storm: 1 }[name];
      expect([name, (await cased.rows(sql)).length]).toEqual([name, expected]);
    }
  });

  it('stay judged, noted and tagged, whatever runs', async () => {
    const [first, second] = await cased.detections.findings();
    await cased.detections.change({
      findings: [first!.finding, second!.finding],
      change: { kind: 'dismiss', reason: 'Ours' },
    });
    await cased.detections.change({ findings: [second!.finding], change: { kind: 'confirm' } });
    await cased.detections.change({ findings: [second!.finding], change: { kind: 'tag', tag: 'Key', on: true } });
    await cased.detections.change({ findings: [second!.finding], change: { kind: 'note', text: 'Look' } });
    await cased.run();
    const [one, two] = await cased.detections.findings();
    expect(one).toMatchObject({ state: 'dismissed', reason: 'Ours', tags: [], note: null });
    expect(two).toMatchObject({ state: 'confirmed', reason: null, tags: ['Key'], note: 'Look' });
    await cased.detections.change({ findings: [one!.finding], change: { kind: 'reopen' } });
    expect((await cased.detections.findings())[0]).toMatchObject({ state: null, changed: null });
    await expect(cased.detections.change({ findings: [9999], change: { kind: 'confirm' } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('lose what an exception takes out, and have it back', async () => {
    const made = (await cased.detections.rules({})).rules.find(({ name }) => name === 'Made')!;
    const filter = {
      id: 'f',
      op: 'in' as const,
      column: { column: 'useridentity', path: ['arn'] },
      values: [arnOf('eve')],
    };
    const view = { from: { kind: 'table' as const, table: 'cloudtrail' }, where: [filter], time: { to: timeOf(day) } };
    const added = await cased.detections.addException({ rule: made.key, view, reason: 'It was us' });
    expect(added).toMatchObject({ reason: 'It was us', rule: made.key });
    await cased.run();
    expect(await cased.list()).not.toContain('Made eve 01-01: 3');
    expect(await cased.list()).toContain('Made eve 01-02: 1');
    await cased.detections.removeException({ id: added.id });
    await cased.run();
    expect(await cased.list()).toContain('Made eve 01-01: 3');
    const { from } = view;
    await expect(cased.detections.addException({ rule: null, view: { from }, reason: 'All' })).rejects.toMatchObject({
      code: 'INVALID',
    });
  });

  it('of a correlation lose the rows that its rules lose', async () => {
    const refused = (await cased.detections.rules({})).rules.find(({ name }) => name === 'Refused')!;
    const view = { from: { kind: 'table' as const, table: 'cloudtrail' }, where: [], time: { from: timeOf(70) } };
    const { id } = await cased.detections.addException({ rule: refused.key, view, reason: 'Late ones do not count' });
    await cased.run();
    expect((await cased.list()).filter((line) => line.startsWith('Storm'))).toEqual([]);
    await cased.detections.removeException({ id });
  });

  it('follow what is switched off, and other levels', async () => {
    const { rules: all } = await cased.detections.rules({});
    const key = (name: string) => all.find((one) => one.name === name)!.key;
    await cased.detections.setRules({ keys: [key('Made')], isOn: false });
    await cased.detections.setRules({ keys: [key('Storm')], level: 'critical' });
    await cased.run();
    const [first] = await cased.detections.findings();
    expect(first).toMatchObject({ name: 'Storm', level: 'critical' });
    expect((await cased.list()).filter((line) => line.startsWith('Made'))).toEqual([]);
    await cased.detections.setRules({ keys: [key('Storm')], level: null });
    await cased.detections.setRules({ keys: [key('Made')], isOn: true });
    await cased.run();
    expect(await cased.list()).toContain('Made eve 01-01: 3');
  });

  it('are found anew when their rule has changed; what was judged and is found no more says so', async () => {
    cased.write('keyed', more.keyed.replace('CreateAccess', 'Nothing'));
    await cased.detections.rules({ again: true });
    await cased.run();
    const [last] = (await cased.detections.findings()).filter(({ name }) => name === 'Keyed');
    expect(last).toMatchObject({ hits: 0, state: 'confirmed', note: 'Look' });
    await expect(cased.detections.explain({ finding: last!.finding })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keep the rules of a folder that is gone', async () => {
    const keyedOf = async () => (await cased.detections.rules({})).rules.find(({ name }) => name === 'Keyed');
    cased.write('broken', 'title: Broken');
    cased.write('other', 'title: Other\nlogsource: { product: windows }\ndetection: { s: { a: b }, condition: s }');
    const list = await cased.detections.rules({ again: true });
    expect(list.folders).toMatchObject([{ path: cased.folder, rules: 1, problem: null }]);
    expect(list.others).toEqual([{ source: 'windows', count: 1 }]);
    expect(list.problems).toMatchObject([{ file: join(cased.folder, 'broken.yml'), line: 1 }]);
    rmSync(cased.folder, { recursive: true });
    await expect(cased.detections.rules({ again: true })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining(cased.folder) as string,
    });
    expect(await keyedOf()).toMatchObject({ folder: cased.folder });
    await cased.detections.removeFolder({ path: cased.folder });
    expect(await keyedOf()).toBeUndefined();
  });

  it('are in the journal', async () => {
    const actions = readFileSync(`${cased.open.dir}/journal.jsonl`, 'utf8');
    for (const action of ['run', 'folder', 'rules', 'exception', 'change'])
      expect(actions).toContain(`"detections.${action}"`);
  });
});
