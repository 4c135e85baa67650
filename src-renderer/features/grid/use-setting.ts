// A choice that the case remembers: read when the pane opens, saved when it changes.
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { trackSave } from '../../ui/saves.ts';

/** `id` null: not remembered. What is kept and no longer understood counts as not kept. Undefined until it is read. */
export function useSetting<T>(id: string | null, schema: z.ZodType<T>, start: T): [T | undefined, (next: T) => void] {
  const engine = useEngine();
  const usual = useRef({ schema, start });
  const [value, setValue] = useState<T | undefined>(id === null ? start : undefined);

  useEffect(() => {
    if (id === null) return;
    let wanted = true;
    engine.documents
      .list({ kind: 'setting' })
      .then((all) => {
        const read = usual.current.schema.safeParse(all.find((document) => document.id === id)?.body);
        if (wanted) setValue((now) => now ?? (read.success ? read.data : usual.current.start));
      })
      .catch((error: unknown) => {
        showProblem(error, 'read the settings');
        if (wanted) setValue((now) => now ?? usual.current.start);
      });
    return () => {
      wanted = false;
    };
  }, [engine, id]);

  const keep = (next: T) => {
    setValue(next);
    if (id === null) return;
    trackSave(engine.documents.put({ kind: 'setting', id, name: '', body: next })).catch((error: unknown) =>
      showProblem(error, 'remember the setting'),
    );
  };
  return [value, keep];
}
