// Writes an event where it happens: in the scene's account and region.
import { type Actor, type Event, type EventFields, writeEvent } from '../event.ts';
import type { Random } from '../random.ts';
import type { Scene } from '../scene.ts';

export function write(
  scene: Scene,
  random: Random,
  fields: Omit<EventFields, 'region' | 'account'> & { region?: string },
): Event {
  return writeEvent(random, { account: scene.account.id, region: scene.region, ...fields });
}

export function denied(actor: Actor, action: string, resource = '*'): readonly [string, string] {
  return [
    'AccessDenied',
    `User: ${actor.arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  ];
}
