// A box in which one types a part of a name and takes one of what is found, all by keys: arrows move, Enter takes.
import { Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import style from './choose-list.module.css';

const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

type DialogProps = { opened: boolean; name: string; width: number; onClose: () => void; children: ReactNode };

/** What a `ChooseList` stands in when it comes over the window. */
export function ChooseDialog({ opened, name, width, onClose, children }: DialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={width}
      yOffset="12vh"
      attributes={{ content: { 'aria-label': name } }}
      transitionProps={{ duration: 0 }}
    >
      {opened && children}
    </Modal>
  );
}

type Props<T> = {
  /** Tells the ids of its parts from those of another list. */
  id: string;
  label: string;
  typed: string;
  onTyped: (typed: string) => void;
  /** What is found, best first. */
  found: readonly T[];
  keyOf: (one: T) => string;
  render: (one: T) => ReactNode;
  /** Said when nothing is found. */
  none: string;
  onChoose: (one: T) => void;
};

export function ChooseList<T>({ id, label, typed, onTyped, found, keyOf, render, none, onChoose }: Props<T>) {
  const [place, setPlace] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  // At once, and not when the dialog gets to it: what is typed right after the keys that open it would go elsewhere.
  useLayoutEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true });
    };
  }, []);
  const at = Math.min(place, found.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    const chosen = found[at];
    if (event.key !== 'Enter' && move === undefined) return;
    if (move !== undefined) setPlace(Math.max(0, Math.min(found.length - 1, at + move)));
    else if (chosen !== undefined) onChoose(chosen);
    event.preventDefault();
  };
  return (
    <div className={style.box}>
      <TextInput
        ref={field}
        data-autofocus
        size="md"
        placeholder={label}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          onTyped(event.currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={id} role="listbox" aria-label="Found" className={style.list}>
        {found.map((one, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys, and names the chosen option
          <div
            key={keyOf(one)}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            className={style.option}
            onClick={() => onChoose(one)}
            onMouseMove={() => setPlace(i)}
          >
            {render(one)}
          </div>
        ))}
        {found.length === 0 && <p className={style.none}>{none}</p>}
      </div>
    </div>
  );
}
