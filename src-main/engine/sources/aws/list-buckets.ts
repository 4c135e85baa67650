// The buckets of a login's own account. A client's read-only role is seldom allowed to list them: then the name is typed.
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { EngineError } from '../../engine-error.ts';
import { toAwsProblem } from '../s3/aws-problem.ts';
import { classifyAwsError } from '../s3/aws-problem-kind.ts';
import { clientIn } from './clients.ts';
import type { OpenLogin } from './logins.ts';

const typeIt = "Type the bucket's name instead: a bucket can be read without being listed here.";

/** By name. `created` is ISO 8601. @throws EngineError REFUSED when listing them is not allowed; else as `toAwsProblem` */
export async function listBuckets(
  login: OpenLogin,
  signal: AbortSignal | undefined,
): Promise<{ name: string; created: string | null }[]> {
  if (login.login.kind === 'anonymous')
    throw new EngineError('REFUSED', 'Buckets belong to an account; public access has none.', { hint: typeIt });
  const client = clientIn(login, login.login.region ?? 'us-east-1');
  const found: { name: string; created: string | null }[] = [];
  let token: string | undefined;
  try {
    do {
      // Without MaxBuckets, AWS refuses accounts that may have more than 10,000.
      const page = await client.send(
        new ListBucketsCommand({ MaxBuckets: 1_000, ...(token ? { ContinuationToken: token } : {}) }),
        signal ? { abortSignal: signal } : {},
      );
      for (const { Name, CreationDate } of page.Buckets ?? [])
        found.push({ name: Name ?? '', created: CreationDate?.toISOString() ?? null });
      token = page.ContinuationToken;
    } while (token);
  } catch (error) {
    const problem = toAwsProblem(error, { doing: 'list the buckets of the account' });
    if (!['denied', 'silent-denial'].includes(classifyAwsError(error))) throw problem;
    throw new EngineError(problem.code, problem.message, { ...problem.detail, hint: typeIt }, { cause: problem.cause });
  }
  return found;
}
