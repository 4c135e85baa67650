// A token service that gives out a role of the store only for the code of an MFA device, as AWS does where the role's trust
// policy demands one. The store's own service knows no devices, so what it gives is fetched without the code.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AssumeRoleCommand, type Credentials, STSClient } from '@aws-sdk/client-sts';
import type { RgwKeys } from '../../support/s3/rgw.ts';

export const mfaCode = '654321';

/** `keys` are of the user whom the role trusts. */
export async function startMfaDoor(
  target: string,
  keys: RgwKeys,
): Promise<{ endpoint: string; stop(): Promise<void> }> {
  const sts = new STSClient({ endpoint: target, region: 'us-east-1', credentials: keys });
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const asked = new URLSearchParams(body);
      if (asked.get('Action') !== 'AssumeRole') return refuse(response, 'AccessDenied', 'Not here.');
      if (asked.get('TokenCode') !== mfaCode)
        return refuse(
          response,
          'AccessDenied',
          'MultiFactorAuthentication failed with invalid MFA one time pass code.',
        );
      const [RoleArn, RoleSessionName] = [asked.get('RoleArn')!, asked.get('RoleSessionName')!];
      return void sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName })).then(
        ({ Credentials: given }) => answer(response, given!),
        (error: unknown) => refuse(response, 'AccessDenied', String(error)),
      );
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        sts.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const space = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';

function answer(response: ServerResponse, given: Credentials): void {
  const fields = [
    `<AccessKeyId>${given.AccessKeyId}</AccessKeyId>`,
    `<SecretAccessKey>${given.SecretAccessKey}</SecretAccessKey>`,
    `<SessionToken>${given.SessionToken}</SessionToken>`,
    `<Expiration>${given.Expiration?.toISOString()}</Expiration>`,
  ];
  const result = `<AssumeRoleResult><Credentials>${fields.join('')}</Credentials></AssumeRoleResult>`;
  response.writeHead(200, { 'content-type': 'text/xml' });
  response.end(`<AssumeRoleResponse ${space}>${result}</AssumeRoleResponse>`);
}

function refuse(response: ServerResponse, code: string, message: string): void {
  response.writeHead(403, { 'content-type': 'text/xml' });
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  response.end(`<ErrorResponse ${space}>${error}</ErrorResponse>`);
}
