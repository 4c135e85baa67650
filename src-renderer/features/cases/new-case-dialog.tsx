// Name and place of a new case; the folder that will be made is spelt out before it is.
import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useEngine } from '../../ui/engine.ts';
import { joinPath } from '../../ui/path-picker/typed-path.ts';
import { pickPaths } from '../../ui/pick-paths.ts';
import { describeProblem, type Problem } from '../../ui/problem.ts';
import { PathField, ProblemLine } from './dialog-parts.tsx';
import style from './new-case-dialog.module.css';
import { switchCase } from './open-case.ts';
import { caseFolder, rememberCaseFolder } from './remembered-folder.ts';

type Props = {
  onClose: () => void;
  /** Words about what will be loaded into it at once. */
  note?: string;
  suggestedName?: string;
  onCreated?: () => void;
};

export function NewCaseDialog({ onClose, note, suggestedName, onCreated }: Props) {
  const engine = useEngine();
  const [name, setName] = useState(suggestedName ?? `Case ${new Date().toISOString().slice(0, 10)}`);
  const [parent, setParent] = useState(caseFolder);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (parent !== '') return;
    engine.files.list({}).then(
      ({ dir }) => setParent((typed) => typed || dir),
      (error: unknown) => setProblem(describeProblem(error, 'find your home folder')),
    );
  }, [engine, parent]);

  const choose = async () => {
    const [dir] = await pickPaths({
      title: 'Where should the case folder be made?',
      mode: 'folder',
      confirm: 'Use this folder',
      ...(parent === '' ? {} : { defaultPath: joinPath(parent, '') }),
    });
    if (dir !== undefined) setParent(dir);
  };
  const create = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const made = await switchCase(engine, () => engine.cases.create({ parent: parent.trim(), name: name.trim() }));
      if (!made) return setBusy(false);
      rememberCaseFolder(parent.trim());
      onClose();
      onCreated?.();
    } catch (error) {
      setProblem(describeProblem(error, 'create the case'));
      setBusy(false);
    }
  };

  return (
    <Modal opened onClose={onClose} title="New case" size={520}>
      <form onSubmit={(event) => void create(event)} className={style.form}>
        {note && <p className={style.note}>{note}</p>}
        <TextInput
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          data-autofocus
          required
          maxLength={200}
          withAsterisk={false}
        />
        <PathField label="Folder" value={parent} onChange={setParent} onBrowse={() => void choose()} />
        <p className={style.result}>
          Makes <span className="pm-mono pm-select">{joinPath(parent || '…', `${name.trim() || '…'}.pugmark`)}</span>
        </p>
        <ProblemLine problem={problem} />
        <footer className={style.footer}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={name.trim() === '' || parent.trim() === ''}>
            Create case
          </Button>
        </footer>
      </form>
    </Modal>
  );
}
