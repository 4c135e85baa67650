// Our own rules over what the generator tells: ordinary days, on which they must be quiet, and the intrusion, of which every
// step that shows in a single call must be found.
import { describe, expect, it } from 'vitest';
import { readRules } from '../../src-main/engine/detections/rules/read-rules.ts';
import { writeOrdinaryEvent } from '../generate/activities/activities.ts';
import { seedRandom } from '../generate/random.ts';
import { setScene } from '../generate/scene.ts';
import { tellStory } from '../generate/story/story.ts';
import { makeWorld } from '../generate/world.ts';
import { interpretEvent, readEvent } from '../shared/sigma/interpret.ts';
import { correlate } from './correlate.ts';
import { packFolder } from './read-pack.ts';
import type { CloudTrailEvent } from './rule-events.ts';

const { rules } = await readRules([packFolder]);
const all = rules.map(({ rule }) => rule);
const correlations = all.flatMap((rule) => (rule.kind === 'correlation' ? [rule] : []));
const findings = all.flatMap((rule) =>
  rule.kind === 'detection' && (rule.custom.pugmark as { part?: boolean }).part !== true ? [rule] : [],
);

const world = makeWorld({ seed: 'rules' });
const monday = Date.parse('2026-03-09T00:00:00Z') / 1000;

/** Titles of the rules that find something, each as often as it does. */
function findTitles(texts: string[]): string[] {
  const events = texts.map(readEvent);
  return findings.flatMap((rule) => events.filter((event) => interpretEvent(rule, event)).map(() => rule.title));
}

const correlated = (texts: string[]): string[] => {
  const events = texts.map((text) => JSON.parse(text) as CloudTrailEvent);
  return correlations.filter((rule) => correlate(rule, all, events).length > 0).map(({ title }) => title);
};

describe('an ordinary day', () => {
  const random = seedRandom('ordinary');
  const scenes = world.accounts.map((account) => setScene(world, account, 'us-east-1', monday, 'rules', 1));
  const count = 800;
  const texts = Array.from(
    { length: count },
    (_, i) => writeOrdinaryEvent(scenes[i % scenes.length]!, random, monday + i * 100).text,
  );

  it('has few findings, and none above low', () => {
    const titles = findTitles(texts);
    expect(titles.length / count).toBeLessThan(0.01);
    const loud = findings.filter(({ level }) => level !== 'informational' && level !== 'low').map(({ title }) => title);
    expect(titles.filter((title) => loud.includes(title))).toEqual([]);
  });

  it('sets off no correlation', () => {
    expect(correlated(texts)).toEqual([]);
  });
});

describe('the intrusion', () => {
  const { stages } = tellStory(world, world.accounts[0]!, world.accounts[1]!, monday);
  const textsOf = (name: string) => stages.find((stage) => stage.name === name)!.events.map(({ text }) => text);

  it.each([
    ['first-use', ['Call from an operating system for penetration tests']],
    ['recon', ['All of IAM downloaded', 'Mail sending limits looked up', 'Guards of the account looked up with a key']],
    ['backdoor', ['IAM user created', 'Access key created for another user', 'Policy for administrators attached']],
    ['console', ['Console login without MFA']],
    ['blinding', ['Trail stopped', 'Trail no longer records all management events', 'Flow logs deleted']],
    ['crossing', ['Role assumed from another account']],
    ['secrets', ['Whole tree of parameters decrypted']],
    ['snapshot', ['Disk snapshot shared with an account']],
    ['mining', ['Machines with accelerators started', 'Administration port opened to the world']],
    ['cleanup', ['Role opened to an account', 'Log group deleted']],
    ['return', ['Role assumed from another account']],
  ])('is found at %s', (stage, titles) => {
    expect([...new Set(findTitles(textsOf(stage)))]).toEqual(expect.arrayContaining(titles));
  });

  it('is found by what its calls are together', () => {
    expect(correlated(stages.flatMap(({ events }) => events.map(({ text }) => text)))).toEqual(
      expect.arrayContaining([
        'Many different calls refused',
        'New user made administrator with a key',
        'One key in many regions',
        'Snapshot created, then shared',
      ]),
    );
  });
});
