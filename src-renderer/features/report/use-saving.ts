// Writes one report and keeps what is known about it.
import { useEffect, useRef, useState } from 'react';
import type { ReportFormat, ReportState } from '../../../shared/contract/report.ts';
import type { ReportChoices } from '../../../shared/report/choices.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../ui/problem.ts';

export type Saving =
  | { phase: 'none' }
  | { phase: 'running'; state: ReportState | null }
  | { phase: 'done'; state: ReportState }
  | { phase: 'failed'; problem: Problem };

type Request = { choices: ReportChoices; format: ReportFormat; path?: string; overwrite?: boolean };

export function useSaving() {
  const engine = useEngine();
  const [saving, setSaving] = useState<Saving>({ phase: 'none' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = async (request: Request): Promise<void> => {
    const abort = new AbortController();
    running.current = abort;
    setSaving({ phase: 'running', state: null });
    try {
      let last: ReportState | null = null;
      for await (const state of await engine.report.write(request, { signal: abort.signal })) {
        last = state;
        setSaving({ phase: 'running', state });
      }
      if (last?.state !== 'done') throw new Error('The engine reported no end of the report.');
      setSaving({ phase: 'done', state: last });
    } catch (error) {
      if (abort.signal.aborted || isCancelled(error)) return setSaving({ phase: 'none' });
      setSaving({ phase: 'failed', problem: describeProblem(error, 'save the report') });
    }
  };
  return { saving, start, cancel: () => running.current?.abort(), dismiss: () => setSaving({ phase: 'none' }) };
}
