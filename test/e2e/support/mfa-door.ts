// A door in front of a store's token service that assumes a role only with the code of an MFA device, as AWS does where the
// role's trust policy demands it; everything else passes as it came.
import { createServer, request as openRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

export const mfaCode = '654321';

const refusal =
  '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code>' +
  '<Message>MultiFactorAuthentication failed with invalid MFA one time pass code. </Message></Error></ErrorResponse>';

export async function startMfaDoor(target: string): Promise<{ endpoint: string; stop(): Promise<void> }> {
  const { hostname, port } = new URL(target);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const asked = new URLSearchParams(body.toString());
      if (asked.get('Action') === 'AssumeRole' && asked.get('TokenCode') !== mfaCode)
        return response.writeHead(403, { 'content-type': 'text/xml' }).end(refusal);
      const { method, url: path, headers } = request;
      const onward = openRequest({ hostname, port, method, path, headers, agent: false }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy()); // the client sees what a client of a vanished server sees
      return onward.end(body);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
