// Calls about AWS and S3-compatible stores before anything is acquired. The SDK is loaded when the first of them is made.
import type { z } from 'zod';
import type { BucketPlace } from '../../../../shared/contract/aws.ts';
import type { EngineState } from '../../engine-state.ts';
import { os } from '../../implementer.ts';
import { requireLogin } from './logins.ts';

export function awsRoutes(state: EngineState) {
  const open = async ({ loginId, bucket, requesterPays }: z.infer<typeof BucketPlace>) => {
    const login = requireLogin(state, loginId);
    const { openBucket } = await import('./clients.ts');
    return openBucket(login, bucket, requesterPays);
  };
  return {
    profiles: os.aws.profiles.handler(async () => {
      const { listProfiles } = await import('../s3/profiles.ts');
      return listProfiles();
    }),
    connect: os.aws.connect.handler(({ input }) => state.logins.connect(input)),
    disconnect: os.aws.disconnect.handler(({ input }) => state.logins.disconnect(input.loginId)),
    buckets: os.aws.buckets.handler(async ({ input, signal }) => {
      const login = requireLogin(state, input.loginId);
      const { listBuckets } = await import('./list-buckets.ts');
      return listBuckets(login, signal);
    }),
    browse: os.aws.browse.handler(async ({ input, signal }) => {
      const { client } = await open(input);
      const { browse } = await import('../s3/browse.ts');
      return browse(client, { ...input, after: input.after ?? null, signal });
    }),
    trails: os.aws.trails.handler(async ({ input, signal }) => {
      const { client } = await open(input);
      const { findTrails } = await import('../s3/trails.ts');
      return findTrails(client, { ...input, signal });
    }),
    checkAccess: os.aws.checkAccess.handler(async ({ input, signal }) => {
      const login = requireLogin(state, input.loginId);
      const { checkAccess } = await import('../s3/check-access.ts');
      return checkAccess(login, { ...input, signal });
    }),
  };
}
