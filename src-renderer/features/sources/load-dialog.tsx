// Before a load starts: what will be read, and how to read what no format recognises.
import { ActionIcon, Button, Modal, Radio, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { LoadAs } from '../../../shared/contract/loads.ts';
import { useEngine } from '../../ui/engine.ts';
import { pickPaths } from '../../ui/pick-paths.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { isRunning } from './account-words.ts';
import style from './load-dialog.module.css';
import { startLoad, useLoad } from './load-store.ts';

const ways: { as: LoadAs; title: string; doc: string }[] = [
  {
    as: 'auto',
    title: 'List it as skipped',
    doc: 'Known formats are recognised by their content; nothing else is loaded.',
  },
  { as: 'json', title: 'As JSON', doc: 'Objects, arrays of objects or one object per line; columns are inferred.' },
  { as: 'csv', title: 'As CSV', doc: 'Delimiter, header and column types are inferred.' },
  { as: 'parquet', title: 'As Parquet', doc: 'With the columns and types that the file declares.' },
];

/** Asks for files and folders, then shows the dialog for them. */
export async function pickAndLoad(): Promise<void> {
  const paths = await pickPaths({ title: 'Load logs: choose files and folders', mode: 'sources' });
  if (paths.length > 0) useWorkspace.getState().showDialog({ kind: 'load', paths });
}

export function LoadDialog() {
  const dialog = useWorkspace((state) => state.dialog);
  if (dialog?.kind !== 'load') return null;
  return <LoadForm key={dialog.paths.join('\n')} given={dialog.paths} givenAs={dialog.as ?? 'auto'} />;
}

function LoadForm({ given, givenAs }: { given: string[]; givenAs: LoadAs }) {
  const engine = useEngine();
  const [paths, setPaths] = useState(given);
  const [as, setAs] = useState<LoadAs>(givenAs);
  const [table, setTable] = useState('');
  const [busy, setBusy] = useState(false);
  const busyLoad = useLoad(({ progress }) => progress !== null && isRunning(progress.state));
  const close = () => useWorkspace.getState().showDialog(null);
  const add = async () => {
    const more = await pickPaths({ title: 'Add files and folders', mode: 'sources' });
    setPaths([...new Set([...paths, ...more])]);
  };
  const start = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const named = as !== 'auto' && table.trim() !== '' ? { table: table.trim() } : {};
    if (await startLoad(engine, { paths, as, ...named })) close();
    else setBusy(false);
  };
  return (
    <Modal opened onClose={close} title="Load logs" size={620}>
      <form onSubmit={(event) => void start(event)} className={style.form}>
        <p className={style.doc}>Folders are walked whole and archives are looked into. Originals are only read.</p>
        <ul className={style.paths} aria-label="Files and folders to load">
          {paths.map((path) => (
            <li key={path}>
              <span className="pm-mono pm-select" title={path}>
                <bdi dir="ltr">{path}</bdi>
              </span>
              <ActionIcon aria-label={`Remove ${path}`} onClick={() => setPaths(paths.filter((one) => one !== path))}>
                <IconX size={13} />
              </ActionIcon>
            </li>
          ))}
          {paths.length === 0 && <li className="pm-dim">Nothing chosen.</li>}
        </ul>
        <div>
          <Button variant="default" onClick={() => void add()}>
            Add files or folders…
          </Button>
        </div>
        <Radio.Group label="A file that no format recognises" value={as} onChange={(value) => setAs(value as LoadAs)}>
          <div className={style.ways}>
            {ways.map((way) => (
              <Radio key={way.as} size="xs" value={way.as} label={way.title} description={way.doc} />
            ))}
          </div>
        </Radio.Group>
        {as !== 'auto' && (
          <TextInput
            label="Table for them"
            description="Recognised logs go to their own tables as always."
            placeholder="imported"
            value={table}
            onChange={(event) => setTable(event.currentTarget.value)}
            spellCheck={false}
          />
        )}
        {busyLoad && <p className={style.doc}>A load is running. This one can start when it has ended.</p>}
        <footer className={style.footer}>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={paths.length === 0 || busyLoad} data-autofocus>
            Load
          </Button>
        </footer>
      </form>
    </Modal>
  );
}
