// The SSO portal's one call that matters, GetRoleCredentials, as it speaks (REST JSON).
import { listen } from './listen.ts';

export type FakeSso = {
  endpoint: string;
  /** Paths with their queries, and bearer tokens. */
  asked: { url: string; token: string }[];
  /** Answers every request with this; null: as it should. */
  refusal: { status: number; code: string } | null;
};

export type SsoCredentials = { accessKeyId: string; secretAccessKey: string; sessionToken: string };

export async function startFakeSso(credentials: SsoCredentials): Promise<FakeSso> {
  const fake: FakeSso = { endpoint: '', asked: [], refusal: null };
  fake.endpoint = await listen((request, response) => {
    const token = request.headers['x-amz-sso_bearer_token'];
    fake.asked.push({ url: request.url ?? '', token: typeof token === 'string' ? token : '' });
    response.setHeader('content-type', 'application/json');
    if (fake.refusal) {
      response.setHeader('x-amzn-errortype', fake.refusal.code);
      response.writeHead(fake.refusal.status).end(JSON.stringify({ message: `No: ${String(token)}` }));
      return;
    }
    const expiration = Date.now() + 3_600_000;
    response.end(JSON.stringify({ roleCredentials: { ...credentials, expiration } }));
  });
  return fake;
}
