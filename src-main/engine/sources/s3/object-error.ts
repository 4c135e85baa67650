// A refusal of the S3 API as the SDK would throw it, so that whoever tells failures apart need not know who asked.

const maxFieldLength = 2_000;

/** Fields of the answer that advice is made from; the others repeat keys, tokens and the text that was signed. */
const kept = /^(StorageClass|AccessTier|Region|ServerTime|RequestTime|RequestId|HostId)$/;

/** `body` is the answer's XML, '' where there is none (HEAD). */
export function readObjectError(status: number, headers: Record<string, string>, body: string): Error {
  const fields: Record<string, string> = {};
  for (const [, name, value] of body.matchAll(/<(\w+)>([^<]*)<\/\1>/g))
    fields[name!] = decodeXml(value!).slice(0, maxFieldLength);
  const error = new Error(fields.Message || fields.Code || `HTTP ${status}`);
  error.name = fields.Code ?? (status === 404 ? 'NotFound' : 'UnknownError');
  return Object.assign(error, Object.fromEntries(Object.entries(fields).filter(([name]) => kept.test(name))), {
    $metadata: { httpStatusCode: status, requestId: headers['x-amz-request-id'] },
    $response: { statusCode: status, headers },
  });
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decodeXml = (text: string): string =>
  text.replaceAll(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
