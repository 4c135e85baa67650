// Writes a definition: its text, what a try of it gives sample by sample, and saving it into the user's folder.
import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { DefinitionCheck } from '../../../shared/contract/formats.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, type Problem, showNote } from '../../ui/problem.ts';
import { CheckResult } from './check-result.tsx';
import look from './formats.module.css';

/** `text` empty: the example. `edits`: the definition that it stands in place of. */
export type Draft = { text: string; edits: string | null };

type Props = {
  draft: Draft;
  onSaved: () => void;
  onClose: () => void;
};

export function Editor({ draft, onSaved, onClose }: Props) {
  const { text: first, edits } = draft;
  const engine = useEngine();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(first);
  const [check, setCheck] = useState<DefinitionCheck | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    if (first !== '') return;
    engine.formats.example().then(
      (example) => setText(example.text),
      (error: unknown) => setProblem(describeProblem(error, 'read the example')),
    );
  }, [engine, first]);

  async function run(doing: string, work: () => Promise<void>): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(describeProblem(error, doing));
    } finally {
      setBusy(false);
    }
  }
  const tryOut = () => run('check the definition', async () => setCheck(await engine.formats.check({ text })));
  const save = () =>
    run('save the definition', async () => {
      const { path, ...found } = await engine.formats.save({ text, edits });
      setCheck(found);
      if (path === null) return;
      showNote(`Saved ${found.name}. The next load uses it.`);
      onSaved();
    });
  const goToLine = (line: number) => {
    const lines = text.split('\n');
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    const shown = area.current;
    if (!shown) return;
    shown.focus();
    shown.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    // A selection alone does not bring itself into sight.
    shown.scrollTop = (shown.scrollHeight / lines.length) * Math.max(0, line - 6);
    shown.scrollLeft = 0;
  };
  return (
    <Modal opened onClose={onClose} title="A log type of your own" size="70rem">
      <div className={look.form}>
        {problem && (
          <p className={look.problem} role="alert">
            {problem.title}. {problem.message} {problem.hint}
          </p>
        )}
        <Textarea
          ref={area}
          label="Definition"
          description="JSON. Patterns are RE2 and match a whole line; a backslash is written twice."
          rows={20}
          data-autofocus
          maxLength={2_000_000}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setCheck(null);
          }}
          styles={{ input: { fontFamily: 'var(--pm-mono)', fontSize: 12, whiteSpace: 'pre', overflowX: 'auto' } }}
          spellCheck={false}
        />
        {check && <CheckResult check={check} onLine={goToLine} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="default" disabled={isBusy || text.trim() === ''} onClick={() => void tryOut()}>
            {isBusy ? 'Trying…' : 'Check'}
          </Button>
          <Button disabled={isBusy || text.trim() === ''} onClick={() => void save()}>
            Save
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
