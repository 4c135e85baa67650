// Runs one export and keeps what is known about it.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExportRequest, ExportState } from '../../../shared/contract/exports.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../ui/problem.ts';

export type ExportRun =
  | { phase: 'choosing'; note?: string }
  | { phase: 'running'; progress: ExportState | null }
  | { phase: 'done'; result: ExportState }
  /** `exists`: there is a file of that name; it is replaced only when the user says so. */
  | { phase: 'failed'; problem: Problem; exists: boolean };

export function useExport() {
  const engine = useEngine();
  const [run, setRun] = useState<ExportRun>({ phase: 'choosing' });
  const running = useRef<AbortController | null>(null);

  const start = useCallback(
    async (request: ExportRequest): Promise<void> => {
      const controller = new AbortController();
      running.current = controller;
      setRun({ phase: 'running', progress: null });
      try {
        const states = await engine.exports.start(request, { signal: controller.signal });
        let last: ExportState | null = null;
        for await (const state of states) {
          last = state;
          setRun({ phase: 'running', progress: state });
        }
        if (last?.state !== 'done') throw new Error('The export ended without a file.');
        setRun({ phase: 'done', result: last });
      } catch (error) {
        if (controller.signal.aborted || isCancelled(error))
          return setRun({ phase: 'choosing', note: 'Cancelled. No file was left behind.' });
        const problem = describeProblem(error, 'export');
        setRun({ phase: 'failed', problem, exists: !request.overwrite && saysFileIsThere(error) });
      }
    },
    [engine],
  );

  const cancel = useCallback(() => running.current?.abort(), []);
  useEffect(() => () => running.current?.abort(), []);
  return { run, start, cancel };
}

/** The engine refuses other places too (its own files, a folder of that name); only this one can be overwritten. */
function saysFileIsThere(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: string };
  return code === 'REFUSED' && /file of that name/i.test(message ?? '');
}
