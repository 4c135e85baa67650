// CloudTrail records for tests: told apart by a number, with values that have broken parsers before.

/** A CloudTrail event; `n` is in its eventID. */
export function makeEvent(n: number): Record<string, unknown> {
  return {
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::123456789012:user/u${n}`, accountId: '123456789012' },
    eventTime: '2025-03-01T12:00:00Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    awsRegion: 'us-east-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: '[aws-cli/2.0 "x" \\ {}[],: é 🔥]',
    requestParameters: { key: `a/${n}`, nested: [{ a: [1.1, -2e5, null, true] }, {}], empty: [] },
    responseElements: null,
    eventID: `00000000-0000-4000-a000-${String(n).padStart(12, '0')}`,
    eventType: 'AwsApiCall',
    recipientAccountId: '123456789012',
  };
}

export function makeEvents(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, n) => makeEvent(n));
}

export const compact = (value: unknown) => JSON.stringify(value);
export const pretty = (value: unknown) => JSON.stringify(value, null, 2);

/** Text of the inside of a JSON string. */
export const inner = (text: string) => JSON.stringify(text).slice(1, -1);

export const flowLine = (n: number) =>
  `2 123456789012 eni-0a1b2c3d4e5f60718 10.0.0.${n % 250} 172.31.9.12 ${1000 + n} 443 6 10 840 1418530010 1418530070 ACCEPT OK`;
