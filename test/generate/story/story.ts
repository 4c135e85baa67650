// An intrusion told in events: a CI user's access key leaks, and one night later there is a backdoor, a copy of the
// customers' data elsewhere, and a bill. Every stage leaves the traces that the real calls leave.
import type { Account, World } from '../world.ts';
import { cleanUp, comeBack, respond } from './aftermath.ts';
import { breakIn } from './break-in.ts';
import { copyObjects, crossOver, mine, readSecrets, shareSnapshot } from './plunder.ts';
import { attacker, openTeller, type Stage } from './teller.ts';

export type Story = { stages: Stage[]; attackerIps: string[]; leakedKey: string; backdoorKey: string };

/** @param home owns the leaked key; its pipeline may assume `deploy-prod` in `prod` */
export function tellStory(world: World, home: Account, prod: Account, night: number): Story {
  const teller = openTeller(world, home, prod, night);
  const foothold = breakIn(teller);
  const deploy = crossOver(teller);
  readSecrets(teller, deploy);
  copyObjects(teller, deploy);
  shareSnapshot(teller, deploy);
  mine(teller, deploy);
  cleanUp(teller, deploy, foothold);
  respond(teller);
  comeBack(teller);
  return {
    stages: teller.stages,
    attackerIps: [attacker.cliIp, attacker.consoleIp, attacker.ipv6],
    leakedKey: home.users[0]!.accessKey,
    backdoorKey: foothold.backdoorKey,
  };
}
