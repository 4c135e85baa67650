// The bytes of a list: a file of this machine, or pasted text.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { mostListBytes } from '../../../../shared/contract/indicators.ts';
import { type IndicatorKind, NotAList, type ParsedList } from '../../../../shared/indicators/indicator.ts';
import { parseSteps } from '../../../../shared/indicators/parse-list.ts';
import { formatBytes } from '../../../../shared/values/sizes.ts';
import { EngineError, messageOf } from '../../engine-error.ts';

export type ListSource = { path: string } | { text: string };
export type ReadList = { list: ParsedList; path: string | null; sha256: string };

/** INVALID for what is no list, NOT_FOUND for a file that is not there, CANCELLED when aborted. */
export async function readSource(
  source: ListSource,
  kind: IndicatorKind | null,
  signal?: AbortSignal,
): Promise<ReadList> {
  const path = 'path' in source ? source.path : null;
  const bytes = 'path' in source ? await readBytes(source.path) : Buffer.from(source.text, 'utf8');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  try {
    const steps = parseSteps(bytes, { kind });
    for (;;) {
      const step = steps.next();
      if (step.done) return { list: step.value, path, sha256 };
      // Other calls are answered in between.
      await setImmediate();
      if (signal?.aborted) throw new EngineError('CANCELLED', 'Cancelled');
    }
  } catch (error) {
    if (!(error instanceof NotAList)) throw error;
    throw new EngineError(
      'INVALID',
      error.message,
      {
        ...(path === null ? {} : { at: path }),
        hint: 'A list is plain text with one indicator per line, CSV, a STIX 2.1 bundle, or events of MISP as JSON.',
      },
      { cause: error },
    );
  }
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new EngineError('INVALID', 'This is not a file.', { at: path, hint: 'Choose a file.' });
    if (found.size > mostListBytes)
      throw new EngineError('INVALID', `The list is larger than ${formatBytes(mostListBytes)}.`, {
        at: path,
        hint: 'Split it into several lists.',
      });
    return await readFile(path);
  } catch (error) {
    if (error instanceof EngineError) throw error;
    const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const message = isGone ? 'There is no such file.' : `The list cannot be read: ${messageOf(error)}`;
    throw new EngineError(
      isGone ? 'NOT_FOUND' : 'FAILED',
      message,
      { at: path, hint: 'Check the path and its rights.' },
      { cause: error },
    );
  }
}
