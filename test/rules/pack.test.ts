// The form of our own rules: what every file says, and says in the same way.
import { readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { levels } from '../../shared/sigma/rule.ts';
import { fieldsOf, type PackFile, type PackRule, packFolder, readPack } from './read-pack.ts';
import { readRuleEvents } from './rule-events.ts';

const pack = readPack();
const events = readRuleEvents();
const detections = pack.filter(({ rule }) => rule.detection);
const correlations = pack.filter(({ rule }) => rule.correlation);
const parts = pack.filter(({ rule }) => rule.pugmark.part);

const tactics = [
  'initial-access',
  'execution',
  'persistence',
  'privilege-escalation',
  'defense-evasion',
  'credential-access',
  'discovery',
  'lateral-movement',
  'collection',
  'exfiltration',
  'impact',
];

/** Paths of the files that have something wrong with them, with what it is. */
const faults = (files: PackFile[], find: (file: PackFile) => (string | false | undefined)[]) =>
  files.flatMap((file) => find(file).flatMap((fault) => (fault ? [`${file.path}: ${fault}`] : [])));

const doubles = (values: string[]) => values.filter((value, i) => values.indexOf(value) !== i);

describe('the pack', () => {
  it('is as large as it says', () => {
    expect(detections.length - parts.length).toBeGreaterThanOrEqual(60);
    expect(correlations.length).toBeGreaterThanOrEqual(10);
    expect(detections.length + correlations.length).toBe(pack.length);
    for (const tactic of tactics)
      expect(pack.filter(({ folder }) => folder === tactic).length, tactic).toBeGreaterThan(4);
  });

  it('is counted rightly in its README', () => {
    const readme = readFileSync(join(packFolder, 'README.md'), 'utf8');
    const counted = Object.fromEntries(
      [...readme.matchAll(/^\| `([a-z/-]+)` \| (\d+) \|/gm)].map(([, folder, count]) => [folder, Number(count)]),
    );
    const folders = [...new Set(pack.map(({ folder }) => folder))];
    expect(counted).toEqual(
      Object.fromEntries(folders.map((folder) => [folder, pack.filter((file) => file.folder === folder).length])),
    );
  });

  it('has one document a file, named by the title', () => {
    expect(
      faults(pack, ({ text, slug, rule: { title } }) => [
        /^---/m.test(text) && 'more than one document',
        slug !== title.toLowerCase().replace(/[^a-z0-9]+/g, '_') && 'the name is not that of the title',
        !/^[a-z0-9_]{10,70}$/.test(slug) && 'the name is not one of 10 to 70 letters, digits and underscores',
      ]),
    ).toEqual([]);
  });

  it('means the same in YAML 1.1, which many tools for Sigma read', () => {
    const old = (text: string) => parse(text, { version: '1.1' }) as PackRule;
    expect(
      faults(pack, ({ text, rule }) => [
        JSON.stringify(rule.detection) !== JSON.stringify(old(text).detection) && 'another detection',
        JSON.stringify(rule.correlation) !== JSON.stringify(old(text).correlation) && 'another correlation',
      ]),
    ).toEqual([]);
  });

  it('repeats no title, id, name or detection', () => {
    expect(doubles(pack.map(({ rule }) => rule.title.toLowerCase()))).toEqual([]);
    expect(doubles(pack.map(({ rule }) => rule.id))).toEqual([]);
    expect(doubles(pack.flatMap(({ rule }) => rule.name ?? []))).toEqual([]);
    expect(doubles(pack.map(({ rule }) => JSON.stringify(rule.detection ?? rule.correlation)))).toEqual([]);
  });
});

describe('every rule', () => {
  it('says what the specification and the project ask for', () => {
    const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    const keys =
      'title id name status description references author date tags logsource detection correlation falsepositives level pugmark'.split(
        ' ',
      );
    expect(
      faults(pack, ({ rule }) => [
        ...Object.keys(rule).map((key) => !keys.includes(key) && `unknown key ${key}`),
        !version4.test(rule.id) && 'the id is no random UUID',
        rule.status !== 'experimental' && 'status',
        rule.author !== 'Pugmark' && 'author',
        !/^20\d\d-\d\d-\d\d$/.test(rule.date) && 'date',
        !levels.some((level) => level === rule.level) && 'level',
        rule.detection &&
          JSON.stringify(rule.logsource) !== '{"product":"aws","service":"cloudtrail"}' &&
          'the logsource is another',
        rule.name !== undefined && !/^[a-z]+(_[a-z]+)*$/.test(rule.name) && 'name',
      ]),
    ).toEqual([]);
  });

  it('explains itself in sentences', () => {
    const countSentences = (text: string) => text.match(/[.?!](\s|$)/g)?.length ?? 0;
    const isSentence = (text: string) => /^["“A-Z].*[.]$/s.test(text.trim());
    expect(
      faults(pack, ({ rule: { title, description, falsepositives, pugmark } }) => [
        !/^[A-Z]/.test(title) && 'the title does not begin with a capital',
        title.endsWith('.') && 'the title ends with a stop',
        !isSentence(description) && 'the description is no sentence',
        !pugmark.part && countSentences(description) < 2 && 'the description is short',
        countSentences(description) > 4 && 'the description is long',
        falsepositives.length === 0 && 'it does not say what is normal',
        ...falsepositives.map((text) => !isSentence(text) && `no sentence: ${text}`),
        !pugmark.part && (pugmark.next.length < 2 || pugmark.next.length > 4) && 'it needs two to four next steps',
        ...pugmark.next.map((text) => !isSentence(text) && `no sentence: ${text}`),
      ]),
    ).toEqual([]);
  });

  it('names its technique and where to read about it', () => {
    const tag = new RegExp(`^attack\\.(${tactics.join('|')}|t1\\d{3}(\\.\\d{3})?)$`);
    expect(
      faults(pack, ({ folder, rule: { tags, references } }) => [
        ...tags.map((text) => !tag.test(text) && `tag ${text}`),
        doubles(tags).length > 0 && 'a tag twice',
        !tags.some((text) => text.startsWith('attack.t1')) && 'no technique',
        tactics.includes(folder) && tags[0] !== `attack.${folder}` && 'the first tag is not the folder',
        ...tags
          .filter((text) => text.startsWith('attack.t1'))
          .map((text) => {
            const page = `https://attack.mitre.org/techniques/${text.slice(7).toUpperCase().replace('.', '/')}/`;
            return !references.includes(page) && `no reference for ${text}`;
          }),
        !references.some((url) => !url.startsWith('https://attack.mitre.org/')) && 'only the technique as a reference',
        ...references.map((url) => !/^https:\/\/[a-z.]+\/[^\s]*$/.test(url) && `reference ${url}`),
      ]),
    ).toEqual([]);
  });

  it('marks those that only others count as parts', () => {
    const used = new Set(correlations.flatMap(({ rule }) => rule.correlation!.rules));
    expect(
      faults(pack, ({ folder, rule }) => [
        (folder === 'correlation/parts') !== (rule.pugmark.part === true) && 'part or not',
        rule.pugmark.part && rule.level !== 'informational' && 'a part is informational',
        rule.pugmark.part && !used.has(rule.name!) && 'a part that nothing uses',
        rule.correlation !== undefined && folder !== 'correlation' && 'a correlation in another folder',
      ]),
    ).toEqual([]);
  });
});

describe('fields', () => {
  const recordFields =
    'eventVersion userIdentity eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage requestParameters responseElements additionalEventData requestID eventID eventType apiVersion managementEvent readOnly resources recipientAccountId serviceEventDetails sharedEventID vpcEndpointId eventCategory sessionCredentialFromConsole edgeDeviceDetails tlsDetails';
  const identityFields =
    'type principalId arn accountId accessKeyId userName invokedBy sessionContext.sessionIssuer.type sessionContext.sessionIssuer.arn sessionContext.sessionIssuer.userName sessionContext.attributes.mfaAuthenticated sessionContext.ec2RoleDelivery';
  const known = new Set([
    ...recordFields.split(' '),
    ...identityFields.split(' ').map((field) => `userIdentity.${field}`),
  ]);
  const open = /^(requestParameters|responseElements|additionalEventData|serviceEventDetails)\.[A-Za-z]/;
  const isKnown = (field: string) => known.has(field) || open.test(field);

  it('are written as CloudTrail writes them', () => {
    expect(
      faults(detections, ({ slug, rule }) => {
        const written = [...(events.get(slug)?.match ?? []), ...(events.get(slug)?.miss ?? [])].flatMap((event) =>
          pathsOf(event),
        );
        return fieldsOf(rule.detection!).map((field) => {
          if (!isKnown(field)) return `unknown field ${field}`;
          const otherCase = written.find((path) => path !== field && path.toLowerCase() === field.toLowerCase());
          return otherCase !== undefined && `${field} is ${otherCase} in an event`;
        });
      }),
    ).toEqual([]);
  });

  it('of correlations exist too', () => {
    expect(
      faults(correlations, ({ rule: { correlation } }) => {
        const aliases = correlation!.aliases ?? {};
        const counted = (correlation!.condition?.field as string | undefined) ?? [];
        return [
          ...correlation!['group-by'].concat(counted).map((field) => !(field in aliases) && !isKnown(field) && field),
          ...Object.values(aliases).flatMap((alias) => Object.values(alias).map((field) => !isKnown(field) && field)),
          ...Object.entries(aliases).map(
            ([name, alias]) =>
              Object.keys(alias).toSorted().join() !== correlation!.rules.toSorted().join() &&
              `${name} does not say a field for every rule`,
          ),
        ];
      }),
    ).toEqual([]);
  });
});

/** `a.b.c` for everything in a record; arrays are looked through. */
function pathsOf(node: unknown, path = ''): string[] {
  if (Array.isArray(node)) return node.flatMap((item) => pathsOf(item, path));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const inner = path === '' ? key : `${path}.${key}`;
    return [inner, ...pathsOf(value, inner)];
  });
}
