// Calls about acquisitions. One run is under way at a time in a case; what it does is written down as it goes, so that the
// next run, today or in another process, goes on from there.
import type { AcquisitionRequest, Estimate } from '../../../shared/contract/acquisitions.ts';
import { EngineError } from '../engine-error.ts';
import { type EngineState, type OpenCase, requireCase } from '../engine-state.ts';
import { os, typedErrors } from '../implementer.ts';
import { refuseWhileLoading } from '../ingest/routes.ts';
import { type OpenLogin, requireLogin } from '../sources/aws/logins.ts';
import { type Acquisition, isAtRest, runAcquisition } from './acquisition.ts';
import { estimate } from './estimate.ts';
import { readPrices, readSpeed, writePrices } from './settings.ts';
import { freeSpace, refuseWithoutSpace, spaceNeeded } from './space.ts';
import { addAcquisition, readAcquisition, removeAcquisition } from './store/acquisition-row.ts';
import { sumListing } from './store/listing-sums.ts';
import { listAcquisitions, listObjectProblems } from './store/summaries.ts';

/** Progress is told this often. */
const tellMs = 150;

/** What this process knows of a case's acquisitions beyond the database. */
type Runs = { current: Acquisition | null; isStarting: boolean; logins: Map<number, number> };
const runsOf = new WeakMap<OpenCase, Runs>();

function findRuns(open: OpenCase): Runs {
  let runs = runsOf.get(open);
  if (!runs) {
    const made: Runs = { current: null, isStarting: false, logins: new Map() };
    runs = made;
    runsOf.set(open, made);
    open.onClose(() => made.current?.cancel('interrupted'));
  }
  return runs;
}

const isUnderWay = (run: Acquisition | null): run is Acquisition => run !== null && !isAtRest(run.progress().state);

/** Does what leads to a run, while nothing else may. */
async function startAlone<T>(runs: Runs, work: () => Promise<T>): Promise<T> {
  refuseWhileUnderWay(runs);
  runs.isStarting = true;
  try {
    return await work();
  } finally {
    runs.isStarting = false;
  }
}

/** REFUSED while an acquisition of the case runs. */
export const refuseWhileAcquiring = (open: OpenCase): void => refuseWhileUnderWay(findRuns(open));

function refuseWhileUnderWay({ current, isStarting }: Runs): void {
  if (isStarting) throw new EngineError('REFUSED', 'An acquisition is about to begin.', { hint: 'Wait a moment.' });
  if (isUnderWay(current))
    throw new EngineError('REFUSED', `Acquisition ${current.id} is under way.`, {
      hint: 'Wait for it, or cancel it; it can be resumed later.',
    });
}

/** Event history is an account's own: regions that are done for one are not done for another. */
function refuseOtherAccount(before: string | null, { caller }: OpenLogin): void {
  const account = before?.split(':')[4];
  if (!account || !caller || account === caller.account) return;
  throw new EngineError('REFUSED', `This acquisition is of account ${account}; this login is of ${caller.account}.`, {
    hint: 'Sign in to that account, or begin a new acquisition.',
  });
}

/** Starts what is next for an acquisition: its listing, or getting what is listed. */
async function run(state: EngineState, open: OpenCase, acquisitionId: number, login: OpenLogin): Promise<void> {
  const runs = findRuns(open);
  const row = await open.db.use((connection) => readAcquisition(connection, acquisitionId));
  const { request } = row;
  if (request.kind !== 's3') refuseOtherAccount(row.caller, login);
  if (request.kind === 's3' && row.isListed) {
    const sums = await open.db.use((connection) => sumListing(connection, row.id));
    const bytes = [...sums.classes.values()].reduce((sum, part) => sum + part.bytes, 0);
    refuseWithoutSpace(spaceNeeded(bytes, request), await freeSpace(open.dir), open.dir);
  }
  if (request.load && (request.kind !== 's3' || row.isListed)) refuseWhileLoading(open);
  runs.logins.set(acquisitionId, login.loginId);
  await open.journal.append(row.isListed || request.kind !== 's3' ? 'acquisition.start' : 'acquisition.list', {
    acquisitionId,
    login: login.journalled,
    caller: login.caller,
  });
  runs.current = runAcquisition(state, open, row, login);
}

export function acquisitionRoutes(state: EngineState) {
  const { userDir } = state.options;
  const current = (acquisitionId: number): Acquisition => {
    const found = findRuns(requireCase(state)).current;
    if (found?.id !== acquisitionId || !isUnderWay(found))
      throw new EngineError('NOT_FOUND', `Acquisition ${acquisitionId} is not under way.`, {
        hint: 'See the list of acquisitions; resume goes on with one.',
      });
    return found;
  };
  const loginFor = (acquisitionId: number, given: number | undefined): OpenLogin =>
    requireLogin(state, given ?? findRuns(requireCase(state)).logins.get(acquisitionId) ?? 0);

  const begin = (acquisitionId: number, login: OpenLogin): Promise<void> => {
    const open = requireCase(state);
    return startAlone(findRuns(open), () => run(state, open, acquisitionId, login));
  };
  async function create(loginId: number, request: AcquisitionRequest, follows: number | null) {
    const open = requireCase(state);
    refuseNonsense(request);
    const login = requireLogin(state, loginId);
    const acquisitionId = await open.db.use((connection) =>
      addAcquisition(connection, {
        request,
        title: titleOf(request),
        login: login.described,
        caller: login.caller?.arn ?? null,
        endpoint: login.login.endpoint ?? null,
        follows,
      }),
    );
    await open.journal.append('acquisition.create', { acquisitionId, follows, request });
    await run(state, open, acquisitionId, login);
    return { acquisitionId };
  }

  return {
    create: os.acquisitions.create.handler(({ input }) =>
      startAlone(findRuns(requireCase(state)), () => create(input.loginId, input.request, null)),
    ),
    follow: os.acquisitions.follow.handler(async ({ input }) => {
      const { request, id } = await requireCase(state).db.use((c) => readAcquisition(c, input.acquisitionId));
      return startAlone(findRuns(requireCase(state)), () => create(input.loginId, fromNowOn(request), id));
    }),
    watch: os.acquisitions.watch.handler(({ input, signal }) =>
      typedErrors(watch(findRun(requireCase(state), input.acquisitionId), signal)),
    ),
    estimate: os.acquisitions.estimate.handler(({ input }) => estimateOf(state, input.acquisitionId)),
    start: os.acquisitions.start.handler(({ input: { acquisitionId } }) =>
      begin(acquisitionId, loginFor(acquisitionId, undefined)),
    ),
    pause: os.acquisitions.pause.handler(({ input }) => current(input.acquisitionId).pause()),
    resume: os.acquisitions.resume.handler(async ({ input: { acquisitionId, loginId } }) => {
      const open = requireCase(state);
      const running = findRuns(open).current;
      if (running?.id === acquisitionId && isUnderWay(running)) return running.goOn();
      await begin(acquisitionId, loginFor(acquisitionId, loginId));
    }),
    cancel: os.acquisitions.cancel.handler(({ input }) => current(input.acquisitionId).cancel()),
    discard: os.acquisitions.discard.handler(({ input }) => discard(requireCase(state), input.acquisitionId)),
    list: os.acquisitions.list.handler(async () => {
      const open = requireCase(state);
      const all = await open.db.use(listAcquisitions);
      const now = findRuns(open).current?.progress();
      return all.map((one) => (isMoving(now, one.acquisitionId) ? { ...one, ...pick(now) } : one));
    }),
    problems: os.acquisitions.problems.handler(({ input }) =>
      requireCase(state).db.use((connection) => listObjectProblems(connection, input)),
    ),
    prices: os.acquisitions.prices.handler(() => readPrices(userDir)),
    setPrices: os.acquisitions.setPrices.handler(({ input }) => writePrices(userDir, input)),
  };
}

type Progress = ReturnType<Acquisition['progress']>;
const isMoving = (now: Progress | undefined, id: number): now is Progress =>
  now?.acquisitionId === id && !isAtRest(now.state);
const pick = ({ state, account, regions, publicKeys }: Progress) => ({ state, account, regions, publicKeys });

function findRun(open: OpenCase, acquisitionId: number): Acquisition {
  const { current } = findRuns(open);
  if (current?.id === acquisitionId) return current;
  throw new EngineError('NOT_FOUND', `Acquisition ${acquisitionId} is not under way.`, {
    hint: 'See the list of acquisitions; resume goes on with one.',
  });
}

async function* watch(run: Acquisition, signal: AbortSignal | undefined) {
  for (;;) {
    const progress = run.progress();
    yield progress;
    if (isAtRest(progress.state) || signal?.aborted) return;
    await Promise.race([run.done, new Promise((resolve) => setTimeout(resolve, tellMs))]);
  }
}

/** Events of the last minutes before a look-up may have come after it. */
const lateMs = 3_600_000;

/** What to ask for to get what is new: the same objects, but later events. */
function fromNowOn(request: AcquisitionRequest): AcquisitionRequest {
  if (request.kind === 's3') return request;
  return { ...request, from: Math.max(request.from, request.to - lateMs), to: Math.max(request.to, Date.now()) };
}

function titleOf(request: AcquisitionRequest): string {
  return request.kind === 's3' ? `s3://${request.scope.bucket}/${request.scope.prefix}` : 'LookupEvents';
}

function refuseNonsense(request: AcquisitionRequest): void {
  const span = request.kind === 's3' ? request.scope : request;
  if (span.from !== null && span.to !== null && span.from >= span.to)
    throw new EngineError('INVALID', 'The span of time ends before it begins.', { hint: 'Check both ends.' });
  if (request.kind === 's3' && !request.keepCopy && !request.load)
    throw new EngineError('INVALID', 'Neither a copy nor its rows would be kept.', {
      hint: 'Keep a copy, load it, or both.',
    });
}

async function estimateOf(state: EngineState, acquisitionId: number): Promise<Estimate> {
  const open = requireCase(state);
  const { userDir } = state.options;
  const row = await open.db.use((connection) => readAcquisition(connection, acquisitionId));
  const { request } = row;
  if (request.kind !== 's3' || !row.isListed)
    throw new EngineError('INVALID', 'There is nothing to estimate before all is listed.', {
      hint: 'Wait for the listing to end.',
    });
  const { classes, ...sums } = await open.db.use((connection) => sumListing(connection, row.id));
  const plain = estimate(classes, row.listed.requests, await readPrices(userDir), await readSpeed(userDir));
  const space = { needed: spaceNeeded(plain.bytes, request), free: await freeSpace(open.dir) };
  return { ...plain, ...sums, space };
}

async function discard(open: OpenCase, acquisitionId: number): Promise<void> {
  if (isUnderWay(findRuns(open).current) && findRuns(open).current?.id === acquisitionId)
    throw new EngineError('REFUSED', 'It is under way.', { hint: 'Cancel it first.' });
  await open.db.use(async (connection) => {
    const held = await connection.value(
      "SELECT count(*) FROM logs.main.objects WHERE acquisition_id = $1 AND outcome = 'acquired'",
      { values: [acquisitionId] },
    );
    if (Number(held) > 0)
      throw new EngineError('REFUSED', 'It has brought evidence into the case, and stays in the account.', {
        hint: 'Resume it for the rest, or leave it as it is.',
      });
    await removeAcquisition(connection, acquisitionId);
  });
  await open.journal.append('acquisition.discard', { acquisitionId });
}
