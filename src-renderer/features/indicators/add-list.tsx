// Asks for a list: a file, or pasted text; what it is called, and how grave a hit is.
import { Button, Group, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type IndicatorList, mostPasted } from '../../../shared/contract/indicators.ts';
import { type IndicatorKind, indicatorKinds, kindWords } from '../../../shared/indicators/indicator.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../ui/problem.ts';
import style from './indicators.module.css';
import { levelChoices, levelFor } from './words.ts';

export type NewSource = { path: string } | 'paste';
type Level = IndicatorList['level'];
type Props = { source: NewSource; onAdded: (list: IndicatorList) => void; onClose: () => void };

const fileName = (path: string) =>
  path
    .split(/[/\\]/)
    .at(-1)!
    .replace(/\.[^.]+$/, '');
const kindChoices = [
  { value: 'any', label: 'What each entry looks like' },
  ...indicatorKinds.map((kind) => ({ value: kind, label: `Every entry: ${kindWords[kind].one}` })),
];

export function AddList({ source, onAdded, onClose }: Props) {
  const engine = useEngine();
  const isPasted = source === 'paste';
  const [name, setName] = useState(isPasted ? '' : fileName(source.path));
  const [chosen, setLevel] = useState<Level | null>(null);
  const [kind, setKind] = useState('any');
  const [text, setText] = useState('');
  const [isReading, setReading] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const reading = useRef<AbortController | null>(null);
  // Closing the dialog stops what is read.
  useEffect(() => () => reading.current?.abort(), []);
  const level = chosen ?? levelFor(name);
  const isReady = name.trim() !== '' && (!isPasted || text.trim() !== '') && !isReading;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const own = new AbortController();
    reading.current = own;
    setReading(true);
    setProblem(null);
    try {
      const from = isPasted ? { text } : { path: source.path };
      const request = { source: from, name: name.trim(), level, kind: kind === 'any' ? null : (kind as IndicatorKind) };
      const list = await engine.indicators.add(request, { signal: own.signal });
      reading.current = null;
      onAdded(list);
    } catch (error) {
      if (own.signal.aborted || isCancelled(error)) return;
      setProblem(describeProblem(error, 'read the list'));
      setReading(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={isPasted ? 'Paste a list' : 'Add a list'} size="lg">
      <form onSubmit={(event) => void submit(event)} className={style.form}>
        {problem && (
          <p className={style.problem} role="alert">
            {problem.title}. {problem.message} {problem.hint}
          </p>
        )}
        {isPasted ? (
          <Textarea
            label="Indicators"
            description="One per line, or CSV, STIX or MISP. 1.2.3[.]4 and hxxp:// are understood; # begins a comment."
            rows={8}
            data-autofocus
            maxLength={mostPasted}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            styles={{ input: { fontFamily: 'var(--pm-mono)' } }}
            spellCheck={false}
          />
        ) : (
          <p className="pm-mono pm-select">
            <bdi>{source.path}</bdi>
          </p>
        )}
        <TextInput
          label="Name"
          value={name}
          maxLength={200}
          data-autofocus={isPasted ? undefined : true}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={style.pair}>
          <Select
            label="Level of a hit"
            description="High for what only an attacker has; low for what others use too: Tor, VPN, hosting."
            data={levelChoices}
            value={level}
            allowDeselect={false}
            onChange={(value) => setLevel(value as Level)}
          />
          <Select
            label="Entries are"
            description="Where the list itself does not say it."
            data={kindChoices}
            value={kind}
            allowDeselect={false}
            onChange={(value) => setKind(value!)}
          />
        </div>
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!isReady}>
            {isReading ? 'Reading…' : 'Add the list'}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
