// The open case as one file for a colleague: where, with what, sealed or not; then its hash to quote.
import { Button, Checkbox, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { PackedCase } from '../../../../shared/contract/archive.ts';
import { formatBytes, formatCount } from '../../../../shared/values/sizes.ts';
import { useEngine } from '../../../ui/engine.ts';
import { pickPaths } from '../../../ui/pick-paths.ts';
import { showNote, showProblem } from '../../../ui/problem.ts';
import { PathField, ProblemLine } from '../dialog-parts.tsx';
import style from '../new-case-dialog.module.css';
import { switchCase } from '../open-case.ts';
import { ArchiveProgress } from './archive-progress.tsx';
import { lastOf, type useRun } from './use-run.ts';

type Props = { name: string; suggestion: string; run: ReturnType<typeof useRun>; onClose: () => void };

export function PackDialog({ name, suggestion, run: { progress, problem, run, cancel }, onClose }: Props) {
  const engine = useEngine();
  const [path, setPath] = useState(`${suggestion}.zip`);
  const [withEvidence, setWithEvidence] = useState(true);
  const [seal, setSeal] = useState(false);
  const [words, setWords] = useState(['', '']);
  const [done, setDone] = useState<PackedCase | null>(null);

  const sealWith = (sealed: boolean) => {
    setSeal(sealed);
    setPath((old) => (sealed ? `${old.replace(/\.age$/, '')}.age` : old.replace(/\.age$/, '')));
  };
  const choose = async () => {
    const [chosen] = await pickPaths({ title: 'Write the archive to', mode: 'save', defaultPath: path });
    if (chosen !== undefined) setPath(chosen);
  };
  const pack = async (event: FormEvent) => {
    event.preventDefault();
    const input = { path: path.trim(), withEvidence, passphrase: seal ? words[0]! : null };
    const packed = await run('write the archive', async (signal, tell) => {
      let result: PackedCase | null = null;
      await switchCase(engine, async () => {
        result = (await lastOf(await engine.archives.pack(input, { signal }), tell)).packed;
        return (await engine.cases.current())!;
      });
      return result as PackedCase | null;
    });
    setWords(['', '']);
    setDone(packed);
  };

  if (progress) return <ArchiveProgress title={`Packing ${name}.`} progress={progress} onCancel={cancel} />;
  if (done) return <Done packed={done} onClose={onClose} />;
  const differ = seal && words[1] !== '' && words[0] !== words[1];
  const ready = path.trim() !== '' && (!seal || (words[0] !== '' && words[0] === words[1]));
  return (
    <form onSubmit={(event) => void pack(event)} className={style.form}>
      <p className={style.note}>
        Tables, tags and notes, saved views, journal and exports go into one zip, each file with its hash. The case is
        closed while it is packed, and open again after that: results of consoles have to be run again.
      </p>
      <PathField label="File" value={path} onChange={setPath} onBrowse={() => void choose()} isFirst />
      <Checkbox
        label="With the log files"
        description="Those that the case keeps, and those that it was loaded from. Without them, their hashes and the loaded rows are there all the same."
        checked={withEvidence}
        onChange={(event) => setWithEvidence(event.currentTarget.checked)}
      />
      <Checkbox
        label="Seal with a passphrase"
        description="An age file, which opens with Pugmark or with “age -d”. The passphrase is kept nowhere: a lost one cannot be recovered."
        checked={seal}
        onChange={(event) => sealWith(event.currentTarget.checked)}
      />
      {seal && (
        <>
          <PasswordInput
            label="Passphrase"
            description="Four or more random words, or ten random letters and digits; tell it on another way than the file."
            value={words[0]}
            onChange={(event) => setWords([event.currentTarget.value, words[1]!])}
            autoComplete="new-password"
          />
          <PasswordInput
            label="The same again"
            error={differ ? 'It differs.' : null}
            value={words[1]}
            onChange={(event) => setWords([words[0]!, event.currentTarget.value])}
            autoComplete="new-password"
          />
        </>
      )}
      <ProblemLine problem={problem} />
      <footer className={style.footer}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" disabled={!ready}>
          {seal ? 'Pack and seal' : 'Pack'}
        </Button>
      </footer>
    </form>
  );
}

function Done({ packed, onClose }: { packed: PackedCase; onClose: () => void }) {
  const { path, sha256, size, files, sealed, missing, changed } = packed;
  const copy = () =>
    navigator.clipboard.writeText(sha256).then(
      () => showNote('The hash is on the clipboard.'),
      (error: unknown) => showProblem(error, 'copy the hash'),
    );
  return (
    <div className={style.form}>
      <p className={style.note} role="status">
        {formatCount(files)} files, {formatBytes(size)}
        {sealed && ', sealed'}: <span className="pm-mono pm-select">{path}</span>
      </p>
      <p className={style.result}>
        SHA-256 <span className="pm-mono pm-select">{sha256}</span>
      </p>
      <Paths title="Log files that are not there any more, and were left out" paths={missing} />
      <Paths title="Log files that are not as they were when they were loaded" paths={changed} />
      <footer className={style.footer}>
        <Button variant="default" onClick={() => void copy()}>
          Copy the hash
        </Button>
        <Button onClick={onClose} data-autofocus>
          Close
        </Button>
      </footer>
    </div>
  );
}

const shown = 8;

function Paths({ title, paths }: { title: string; paths: string[] }) {
  if (paths.length === 0) return null;
  return (
    <section aria-label={title} className={style.result}>
      {formatCount(paths.length)} · {title}:
      <ul className={style.paths}>
        {paths.slice(0, shown).map((path) => (
          <li key={path} className="pm-mono pm-select">
            {path}
          </li>
        ))}
        {paths.length > shown && <li>… and {formatCount(paths.length - shown)} more; the journal has them all</li>}
      </ul>
    </section>
  );
}
