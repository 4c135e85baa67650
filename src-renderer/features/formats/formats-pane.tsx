// The page of log types: which logs are known, what their columns mean, and definitions of one's own.
import { Button, SegmentedControl } from '@mantine/core';
import { IconFile, IconFolderPlus, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import pane from '../../ui/controls/pane.module.css';
import { useEngine } from '../../ui/engine.ts';
import { pickPaths } from '../../ui/pick-paths.ts';
import { showNote, showProblem } from '../../ui/problem.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { type Draft, Editor } from './editor.tsx';
import { OwnList } from './own-list.tsx';
import { type Refused, RefusedFiles } from './refused-files.tsx';
import { TypesFace } from './types-face.tsx';
import { useTypes } from './use-types.ts';

export function FormatsPane() {
  const side = useSideName();
  const engine = useEngine();
  const { list, problem, version, again } = useTypes();
  const [part, setPart] = useState<'types' | 'own'>('types');
  const [refused, setRefused] = useState<Refused[]>([]);
  const [editing, setEditing] = useState<Draft | null>(null);
  const add = async (mode: 'folder' | 'file') => {
    const [path] = await pickPaths({
      title: mode === 'folder' ? 'A folder of definitions' : 'A definition of a log type',
      mode,
      confirm: 'Add',
    });
    if (path === undefined) return;
    const answer = await engine.formats.add({ paths: [path] });
    setRefused(answer.refused);
    if (answer.added.length > 0) showNote(`Added ${answer.added.map(({ name }) => name).join(', ')}.`);
    setPart('own');
    again();
  };
  const ask = (mode: 'folder' | 'file') => () =>
    void add(mode).catch((error: unknown) => showProblem(error, 'add the definitions'));
  const broken = list?.own.filter(({ state }) => state === 'broken').length ?? 0;
  return (
    <section className={pane.pane} aria-label={`Log types${side}`}>
      <div className={pane.toolbar} role="toolbar" aria-label="Log types">
        <SegmentedControl
          size="xs"
          aria-label="Which log types"
          value={part}
          onChange={(to) => setPart(to as typeof part)}
          data={[
            { value: 'types', label: `Log types (${formatCount(list?.types.length ?? 0)})` },
            { value: 'own', label: `Your own (${formatCount(list?.own.length ?? 0)})` },
          ]}
        />
        <span className={pane.rule} />
        <Button leftSection={<IconPencil size={14} />} onClick={() => setEditing({ text: '', edits: null })}>
          Write one…
        </Button>
        <Button variant="default" leftSection={<IconFile size={14} />} onClick={ask('file')}>
          Add a file…
        </Button>
        <Button variant="default" leftSection={<IconFolderPlus size={14} />} onClick={ask('folder')}>
          Add a folder…
        </Button>
        {broken > 0 && part === 'types' && (
          <Button variant="subtle" color="red" onClick={() => setPart('own')}>
            {formatNoun(broken, 'definition is', 'definitions are')} not usable
          </Button>
        )}
      </div>
      {problem && <FailureBar problem={problem} onRetry={again} />}
      {list && part === 'types' && <TypesFace types={list.types} version={version} />}
      {list && part === 'own' && (
        <OwnList list={list} onEdit={(text, edits) => setEditing({ text, edits })} onChanged={again}>
          <RefusedFiles refused={refused} onDismiss={() => setRefused([])} />
        </OwnList>
      )}
      {editing !== null && (
        <Editor
          draft={editing}
          onSaved={() => {
            setEditing(null);
            setPart('own');
            again();
          }}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  );
}
