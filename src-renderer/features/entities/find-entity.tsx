// A box that finds entities as one types: Alt+I, some letters of a key, a name, an address, Enter.
import { useEffect, useMemo, useState } from 'react';
import { detectEntity, type Entity, type EntityKind, entityWords } from '../../../shared/query/entity.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { ChooseDialog, ChooseList } from '../../ui/controls/choose-list.tsx';
import { type EngineClient, useEngine } from '../../ui/engine.ts';
import { createLatest, once } from '../../ui/latest.ts';
import { describeProblem } from '../../ui/problem.ts';
import { useCommand } from '../../ui/window/commands.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import style from './find-entity.module.css';

type Found = { entity: Entity; count: number | null };

export function FindEntity() {
  const [shown, setShown] = useState(false);
  useCommand('find-entity', () => setShown(true));
  const close = () => setShown(false);
  return (
    <ChooseDialog opened={shown} name="Find an entity" width={680} onClose={close}>
      <Box onDone={close} />
    </ChooseDialog>
  );
}

function Box({ onDone }: { onDone: () => void }) {
  const engine = useEngine();
  const [typed, setTyped] = useState('');
  const { found, problem } = useFound(engine, typed);
  const options = useMemo(() => withTyped(typed, found), [typed, found]);
  return (
    <ChooseList
      id="found-entities"
      label="A key, a principal, an address, an agent, an account …"
      typed={typed}
      onTyped={setTyped}
      found={options}
      keyOf={({ entity }) => `${entity.kind} ${entity.value}`}
      none={problem ?? (found === null ? 'Looking …' : 'Nothing in this case is called that.')}
      onChoose={({ entity }) => {
        onDone();
        useWorkspace.getState().openEntity(entity);
      }}
      render={({ entity, count }) => (
        <>
          <span className={style.kind}>{entityWords[entity.kind]}</span>
          <bdi className={style.value}>{entity.value}</bdi>
          <span className="pm-dim">{count === null ? 'as typed' : `${formatCount(count)} requests`}</span>
        </>
      )}
    />
  );
}

/** Null: not answered yet. */
function useFound(engine: EngineClient, typed: string): { found: Found[] | null; problem: string | null } {
  const [answer, setAnswer] = useState<{ found: Found[] | null; problem: string | null }>({
    found: null,
    problem: null,
  });
  const latest = useMemo(
    () =>
      createLatest<string, Found[]>(
        (text, signal) => Promise.resolve(once(engine.entities.find({ text }, { signal }))),
        {
          news: (found) => setAnswer({ found, problem: null }),
          failed: (error) => setAnswer({ found: null, problem: describeProblem(error, 'look for it').message }),
        },
      ),
    [engine],
  );
  useEffect(() => {
    latest.ask(typed.trim());
    return () => latest.stop();
  }, [latest, typed]);
  return answer;
}

/** Kinds that a typed name can be of although the engine does not list them. */
const asTyped: EntityKind[] = ['bucket'];

/** What was typed stands among what was found, so that a page can be opened for what no list has. */
function withTyped(typed: string, found: Found[] | null): Found[] {
  const text = typed.trim();
  const all = found ?? [];
  if (text === '') return all;
  const isThere = (entity: Entity) =>
    all.some((one) => one.entity.kind === entity.kind && one.entity.value === entity.value);
  const looks = detectEntity(text);
  const guesses = looks
    ? [looks]
    : // Not before the answer: Enter would take a guess for what is about to be found.
      found !== null && /^[a-z0-9][a-z0-9.-]{2,62}$/.test(text)
      ? asTyped.map((kind) => ({ kind, value: text }))
      : [];
  return [...all, ...guesses.filter((entity) => !isThere(entity)).map((entity) => ({ entity, count: null }))];
}
