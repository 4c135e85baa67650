// What a page shows, asked for when it is looked at and again when the case has other rows. What the page no longer wants is
// cancelled.
import { useEffect, useState } from 'react';
import type { EntityDeeds, EntityLogs, EntitySummary } from '../../../shared/contract/entities.ts';
import type { SessionTree } from '../../../shared/contract/sessions.ts';
import type { Entity } from '../../../shared/query/entity.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../ui/problem.ts';
import { useTables } from '../../ui/tables.ts';

/** `value`: the last answer, which stays while a newer one is awaited. */
export type Answer<T> = { value: T | null; problem: Problem | null; waiting: boolean };

export type EntityAnswers = {
  summary: Answer<EntitySummary>;
  deeds: Answer<EntityDeeds>;
  tree: Answer<SessionTree>;
  logs: Answer<EntityLogs>;
};

export function useEntity(entity: Entity, scope: 'own' | 'chain'): EntityAnswers {
  const engine = useEngine();
  const { kind, value } = entity;
  const ask = { entity: { kind, value }, scope };
  const own = JSON.stringify([kind, value]);
  // What CloudTrail alone tells is not asked for in a case without it.
  const hasEvents = useTables(({ tables, loaded }) => !loaded || tables.some(({ name }) => name === 'cloudtrail'));
  const key = hasEvents ? JSON.stringify([own, scope]) : null;
  return {
    summary: useAnswer(key, 'read the requests', (signal) => engine.entities.summary(ask, { signal })),
    deeds: useAnswer(key, 'read what it did', (signal) => engine.entities.deeds(ask, { signal })),
    tree: useAnswer(hasEvents ? own : null, 'read the sessions', (signal) =>
      engine.sessions.tree({ entity: ask.entity }, { signal }),
    ),
    logs: useAnswer(own, 'look in all logs', (signal) => engine.entities.logs({ entity: ask.entity }, { signal })),
  };
}

/** @param key what is asked; null: nothing is */
function useAnswer<T>(key: string | null, doing: string, put: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const version = useDataVersion((state) => state.version);
  const [answer, setAnswer] = useState<Answer<T>>({ value: null, problem: null, waiting: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked, the version when to ask again
  useEffect(() => {
    if (key === null) {
      setAnswer({ value: null, problem: null, waiting: false });
      return undefined;
    }
    const abort = new AbortController();
    setAnswer((before) => ({ ...before, waiting: true }));
    put(abort.signal).then(
      (value) => !abort.signal.aborted && setAnswer({ value, problem: null, waiting: false }),
      (error: unknown) => {
        if (abort.signal.aborted || isCancelled(error)) return;
        setAnswer({ value: null, problem: describeProblem(error, doing), waiting: false });
      },
    );
    return () => abort.abort();
  }, [key, version]);
  return answer;
}
