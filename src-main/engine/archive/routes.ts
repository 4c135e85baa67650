// Calls that hand a case on and take one in. The case is closed while its files are read: they are whole then, and reading
// DuckDB's file while it is open would give up its lock on POSIX systems.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { PackedCase, PackState, UnpackedCase, UnpackState } from '../../../shared/contract/archive.ts';
import { refuseWhileAcquiring } from '../acquire/routes.ts';
import { closeInState, openInState } from '../cases/routes.ts';
import { EngineError } from '../engine-error.ts';
import { type EngineState, type OpenCase, requireCase } from '../engine-state.ts';
import { chooseTarget } from '../export/target.ts';
import { followWork } from '../follow-work.ts';
import { os, typedErrors } from '../implementer.ts';
import { refuseWhileLoading } from '../ingest/routes.ts';
import { currentUser } from '../journal/current-user.ts';
import { type PackProgress, packCase, type Source } from './pack-case.ts';
import { isSealed } from './seal.ts';
import { unpackCase } from './unpack-case.ts';

type PackInput = { path: string; overwrite: boolean; withEvidence: boolean; passphrase: string | null };
type UnpackInput = { path: string; parent: string; passphrase: string | null };

export function archiveRoutes(state: EngineState) {
  return {
    pack: os.archives.pack.handler(({ input, signal }) => typedErrors(followPack(state, input, signal))),
    inspect: os.archives.inspect.handler(async ({ input }) => {
      const sealed = await isSealed(input.path);
      return { sealed, size: (await stat(input.path)).size };
    }),
    unpack: os.archives.unpack.handler(({ input, signal }) => typedErrors(followUnpack(state, input, signal))),
  };
}

function followPack(state: EngineState, input: PackInput, given: AbortSignal | undefined): AsyncGenerator<PackState> {
  const progress = { bytes: 0, totalBytes: 0 };
  const tell = (): PackState => ({ state: 'running', ...progress, packed: null });
  return followWork(given, tell, async (signal) => {
    const packed = await pack(state, input, progress, signal);
    return { ...tell(), state: 'done', packed };
  });
}

function followUnpack(
  state: EngineState,
  input: UnpackInput,
  given: AbortSignal | undefined,
): AsyncGenerator<UnpackState> {
  const progress = { bytes: 0, totalBytes: 0 };
  const tell = (): UnpackState => ({ state: 'running', ...progress, unpacked: null });
  return followWork(given, tell, async (signal) => {
    const unpacked = await unpack(state, input, progress, signal);
    return { ...tell(), state: 'done', unpacked };
  });
}

async function pack(
  state: EngineState,
  { path, overwrite, withEvidence, passphrase }: PackInput,
  progress: PackProgress,
  signal: AbortSignal,
): Promise<PackedCase> {
  const open = requireCase(state);
  refuseWhileLoading(open);
  refuseWhileAcquiring(open);
  const target = await chooseTarget(open, { path, overwrite, format: 'zip' }, open.info.name);
  const sources = withEvidence ? await listSources(open) : [];
  const what = { path, withEvidence, sealed: passphrase !== null };
  await open.journal.append('case.pack', what);
  const { dir, info } = open;
  const packing = (async () => {
    await closeInState(state);
    try {
      const request = { info, pugmark: state.options.version, by: currentUser(), withEvidence, sources, passphrase };
      return await packCase(dir, target, request, progress, signal);
    } finally {
      await openInState(state, dir);
    }
  })();
  state.comingBack = packing;
  const packed = await packing;
  await requireCase(state).journal.append('case.packed', { ...what, ...packed });
  return { path: target.path, sealed: what.sealed, sources: sources.length - packed.missing.length, ...packed };
}

/** What was loaded from outside of the case, whole files and archives, with the hash of the last load. */
async function listSources(open: OpenCase): Promise<Source[]> {
  const rows = await open.db.use((connection) =>
    connection.rows(
      `SELECT path, arg_max(sha256, (load_id, n)) FILTER (member IS NULL AND sha256 <> '') AS sha256
       FROM (SELECT path, member, file, sha256, load_id, evidence_id AS n FROM logs.main.evidence
         UNION ALL SELECT path, member, file, sha256, load_id, archive_id FROM logs.main.evidence_archives)
       WHERE file IS NULL AND path NOT LIKE 's3://%' GROUP BY path ORDER BY path`,
    ),
  );
  return rows.map(({ path, sha256 }) => ({ path: String(path), sha256: sha256 === null ? null : String(sha256) }));
}

async function unpack(
  state: EngineState,
  { path, parent, passphrase }: UnpackInput,
  progress: PackProgress,
  signal: AbortSignal,
): Promise<UnpackedCase> {
  if (!isAbsolute(path) || !isAbsolute(parent))
    throw new EngineError('INVALID', 'The paths of an archive and of its case’s folder must be absolute.', {
      at: path,
    });
  const { dir, list } = await unpackCase(path, parent, passphrase, progress, signal);
  await openInState(state, dir);
  const open = requireCase(state);
  const { made, by, hasEvidence, files } = list;
  await open.journal.append('case.unpack', { path, sha256: await hashFile(path), made, by, hasEvidence });
  return { info: open.info, files: files.length, made, by, hasEvidence };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
