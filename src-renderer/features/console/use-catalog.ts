// What the editor completes from: the case's tables, DuckDB's functions, and keys seen inside JSON columns.
import { useCallback, useEffect, useRef } from 'react';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { useTables } from '../../ui/tables.ts';
import type { Catalog, FunctionInfo } from './completion.ts';
import type { CompletionSources, JsonKey } from './editor-completion.ts';

export function useCatalog(): CompletionSources {
  const engine = useEngine();
  const tables = useTables((state) => state.tables);
  const functions = useRef<FunctionInfo[]>([]);
  const keys = useRef(new Map<string, Promise<JsonKey[]>>());
  const latest = useRef<Catalog>({ tables, functions: [] });
  latest.current = { tables, functions: functions.current };

  useEffect(() => {
    engine.console
      .functions()
      .then((list) => {
        functions.current = list;
        latest.current = { ...latest.current, functions: list };
      })
      .catch((error: unknown) => showProblem(error, 'list the functions for completion'));
  }, [engine]);
  // A load may bring keys that were not there before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: new tables are the reason to forget
  useEffect(() => keys.current.clear(), [tables]);

  const catalog = useCallback(() => latest.current, []);
  const keysOf = useCallback<CompletionSources['keysOf']>(
    (table, column) => {
      const name = JSON.stringify([table, column]);
      const known = keys.current.get(name);
      if (known) return known;
      const asked = engine.views.paths({ source: { kind: 'table', table }, column }).catch((error: unknown) => {
        keys.current.delete(name);
        showProblem(error, `look inside ${column.column}`);
        return [];
      });
      keys.current.set(name, asked);
      return asked;
    },
    [engine],
  );
  return { catalog, keysOf };
}
