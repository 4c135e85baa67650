// The S3 API's own refusals, as the server's documentation and AWS send them.
import { expect, it } from 'vitest';
import { classifyAwsError } from '../../../../src-main/engine/sources/s3/aws-problem-kind.ts';
import { readObjectError } from '../../../../src-main/engine/sources/s3/object-error.ts';

const refusal = (fields: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${fields}</Error>`;

it('keeps what advice is made from', () => {
  const error = readObjectError(
    403,
    { 'x-amz-request-id': 'R1' },
    refusal(
      '<Code>InvalidObjectState</Code><Message>It&apos;s &lt;archived&gt; &#38; &#x1F43E;</Message><StorageClass>GLACIER</StorageClass>',
    ),
  );
  expect(error).toMatchObject({
    name: 'InvalidObjectState',
    message: "It's <archived> & \u{1F43E}",
    StorageClass: 'GLACIER',
    $metadata: { httpStatusCode: 403, requestId: 'R1' },
  });
});

it('leaves out what was signed, and with what', () => {
  const fields =
    '<Code>SignatureDoesNotMatch</Code><Message>They differ.</Message><AWSAccessKeyId>AKIAIOSFODNN7EXAMPLE</AWSAccessKeyId>' +
    '<StringToSign>AWS4-HMAC-SHA256</StringToSign><SignatureProvided>abc</SignatureProvided><Token-0>secret</Token-0>';
  const error = readObjectError(403, {}, refusal(fields));
  expect(classifyAwsError(error)).toBe('wrong-secret');
  expect(JSON.stringify([error.message, Object.entries(error)])).not.toMatch(/AKIA|AWS4|abc|secret/);
});

it.each<[number, Record<string, string>, string]>([
  [404, {}, 'no-object'],
  [404, { 'x-amz-delete-marker': 'true' }, 'delete-marker'],
  [403, {}, 'silent-denial'],
  [412, {}, 'changed'],
  [503, {}, 'server'],
  [429, {}, 'slow-down'],
])('goes by the status %d where there is no text: %j', (status, headers, kind) => {
  const error = readObjectError(status, headers, '');
  expect(classifyAwsError(error)).toBe(kind);
  expect(error.message).toBe(`HTTP ${status}`);
});
