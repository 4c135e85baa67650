// As much of S3 and CloudTrail, on this machine, as `aws cloudtrail validate-logs` asks: a folder as a bucket, digests with
// their signatures as metadata, and the public keys.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { SignedArchive } from './signed-archive.ts';

export type BucketServer = { url: string; close(): Promise<void> };

export async function serveBucket(archive: SignedArchive): Promise<BucketServer> {
  const { signatures } = JSON.parse(readFileSync(archive.signaturesFile, 'utf8')) as {
    signatures: Record<string, string>;
  };
  const keys = JSON.parse(readFileSync(archive.keysFile, 'utf8')) as { PublicKeyList: Record<string, string>[] };

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'POST') {
      const list = keys.PublicKeyList.map((key) => ({
        ...key,
        ValidityStartTime: Date.parse(key.ValidityStartTime!) / 1000,
        ValidityEndTime: Date.parse(key.ValidityEndTime!) / 1000,
      }));
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ PublicKeyList: list }));
      return;
    }
    const [, , ...parts] = decodeURIComponent(url.pathname).split('/');
    const key = parts.join('/');
    if (url.searchParams.has('location')) response.end('<LocationConstraint></LocationConstraint>');
    else if (key === '') response.end(listXml(url.searchParams));
    else if (existsSync(join(archive.logsDir, key))) {
      const signature = signatures[key];
      if (signature) {
        response.setHeader('x-amz-meta-signature', signature);
        response.setHeader('x-amz-meta-signature-algorithm', 'SHA256withRSA');
      }
      response.end(readFileSync(join(archive.logsDir, key)));
    } else {
      response.statusCode = 404;
      response.end('<Error><Code>NoSuchKey</Code><Message>no such key</Message></Error>');
    }
  }

  function listXml(asked: URLSearchParams): string {
    const after = asked.get('marker') ?? asked.get('start-after') ?? '';
    const found = readdirSync(archive.logsDir, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.gz') && name.startsWith(asked.get('prefix') ?? '') && name > after)
      .sort();
    const contents = found.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`);
    return `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
  }

  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
