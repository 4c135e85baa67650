// An attack among ordinary events, as the generator plants it: its whole chain is found, and in no other row anything is said
// that the events themselves do not say.
import { beforeAll, expect, test } from 'vitest';
import { writeOrdinaryEvent } from '../../../generate/activities/activities.ts';
import { seedRandom } from '../../../generate/random.ts';
import { setScene } from '../../../generate/scene.ts';
import { type Story, tellStory } from '../../../generate/story/story.ts';
import { attacker } from '../../../generate/story/teller.ts';
import { makeWorld } from '../../../generate/world.ts';
import { makeViewClient, type ViewClient, view } from '../view-client.ts';
import { bringUpToDate, storeEvents, type TestEvent } from './trail.ts';

const night = Date.UTC(2026, 2, 11) / 1000;
const world = makeWorld({ seed: 'planted', forShipping: true });
const [prod, , dev] = world.accounts as [(typeof world.accounts)[0], unknown, (typeof world.accounts)[0]];
const pipeline = `arn:aws:iam::${dev.id}:user/${dev.users[0]!.name}`;
const backdoor = `arn:aws:iam::${dev.id}:user/${attacker.backdoorUser}`;

let story: Story;
let ordinary: TestEvent[];
let views: ViewClient;
/** Event id → actor. */
let actors: Map<string, string>;
let sessions: Map<string, Record<string, unknown>>;

const parse = (text: string) => JSON.parse(text) as TestEvent;
const stage = (name: string) => story.stages.find((one) => one.name === name)!.events.map(({ text }) => parse(text));

beforeAll(async () => {
  story = tellStory(world, dev, prod, night);
  const random = seedRandom('planted', true);
  ordinary = Array.from({ length: 6000 }, (_, i) => {
    const scene = setScene(world, world.accounts[i % 5]!, world.regions[i % 3]!, night, 'planted', 1);
    return parse(writeOrdinaryEvent(scene, random, night + random.below(86_400)).text);
  });
  views = await makeViewClient();
  const planted = story.stages.flatMap((one) => one.events.map(({ text }) => parse(text)));
  // Ordinary events and the attack's are in one another's batches, and the attack's later ones come first.
  await storeEvents(views.open, [...ordinary.slice(0, 3000), ...planted.slice(planted.length / 2)]);
  await bringUpToDate(views.open);
  await storeEvents(views.open, [...planted.slice(0, planted.length / 2), ...ordinary.slice(3000)]);
  await bringUpToDate(views.open);
  const all: (string | null)[][] = [];
  const opened = await views.openReady(view('cloudtrail'));
  const columns = ['eventid', 'actor'].map((column) => ({ column, path: [] }));
  for (let offset = 0; offset < opened.matched; offset += 5000)
    all.push(...(await views.page(opened.viewId, offset, 5000, columns)));
  actors = new Map(all.map(([id, actor]) => [id!, actor!]));
  sessions = new Map(
    (await views.rows('SELECT * FROM logs.pugmark.sessions')).map((row) => [String(row.session), row]),
  );
}, 120_000);

test('every row of the attack is laid at the leaked key’s user, the back door’s, or the stranger’s', () => {
  const byPipeline = ['first-use', 'recon', 'backdoor', 'crossing', 'secrets', 'exfiltration', 'snapshot', 'mining'];
  for (const { name, events } of story.stages.filter((one) => byPipeline.includes(one.name)))
    for (const { id } of events) expect(actors.get(id), name).toBe(pipeline);
  for (const name of ['console', 'blinding'])
    for (const { eventID } of stage(name)) expect(actors.get(eventID), name).toBe(backdoor);
  for (const one of stage('cleanup'))
    expect(actors.get(one.eventID)).toBe(one.recipientAccountId === prod.id ? pipeline : backdoor);
  const stranger = stage('return')[0]!.userIdentity.principalId;
  for (const { eventID } of stage('return')) expect(actors.get(eventID)).toBe(stranger);
});

test('the links are the attack’s own events', () => {
  const [assumed] = stage('crossing') as [TestEvent];
  const deployKey = (assumed.responseElements as { credentials: { accessKeyId: string } }).credentials.accessKeyId;
  expect(sessions.get(deployKey)).toMatchObject({
    link: 'response',
    parent: story.leakedKey,
    depth: 2,
    copies: 2,
    missing: null,
  });
  expect(sessions.get(story.leakedKey)).toMatchObject({ kind: 'access key', parent: pipeline });
  expect(sessions.get(story.backdoorKey)).toMatchObject({
    made_by: story.leakedKey,
    issued_by: 'CreateAccessKey',
    parent: backdoor,
  });
  const consoleKey = stage('blinding')[0]!.userIdentity.accessKeyId as string;
  expect(sessions.get(consoleKey)).toMatchObject({ link: 'login', parent: backdoor, issued_by: 'ConsoleLogin' });
  const supportKey = stage('return')[1]!.userIdentity.accessKeyId as string;
  expect(sessions.get(supportKey)).toMatchObject({
    link: 'response',
    missing: `the caller’s side of the call, in account ${attacker.outsideAccount}, is not in the case`,
  });
});

test('ordinary rows name another actor only where an event or the session itself says so', () => {
  const issued = new Map<string, TestEvent>();
  for (const one of ordinary) {
    const key = (one.responseElements as { credentials?: { accessKeyId: string } } | null)?.credentials?.accessKeyId;
    if (key) issued.set(key, one);
  }
  expect(issued.size).toBeGreaterThan(500);
  let others = 0;
  for (const one of ordinary) {
    const who = one.userIdentity as Record<string, string> & { sessionContext?: { sessionIssuer?: { arn?: string } } };
    const own = who.arn || who.invokedBy || who.principalId || who.accountId; // An anonymous caller's ids are empty text.
    const actor = actors.get(one.eventID);
    if (actor === (who.type === 'AWSService' ? who.invokedBy : own)) continue;
    others++;
    const isSso = who.sessionContext?.sessionIssuer?.arn?.includes(':role/aws-reserved/sso.amazonaws.com/');
    if (isSso) expect(actor).toBe(who.principalId!.split(':').slice(1).join(':'));
    else expect(issued.has(who.accessKeyId ?? ''), `${one.eventID} is laid at ${actor}`).toBe(true);
  }
  expect(others).toBeGreaterThan(100);
  // Keys that were issued lead to whom the event names.
  for (const [key, one] of issued) {
    const caller = one.userIdentity as Record<string, string>;
    const told = sessions.get(key)!;
    expect(told.link).toBe('response');
    if (caller.accessKeyId) expect(told.parent).toBe(caller.accessKeyId);
    else
      expect([
        caller.invokedBy,
        caller.principalId,
        (one.requestParameters as { roleSessionName: string }).roleSessionName,
      ]).toContain(told.parent);
  }
});
