// What the report's page knows: the choices, which the case keeps, and the page that they make, asked for again when they
// or the case change.
import { useEffect, useRef, useState } from 'react';
import type { ReportPreview } from '../../../shared/contract/report.ts';
import { choicesPlace, ReportChoices, usualChoices } from '../../../shared/report/choices.ts';
import { useTimeZone } from '../../ui/case.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import { type EngineClient, useEngine } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem, showProblem } from '../../ui/problem.ts';
import { trackSave } from '../../ui/saves.ts';
import { useMarksVersion } from '../../ui/tags.ts';

/** What is typed rests for a moment before it is kept, and before the page is made anew. */
const restMs = 500;

export type Report = {
  /** Null until they were read. */
  choices: ReportChoices | null;
  change: (patch: Partial<ReportChoices>) => void;
  /** The last page, which stays while a newer one is awaited. */
  preview: ReportPreview | null;
  isBehind: boolean;
  problem: Problem | null;
  again: () => void;
};

export function useReport(): Report {
  const engine = useEngine();
  const [choices, setChoices] = useState<ReportChoices | null>(null);
  const unsaved = useRef<ReportChoices | null>(null);
  useEffect(() => {
    readChoices(engine).then(setChoices, (error: unknown) => {
      showProblem(error, 'read the choices for the report');
      setChoices(usualChoices());
    });
  }, [engine]);
  const save = useRef<() => void>(() => undefined);
  save.current = () => {
    const body = unsaved.current;
    unsaved.current = null;
    if (body === null) return;
    trackSave(engine.documents.put({ ...choicesPlace, name: 'Report', body })).catch((error: unknown) =>
      showProblem(error, 'keep the choices for the report'),
    );
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change begins the rest anew
  useEffect(() => {
    const timer = setTimeout(() => save.current(), restMs);
    return () => clearTimeout(timer);
  }, [choices]);
  // Whoever closes the tab while something rests does not lose it.
  useEffect(() => () => save.current(), []);
  const change = (patch: Partial<ReportChoices>) =>
    setChoices((before) => {
      const next = { ...(before ?? usualChoices()), ...patch };
      unsaved.current = next;
      return next;
    });
  return { choices, change, ...usePreview(engine, choices) };
}

async function readChoices(engine: EngineClient): Promise<ReportChoices> {
  const documents = await engine.documents.list({ kind: choicesPlace.kind });
  return ReportChoices.parse(documents.find(({ id }) => id === choicesPlace.id)?.body ?? {});
}

function usePreview(engine: EngineClient, choices: ReportChoices | null) {
  const zone = useTimeZone();
  const data = useDataVersion((state) => state.version);
  const marks = useMarksVersion(true);
  const [tries, setTries] = useState(0);
  const [answer, setAnswer] = useState<{ preview: ReportPreview | null; problem: Problem | null; isBehind: boolean }>({
    preview: null,
    problem: null,
    isBehind: true,
  });
  const asked = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: versions, zone and tries say when to ask again
  useEffect(() => {
    if (choices === null) return;
    const abort = new AbortController();
    setAnswer((before) => ({ ...before, isBehind: true }));
    const ask = () =>
      engine.report.preview({ choices }, { signal: abort.signal }).then(
        (preview) => {
          if (!abort.signal.aborted) setAnswer({ preview, problem: null, isBehind: false });
        },
        (error: unknown) => {
          if (abort.signal.aborted || isCancelled(error)) return;
          setAnswer((before) => ({ ...before, problem: describeProblem(error, 'make the report'), isBehind: false }));
        },
      );
    // The first one does not wait.
    const timer = setTimeout(() => void ask(), asked.current++ === 0 ? 0 : restMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [engine, choices, zone, data, marks, tries]);
  return { ...answer, again: () => setTries(tries + 1) };
}
