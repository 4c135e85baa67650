// What the page shows: the verdict on the chain and a page of entries, asked for again when a filter changes or on request.
import { useEffect, useState } from 'react';
import type { JournalGroup, JournalPage, JournalVerdict } from '../../../shared/contract/journal.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../ui/problem.ts';
import { useTagStore } from '../../ui/tags.ts';

export const pageEntries = 200;

export type JournalAsk = {
  order: 'newest' | 'oldest';
  /** Null: all. */
  group: JournalGroup | null;
  text: string;
  /** ISO UTC; null: open. */
  from: string | null;
  to: string | null;
  page: number;
};

export const firstAsk: JournalAsk = { order: 'newest', group: null, text: '', from: null, to: null, page: 0 };

export type JournalAnswer = {
  /** The last answer, which stays while a newer one is awaited. */
  page: JournalPage | null;
  verdict: JournalVerdict | null;
  problem: Problem | null;
  again: () => void;
};

const restMs = 200;

export function useJournal(ask: JournalAsk): JournalAnswer {
  const engine = useEngine();
  const data = useDataVersion((state) => state.version);
  const marks = useTagStore((state) => state.version);
  const [tries, setTries] = useState(0);
  const [answer, setAnswer] = useState<Omit<JournalAnswer, 'again'>>({ page: null, verdict: null, problem: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: newer data, marks and tries are reasons to ask again
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    const { order, group, text, from, to, page } = ask;
    const put = () =>
      Promise.all([
        engine.journal.entries(
          {
            offset: page * pageEntries,
            limit: pageEntries,
            order,
            text,
            groups: group === null ? [] : [group],
            ...(from === null ? {} : { from }),
            ...(to === null ? {} : { to }),
          },
          { signal },
        ),
        engine.journal.verdict(undefined, { signal }),
      ]).then(
        ([entries, verdict]) => {
          if (!signal.aborted) setAnswer({ page: entries, verdict, problem: null });
        },
        (error: unknown) => {
          if (signal.aborted || isCancelled(error)) return;
          setAnswer((before) => ({ ...before, problem: describeProblem(error, 'read the journal') }));
        },
      );
    // Typing comes in strokes; the text is looked for when it rests.
    const timer = setTimeout(() => void put(), text === '' ? 0 : restMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [engine, data, marks, ask, tries]);
  return { ...answer, again: () => setTries(tries + 1) };
}
