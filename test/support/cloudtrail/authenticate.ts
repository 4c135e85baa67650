// Who asks, and in which region, or the refusal that AWS's JSON services answer with.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/CommonErrors.html
import { refuse } from './refusal.ts';
import { isSignedWith, readAuthorization, type SignedRequest } from './sigv4.ts';

/** Credentials that are known; change `expires` (epoch milliseconds) to end a session. */
export type FakeLogin = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expires?: number;
};

/** @param off regions that are switched off: they know nobody */
export function authenticate(
  request: SignedRequest,
  logins: FakeLogin[],
  off: string[],
): { accessKeyId: string; region: string } {
  const { authorization: header, 'x-amz-date': time, 'x-amz-security-token': token } = request.headers;
  if (header === undefined) throw refuse('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const authorization = readAuthorization(header);
  if (!authorization) throw refuse('IncompleteSignatureException', 'Authorization header cannot be read.');
  const { accessKeyId, region, service } = authorization;
  const login = logins.find((one) => one.accessKeyId === accessKeyId);
  if (!login || off.includes(region) || login.sessionToken !== token)
    throw refuse('UnrecognizedClientException', 'The security token included in the request is invalid.');
  if (login.expires !== undefined && login.expires <= Date.now())
    throw refuse('ExpiredTokenException', 'The security token included in the request is expired');
  if (service !== 'cloudtrail')
    throw refuse('InvalidSignatureException', "Credential should be scoped to correct service: 'cloudtrail'.");
  if (!isSignedWith(login.secretAccessKey, authorization, request))
    throw refuse(
      'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key ' +
        'and signing method. Consult the service documentation for details.',
    );
  const signedAt = Date.parse(String(time).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Math.abs(signedAt - Date.now()) > 5 * 60_000)
    throw refuse(
      'InvalidSignatureException',
      `Signature expired: ${String(time)} is now earlier than the service's time.`,
    );
  return { accessKeyId, region };
}
