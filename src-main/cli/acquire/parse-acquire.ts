// Turns the words after `pugmark acquire` into a command.
import type { AcquisitionRequest } from '../../../shared/contract/acquisitions.ts';
import type { Login } from '../../../shared/contract/aws.ts';
import { whole } from '../words.ts';
import { type AcquireValues, readAcquireOptions, usage } from './options.ts';
import { readLogin } from './read-login.ts';
import { readLookup, readS3 } from './read-request.ts';

export type AcquireCommand = {
  name: 'acquire';
  /** Null: a check, or a dry run beside no case. */
  caseDir: string | null;
  login: Login;
  mfaCode: string | undefined;
  request: AcquisitionRequest;
  /** Ends of the event history's span that were not named: they move with the time of the call. */
  openEnds: { from: boolean; to: boolean };
  dryRun: boolean;
  check: boolean;
  /** Seconds between rounds; null: one round. */
  followSeconds: number | null;
  json: boolean;
};

export function parseAcquire(args: string[], env: NodeJS.ProcessEnv = process.env, now = Date.now()): AcquireCommand {
  const { values, positionals } = readAcquireOptions(args);
  const [from, ...rest] = positionals;
  if (from === undefined) throw usage('Say where from: s3://BUCKET/PREFIX, or lookup-events.');
  if (rest.length > 0) throw usage(`One place at a time: “${rest.join(' ')}” is too much.`);
  const isLookup = from === 'lookup-events';
  const request = isLookup ? readLookup(values, now) : readS3(from, values);
  const { check, follow, json } = values;
  const dryRun = values['dry-run'];
  if ([check, dryRun, follow].filter(Boolean).length > 1) throw usage('Choose one of --dry-run, --check and --follow.');
  if (values.case === undefined && !dryRun && !check) throw usage('--case DIR is needed.');
  return {
    name: 'acquire',
    caseDir: values.case ?? null,
    login: readLogin(values, env),
    mfaCode: values['mfa-code'],
    request,
    openEnds: { from: isLookup && values.from === undefined, to: isLookup && values.to === undefined },
    dryRun,
    check,
    followSeconds: readPause(values),
    json,
  };
}

function readPause({ every, follow }: AcquireValues): number | null {
  if (every !== undefined && !follow) throw usage('--every goes with --follow.');
  const seconds = whole('acquire', '--every', every ?? '300', 1, 604_800);
  return follow ? seconds : null;
}
