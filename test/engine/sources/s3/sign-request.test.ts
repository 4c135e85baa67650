// Our signature and that of the SDK, over requests of all kinds.
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSigner, encodeUri } from '../../../../src-main/engine/sources/s3/sign-request.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
const secret = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 });

const request = fc.record({
  method: fc.constantFrom('GET' as const, 'HEAD' as const),
  key: text,
  versionId: fc.option(text),
  range: fc.option(fc.nat().map((from) => `bytes=${from}-`)),
  etag: fc.option(fc.string({ unit: 'grapheme-ascii', maxLength: 40 }).map((etag) => `"${etag}"`)),
});
const identity = fc.record(
  { accessKeyId: secret, secretAccessKey: secret, sessionToken: secret },
  { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
);
const date = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

it('is the same', async () => {
  const regions: Record<string, ReturnType<typeof createSigner>> = {};
  await fc.assert(
    fc.asyncProperty(
      request,
      identity,
      date,
      fc.constantFrom('us-east-1', 'eu-west-1'),
      async (one, keys, at, region) => {
        const path = `/bucket/${encodeUri(one.key).replaceAll('%2F', '/')}`;
        const headers = {
          host: 's3.example.org:8080',
          'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
          ...(one.range === null ? {} : { range: one.range }),
          ...(one.etag === null ? {} : { 'if-match': one.etag }),
        };
        const theirs = await new SignatureV4({
          service: 's3',
          region,
          credentials: keys,
          sha256: Hash.bind(null, 'sha256'),
          uriEscapePath: false,
          applyChecksum: false,
        }).sign(
          {
            method: one.method,
            protocol: 'http:',
            hostname: 's3.example.org',
            path,
            query: one.versionId === null ? {} : { versionId: one.versionId },
            headers: { ...headers },
          },
          { signingDate: at },
        );
        // One signer for many requests: it keeps its key.
        regions[region] ??= createSigner(region);
        const query = one.versionId === null ? '' : `versionId=${encodeUri(one.versionId)}`;
        expect(regions[region]({ method: one.method, path, query, headers }, keys, at)).toEqual(theirs.headers);
      },
    ),
    { numRuns: 500 },
  );
});
