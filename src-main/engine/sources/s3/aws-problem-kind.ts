// Tells the failures of AWS clients, credential providers and connections apart, whatever shape they come in.
import { messageOf } from '../../engine-error.ts';

export type AwsProblemKind = (typeof rules)[number][0] | 'silent-denial' | 'unknown';

/** What is known of a thrown value. `fields` may hold secrets. */
export type Thrown = {
  /** The code of the service's answer, or the name of an error of the SDK. */
  name: string;
  /** Node's code for what went wrong with the connection; '' when it is not that. */
  code: string;
  message: string;
  status: number;
  headers: Record<string, string>;
  fields: Record<string, unknown>;
};

/** Which failure it is, for those who act on it: retry, ask for a new login, take another region. */
export function classifyAwsError(error: unknown): AwsProblemKind {
  return kindOf(readThrown(error));
}

/** First match wins. Codes: "Error responses" of the S3 API reference, "Common errors" of the STS and CloudTrail ones. */
const rules = [
  ['cancelled', ({ name, code }) => name === 'AbortError' || code === 'ABORT_ERR'],
  [
    'sso-expired',
    ({ name, message }) => /sso/i.test(message) && /Provider|Token/.test(name) && /aws sso login/.test(message),
  ],
  ['sso-expired', ({ name, message }) => name === 'CredentialsProviderError' && /UnauthorizedException/.test(message)],
  [
    'sso-denied',
    ({ name, message }) => name === 'CredentialsProviderError' && /(Forbidden|ResourceNotFound)Exception/.test(message),
  ],
  ['mfa', ({ message }) => /MultiFactorAuthentication failed|tokenCode|multi-factor/i.test(message)],
  [
    'clock',
    ({ name, message }) =>
      /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture)$/.test(name) ||
      /Signature (expired|not yet current)/.test(message),
  ],
  [
    'web-token',
    ({ name, message }) =>
      /^(InvalidIdentityToken|IDPRejectedClaim|IDPCommunicationError)/.test(name) ||
      (name.startsWith('ExpiredToken') && /web identity|token expired: current/i.test(message)),
  ],
  ['expired', ({ name }) => /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired)$/.test(name)],
  ['bad-token', ({ name }) => name === 'InvalidToken'],
  [
    'wrong-key',
    ({ name }) => /^(InvalidAccessKeyId|InvalidClientTokenId|UnrecognizedClientException|NotSignedUp)$/.test(name),
  ],
  ['wrong-secret', ({ name }) => /^(SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature)$/.test(name)],
  [
    'wrong-region',
    ({ name, status, message }) =>
      /^(PermanentRedirect|TemporaryRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException)$/.test(
        name,
      ) ||
      status === 301 ||
      status === 307 ||
      /wrong region|region .* is wrong/i.test(message),
  ],
  ['region-off', ({ name }) => /^(RegionDisabledException|RegionDisabled|InvalidRegionName|OptInRequired)$/.test(name)],
  ['bad-lookup', ({ name }) => /^(InvalidTimeRange|InvalidLookupAttributes|InvalidMaxResults)Exception$/.test(name)],
  ['archived', ({ name }) => name === 'InvalidObjectState'],
  ['no-bucket', ({ name }) => name === 'NoSuchBucket'],
  ['bad-bucket-name', ({ name }) => name === 'InvalidBucketName'],
  ['no-object', ({ name }) => /^(NoSuchKey|NoSuchVersion)$/.test(name)],
  ['delete-marker', ({ headers }) => headers['x-amz-delete-marker'] === 'true'],
  ['changed', ({ name, status }) => name === 'PreconditionFailed' || status === 412],
  [
    'slow-down',
    ({ name, status }) =>
      /^(SlowDown|Throttling|ThrottlingException|TooManyRequestsException|RequestLimitExceeded|BandwidthLimitExceeded)$/.test(
        name,
      ) || status === 429,
  ],
  [
    'kms',
    ({ name, message, status }) =>
      name.startsWith('KMS') || (status === 403 && /\bkms:|KMS key|ciphertext/i.test(message)),
  ],
  ['requester-pays', ({ message, status }) => status === 403 && /requester.?pays|request-?payer/i.test(message)],
  ['role-denied', ({ name, message }) => name.startsWith('AccessDenied') && /sts:AssumeRole/.test(message)],
  [
    'denied',
    ({ name }) =>
      /^(AccessDenied|AccessDeniedException|AllAccessDisabled|AccountProblem|UnauthorizedAccess)$/.test(name),
  ],
  ['no-profile', ({ name, message }) => name === 'CredentialsProviderError' && /using profile: \[/.test(message)],
  [
    'process',
    ({ name, message }) => name === 'CredentialsProviderError' && /^Command failed|credential_process/.test(message),
  ],
  ['token-file', ({ code }) => code === 'ENOENT' || code === 'EACCES'],
  [
    'certificate',
    ({ code, message }) =>
      /CERT|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL/.test(code) || (code === 'EPROTO' && /ssl|tls/i.test(message)),
  ],
  ['dns', ({ code }) => code === 'ENOTFOUND' || code === 'EAI_AGAIN'],
  ['refused', ({ code }) => code === 'ECONNREFUSED'],
  ['unreachable', ({ code }) => /^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL)$/.test(code)],
  // @smithy/node-http-handler calls a reset connection a TimeoutError too, so this comes first.
  ['cut', ({ code, message }) => /^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/.test(code) || message === 'aborted'],
  ['timeout', ({ name, code }) => name === 'TimeoutError' || code === 'ETIMEDOUT' || name.startsWith('RequestTimeout')],
  [
    'no-credentials',
    ({ name, message }) =>
      /^(CredentialsProviderError|TokenProviderError)$/.test(name) ||
      /Resolved credential object is not valid|Could not load credentials/.test(message),
  ],
  // A proxy that asks who this is; the SDK's word for an answer that it cannot read although its status is a good one.
  ['foreign-answer', ({ status }) => status === 407],
  ['foreign-answer', ({ message, status }) => status < 300 && message.includes('Deserialization error:')],
  ['server', ({ name, status }) => status >= 500 || /^(InternalError|ServiceUnavailable|InternalFailure)$/.test(name)],
] as const satisfies readonly (readonly [string, (thrown: Thrown) => boolean])[];

export function kindOf(thrown: Thrown): AwsProblemKind {
  const rule = rules.find(([, isIt]) => isIt(thrown));
  if (rule) return rule[0];
  if (thrown.status === 403) return 'silent-denial';
  return thrown.status === 404 ? 'no-object' : 'unknown';
}

export function readThrown(error: unknown): Thrown {
  const fields = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const { $metadata, $response, name, Code, code } = fields as {
    $metadata?: { httpStatusCode?: number };
    $response?: { headers?: Record<string, string>; statusCode?: number };
    name?: string;
    Code?: string;
    code?: unknown;
  };
  return {
    name: [Code, name].find((word) => typeof word === 'string' && word !== '') ?? 'Error',
    // A credential provider wraps what its own connection threw, and keeps the text alone.
    code:
      typeof code === 'string'
        ? code
        : (/\b(ECONN[A-Z]+|ENOTFOUND|EAI_AGAIN|E(NET|HOST)UNREACH|ETIMEDOUT)\b/.exec(messageOf(error))?.[0] ?? ''),
    message: messageOf(error),
    status: $metadata?.httpStatusCode ?? $response?.statusCode ?? 0,
    headers: $response?.headers ?? {},
    fields,
  };
}
