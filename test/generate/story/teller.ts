// What every stage of a story is told with: a clock, events that follow one another, and the cast.
import { iamUser } from '../actors.ts';
import { type Actor, type Event, type EventFields, writeEvent } from '../event.ts';
import { type Random, seedRandom } from '../random.ts';
import type { Account, World } from '../world.ts';

export type Stage = { name: string; title: string; events: Event[] };
export type CallFields = Pick<EventFields, 'service' | 'name'> & Partial<EventFields>;
/** Seconds later, the actor makes a call in an account. */
export type Call = (actor: Actor, account: Account, fields: CallFields, secondsLater?: number) => Event;

export type Teller = {
  world: World;
  /** Owns the leaked key. */
  home: Account;
  prod: Account;
  /** Seconds since 1970 of midnight (UTC) of the attack's first day. */
  night: number;
  random: Random;
  stages: Stage[];
  stage(this: void, name: string, title: string): void;
  call: Call;
  /** Adds an event that was written elsewhere to the stage. */
  keep(this: void, event: Event): void;
  /** Sets the clock: days after the first one. */
  at(this: void, hours: number, minutes: number, days?: number): void;
  wait(this: void, seconds: number): void;
  now(this: void): number;
};

export const attacker = {
  cliIp: '192.0.2.66',
  consoleIp: '192.0.2.187',
  ipv6: '2001:db8:bad:cafe::17',
  cli: 'aws-cli/2.13.5 Python/3.11.4 Linux/6.5.0-kali3-amd64 exe/x86_64.kali.2023 prompt/off command/',
  browser: 'Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0',
  outsideAccount: '999988887777',
  backdoorUser: 'svc-backup-agent',
};

export function openTeller(world: World, home: Account, prod: Account, night: number): Teller {
  const random = seedRandom('story', true);
  const stages: Stage[] = [];
  let clock = night + 21 * 3600 + 14 * 60 + 7;
  const keep = (event: Event) => void stages.at(-1)!.events.push(event);
  return {
    world,
    home,
    prod,
    night,
    random,
    stages,
    keep,
    stage: (name, title) => void stages.push({ name, title, events: [] }),
    call(actor, account, fields, secondsLater = 3 + random.below(20)) {
      clock += secondsLater;
      const isGlobal = fields.service === 'iam' || fields.service === 'signin';
      const event = writeEvent(random, {
        time: clock,
        actor,
        account: account.id,
        region: fields.region ?? 'us-east-1',
        host: isGlobal ? `${fields.service}.amazonaws.com` : undefined,
        ...fields,
      });
      keep(event);
      return event;
    },
    at(hours, minutes, days = 0) {
      clock = night + days * 86_400 + hours * 3600 + minutes * 60 + random.below(40);
    },
    wait(seconds) {
      clock += seconds;
    },
    now: () => clock,
  };
}

/** The pipeline's user, as the attacker uses its key with the AWS CLI. */
export function leakedUser({ home }: Teller, command: string): Actor {
  const ci = home.users[0]!;
  return iamUser({
    account: home.id,
    user: ci.name,
    userId: ci.id,
    accessKey: ci.accessKey,
    ip: attacker.cliIp,
    agent: attacker.cli + command,
  });
}

/** The same actor with another command of the AWS CLI. */
export const as = (actor: Actor, command: string): Actor => ({ ...actor, agent: attacker.cli + command });

/** A time as CloudTrail writes it in responses: `Mar 11, 2026, 9:23:00 PM`. */
export function writeDate(time: number): string {
  const date = new Date(time * 1000);
  const month = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[date.getUTCMonth()];
  const hour = date.getUTCHours();
  const clock = `${hour % 12 || 12}${date.toISOString().slice(13, 19)} ${hour < 12 ? 'AM' : 'PM'}`;
  return `${month} ${date.getUTCDate()}, ${date.getUTCFullYear()}, ${clock}`;
}

/** `CreateAccessKey` → `create-access-key`, as the AWS CLI spells its commands. */
export function dashed(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
