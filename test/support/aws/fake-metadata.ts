// Where containers and machines get their role's credentials: a container's endpoint, and EC2's metadata service, version 2.
import { listen } from './listen.ts';

export type MetadataCredentials = { AccessKeyId: string; SecretAccessKey: string; Token: string };

/** `authorization`: what a request must bring; gives the address for `AWS_CONTAINER_CREDENTIALS_FULL_URI`. */
export async function startFakeContainer(credentials: MetadataCredentials, authorization: string): Promise<string> {
  const endpoint = await listen((request, response) => {
    if (request.headers.authorization !== authorization)
      return response.writeHead(403).end(JSON.stringify({ message: `not ${request.headers.authorization}` }));
    const Expiration = new Date(Date.now() + 3_600_000).toISOString();
    return response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...credentials, Expiration }));
  });
  return `${endpoint}/credentials`;
}

/** Gives the address for `AWS_EC2_METADATA_SERVICE_ENDPOINT`. Who does not bring its token gets nothing. */
export async function startFakeMachine(credentials: MetadataCredentials | null): Promise<string> {
  const token = 'metadata-token';
  return listen((request, response) => {
    const { method, url, headers } = request;
    const folder = '/latest/meta-data/iam/security-credentials/';
    if (method === 'PUT' && url === '/latest/api/token' && headers['x-aws-ec2-metadata-token-ttl-seconds'])
      return response.end(token);
    if (headers['x-aws-ec2-metadata-token'] !== token) return response.writeHead(401).end();
    if (!credentials) return response.writeHead(404).end();
    if (url === folder) return response.end('Auditor');
    if (url !== `${folder}Auditor`) return response.writeHead(404).end();
    const Expiration = new Date(Date.now() + 3_600_000).toISOString();
    return response.end(JSON.stringify({ Code: 'Success', Type: 'AWS-HMAC', ...credentials, Expiration }));
  });
}
