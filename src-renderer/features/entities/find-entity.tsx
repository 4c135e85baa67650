// A box that finds entities as one types: Alt+I, some letters of a key, a name, an address, Enter.
import { Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { detectEntity, type Entity, type EntityKind, entityWords } from '../../../shared/query/entity.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { useCommand } from '../../ui/commands.ts';
import { type EngineClient, useEngine } from '../../ui/engine.ts';
import { createLatest, once } from '../../ui/latest.ts';
import { describeProblem } from '../../ui/problem.ts';
import { useWorkspace } from '../../ui/workspace.ts';
import style from './find-entity.module.css';

type Found = { entity: Entity; count: number | null };

export function FindEntity() {
  const [shown, setShown] = useState(false);
  useCommand('find-entity', () => setShown(true));
  return (
    <Modal
      opened={shown}
      onClose={() => setShown(false)}
      withCloseButton={false}
      padding={0}
      size={680}
      yOffset="12vh"
      attributes={{ content: { 'aria-label': 'Find an entity' } }}
      transitionProps={{ duration: 0 }}
    >
      {shown && <Box onDone={() => setShown(false)} />}
    </Modal>
  );
}

const label = 'A key, a principal, an address, an agent, an account …';

function Box({ onDone }: { onDone: () => void }) {
  const engine = useEngine();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const { found, problem } = useFound(engine, typed);
  const list = useRef<HTMLDivElement>(null);
  const options = useMemo(() => withTyped(typed, found), [typed, found]);
  const chosen = options[Math.min(at, options.length - 1)];
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const open = (one: Found | undefined) => {
    if (!one) return;
    onDone();
    useWorkspace.getState().openEntity(one.entity);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (event.key === 'Enter') open(chosen);
    else if (move !== undefined) setAt((now) => Math.max(0, Math.min(options.length - 1, now + move)));
    else return;
    event.preventDefault();
  };
  const idOf = (one: Found) => `found-${options.indexOf(one)}`;
  return (
    <div className={style.box}>
      <TextInput
        data-autofocus
        size="md"
        placeholder={label}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls="found-entities"
        aria-activedescendant={chosen && idOf(chosen)}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id="found-entities" role="listbox" aria-label="Found" className={style.list}>
        {options.map((one) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys, and names the chosen option
          <div
            key={`${one.entity.kind} ${one.entity.value}`}
            id={idOf(one)}
            role="option"
            tabIndex={-1}
            aria-selected={one === chosen}
            className={style.option}
            onClick={() => open(one)}
            onMouseMove={() => setAt(options.indexOf(one))}
          >
            <span className={style.kind}>{entityWords[one.entity.kind]}</span>
            <bdi className={style.value}>{one.entity.value}</bdi>
            <span className="pm-dim">{one.count === null ? 'as typed' : `${formatCount(one.count)} requests`}</span>
          </div>
        ))}
        {options.length === 0 && (
          <p className={style.none}>
            {problem ?? (found === null ? 'Looking …' : 'Nothing in this case is called that.')}
          </p>
        )}
      </div>
    </div>
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
    : /^[a-z0-9][a-z0-9.-]{2,62}$/.test(text)
      ? asTyped.map((kind) => ({ kind, value: text }))
      : [];
  return [...all, ...guesses.filter((entity) => !isThere(entity)).map((entity) => ({ entity, count: null }))];
}
