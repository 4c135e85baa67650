// A login as `connect` would give it, for a test's own CloudTrail. Change `secrets` to renew it.
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { OpenLogin } from '../../../src-main/engine/sources/aws/logins.ts';
import { openCloudTrail } from '../../../src-main/engine/sources/cloudtrail/clients.ts';
import { type FakeLogin, testLogin } from './fake-cloudtrail.ts';

export type TestLogin = OpenLogin & { secrets: FakeLogin | 'anonymous' };

export function openTestLogin(endpoint: string, secrets: FakeLogin | 'anonymous' = testLogin): TestLogin {
  return {
    loginId: 1,
    secrets,
    login: { kind: 'environment', region: 'us-east-1', cloudTrailEndpoint: endpoint },
    described: 'a test login',
    journalled: {} as OpenLogin['journalled'],
    caller: null,
    async credentials() {
      if (this.secrets === 'anonymous') return 'anonymous';
      const { accessKeyId, secretAccessKey, sessionToken } = this.secrets;
      return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
    },
    onRenewed: () => () => {},
    hold: () => () => {},
  };
}

export const openTestClient = (
  endpoint: string,
  region: string,
  secrets: FakeLogin | 'anonymous' = testLogin,
): CloudTrailClient => openCloudTrail(openTestLogin(endpoint, secrets), region);
