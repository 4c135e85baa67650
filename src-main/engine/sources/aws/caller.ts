// Asks who signed in (STS GetCallerIdentity), and whether the credentials work at all. AWS answers that to everybody, whatever
// policies say; S3-compatible stores often do not know the call.
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { Connected, Login } from '../../../../shared/contract/aws.ts';
import type { EngineError } from '../../engine-error.ts';
import { toAwsProblem } from '../s3/aws-problem.ts';
import { type AwsProblemKind, classifyAwsError } from '../s3/aws-problem-kind.ts';
import { quickClient, stsConfig } from '../s3/credentials.ts';
import { isStore } from '../s3/login.ts';

type WhoIsThat = Pick<Connected, 'caller' | 'callerProblem'>;

/** @throws EngineError when the answer shows that the credentials do not work, or that no store is at the endpoint */
export async function findCaller(login: Login, credentials: AwsCredentialIdentity | 'anonymous'): Promise<WhoIsThat> {
  if (credentials === 'anonymous') return { caller: null, callerProblem: 'Nobody is signed in: public access.' };
  const sts = new STSClient({ ...stsConfig(login), credentials });
  try {
    const { Account, Arn, UserId } = await sts.send(new GetCallerIdentityCommand({}));
    if (Arn !== undefined)
      return { caller: { account: Account ?? '', arn: Arn, userId: UserId ?? '' }, callerProblem: null };
    return { caller: null, callerProblem: 'The service does not say who this is.' };
  } catch (error) {
    if (isStore(login)) return askStore(login, credentials);
    const problem = toAwsProblem(error, { doing: 'ask who this is (STS GetCallerIdentity)' });
    if (meansBadCredentials(classifyAwsError(error))) throw asSignIn(error);
    return { caller: null, callerProblem: problem.message };
  } finally {
    sts.destroy();
  }
}

/** Whether a failure shows that the credentials themselves do not work, whatever was asked. */
export function meansBadCredentials(kind: AwsProblemKind): boolean {
  const kinds: AwsProblemKind[] = ['wrong-key', 'wrong-secret', 'bad-token', 'expired', 'clock', 'no-credentials'];
  return kinds.includes(kind);
}

/** What no store answers behind: the address is wrong, or the network. */
const unreachable: AwsProblemKind[] = ['certificate', 'dns', 'refused', 'unreachable', 'timeout', 'cut'];

/** Its buckets are what every store can be asked for: who may not list them is known to it all the same. */
async function askStore(login: Login, credentials: AwsCredentialIdentity): Promise<WhoIsThat> {
  const s3 = new S3Client({
    ...quickClient(),
    credentials,
    region: login.region ?? 'us-east-1',
    endpoint: login.endpoint!,
    forcePathStyle: true,
  });
  try {
    await s3.send(new ListBucketsCommand({}));
  } catch (error) {
    const kind = classifyAwsError(error);
    if (meansBadCredentials(kind) || unreachable.includes(kind)) throw asSignIn(error);
  } finally {
    s3.destroy();
  }
  return { caller: null, callerProblem: 'This store does not tell who is signed in.' };
}

const asSignIn = (error: unknown): EngineError => toAwsProblem(error, { doing: 'sign in' });
