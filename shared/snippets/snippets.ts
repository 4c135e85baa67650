// All questions, in the order in which the console lists them: from the broad ones to the particular.
import { compute } from './compute.ts';
import { coveringTracks } from './covering-tracks.ts';
import { data } from './data.ts';
import { identityChanges } from './identity-changes.ts';
import { keys } from './keys.ts';
import { overview } from './overview.ts';
import { principals } from './principals.ts';
import { signIn } from './sign-in.ts';
import type { Snippet } from './snippet.ts';

export const snippets: readonly Snippet[] = [
  ...overview,
  ...keys,
  ...principals,
  ...signIn,
  ...identityChanges,
  ...coveringTracks,
  ...data,
  ...compute,
];
