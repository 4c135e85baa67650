// The worker that lists: taking a page of 1,000 keys apart costs some 20 to 40 ms, too long for the engine's thread.
import '../aws/quiet-sdk.ts';
import { parentPort, workerData } from 'node:worker_threads';
import { S3Client } from '@aws-sdk/client-s3';
import { EngineError } from '../../engine-error.ts';
import { classifyAwsError } from './aws-problem-kind.ts';
import { clientConfig } from './client-config.ts';
import { type CredentialAnswer, keepCredentials } from './fetch-credentials.ts';
import { toFetchProblem } from './fetch-problem.ts';
import type { FromListWorker, ListWorkerData, ToListWorker } from './list-messages.ts';
import { objectPages, type S3Object, versionPages } from './list-pages.ts';
import type { ListPage, ListRequest } from './walk.ts';

const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread.');
const { store, options, versions } = workerData as ListWorkerData;
const send = (message: FromListWorker) => port.postMessage(message);

const asks = new Map<number, (answer: CredentialAnswer) => void>();
let asked = 0;
const credentials = keepCredentials(
  (refused) =>
    new Promise((resolve) => {
      asks.set(++asked, resolve);
      send({ type: 'credentials', ask: asked, refused });
    }),
);

async function current() {
  const identity = await credentials.get();
  if (identity !== 'anonymous') return identity;
  throw new EngineError('REFUSED', 'Nobody is signed in.', { hint: 'Sign in again.', needs: 'login' });
}

const list = (versions ? versionPages : objectPages)(new S3Client(clientConfig(store, current)), options);
/** Nothing is aborted here: the whole worker is ended. One for each request, since the SDK listens to it. */
const never = () => new AbortController().signal;

/** Credentials that ended unforeseen are asked for anew once. */
async function listPage(request: ListRequest): Promise<ListPage<S3Object>> {
  const before = store.anonymous ? 'anonymous' : await credentials.get();
  try {
    return await list(request, never());
  } catch (error) {
    if (before === 'anonymous' || classifyAwsError(error) !== 'expired' || !(await credentials.renew(before)))
      throw error;
    return list(request, never());
  }
}

async function answer(id: number, request: ListRequest): Promise<void> {
  try {
    send({ type: 'page', id, page: await listPage(request) });
  } catch (error) {
    send({ type: 'problem', id, problem: toFetchProblem(error, options.bucket, request.prefix, 'list the bucket') });
  }
}

port.on('message', (message: ToListWorker) => {
  if (message.type === 'list') {
    credentials.forgetFailure();
    void answer(message.id, message.request);
  } else {
    asks.get(message.ask)?.(message.answer);
    asks.delete(message.ask);
  }
});
