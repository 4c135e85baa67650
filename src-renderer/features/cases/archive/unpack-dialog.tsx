// Takes a case in: where its folder goes, and the passphrase if it is sealed.
import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { formatBytes, formatCount } from '../../../../shared/values/sizes.ts';
import { useEngine } from '../../../ui/engine.ts';
import { pickPaths } from '../../../ui/pick-paths.ts';
import { showNote } from '../../../ui/problem.ts';
import { PathField, ProblemLine } from '../dialog-parts.tsx';
import style from '../new-case-dialog.module.css';
import { switchCase } from '../open-case.ts';
import { caseFolder, rememberCaseFolder } from '../remembered-folder.ts';
import { ArchiveProgress } from './archive-progress.tsx';
import { lastOf, type useRun } from './use-run.ts';

type Props = { path: string; sealed: boolean; size: number; run: ReturnType<typeof useRun>; onClose: () => void };

export function UnpackDialog({ path, sealed, size, run: { progress, problem, run, cancel }, onClose }: Props) {
  const engine = useEngine();
  const [parent, setParent] = useState(caseFolder() || path.replace(/[/\\][^/\\]*$/, ''));
  const [passphrase, setPassphrase] = useState('');

  const choose = async () => {
    const [dir] = await pickPaths({
      title: 'Where should the case folder be made?',
      mode: 'folder',
      confirm: 'Use this folder',
    });
    if (dir !== undefined) setParent(dir);
  };
  const unpack = async (event: FormEvent) => {
    event.preventDefault();
    const input = { path, parent: parent.trim(), passphrase: sealed ? passphrase : null };
    const opened = await run('open this archive', (signal, tell) =>
      switchCase(engine, async () => {
        const { unpacked } = await lastOf(await engine.archives.unpack(input, { signal }), tell);
        const { info, files, made, by, hasEvidence } = unpacked!;
        showNote(
          `${formatCount(files)} files are as the archive says. It was made on ${made.slice(0, 10)} by ${by}, ${hasEvidence ? 'with' : 'without'} the log files.`,
        );
        return info;
      }),
    );
    if (!opened) return;
    rememberCaseFolder(parent.trim());
    onClose();
  };

  if (progress) return <ArchiveProgress title="Unpacking and checking." progress={progress} onCancel={cancel} />;
  return (
    <form onSubmit={(event) => void unpack(event)} className={style.form}>
      <p className={style.note}>
        <span className="pm-mono pm-select">{path}</span> · {formatBytes(size)}
        {sealed && ' · sealed'}
      </p>
      <PathField
        label="Folder for the case"
        value={parent}
        onChange={setParent}
        onBrowse={() => void choose()}
        isFirst={!sealed}
      />
      {sealed && (
        <PasswordInput
          label="Passphrase"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
      )}
      <p className={style.result}>
        Every file is checked against the hash that the archive has of it. On this disk the case is not encrypted.
      </p>
      <ProblemLine problem={problem} />
      <footer className={style.footer}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" disabled={parent.trim() === '' || (sealed && passphrase === '')}>
          Unpack and open
        </Button>
      </footer>
    </form>
  );
}
