// What an API does to things, told from its name.

export type ApiVerb = 'created' | 'changed' | 'deleted';

const creating =
  /^(?:Create|Run|Register|Import|Copy|Allocate|Launch|Upload|Issue|Invite|Generate|Restore|Publish|PutObject$|CompleteMultipart)/;
const deleting =
  /^(?:Delete|Terminate|Deregister|Release|Remove|Purge|Leave|BatchDelete|ForceDelete|Schedule\w*Deletion)/;

/** Of an API that is not reading: `CreateUser` created, `DeleteTrail` deleted, `AttachUserPolicy` and `StopLogging` changed. */
export function apiVerb(name: string): ApiVerb {
  return creating.test(name) ? 'created' : deleting.test(name) ? 'deleted' : 'changed';
}
