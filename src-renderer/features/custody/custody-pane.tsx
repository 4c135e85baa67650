// The page of custody: whether the evidence is still byte for byte what was loaded, and lists of its hashes.
import { Button, Menu } from '@mantine/core';
import { IconDownload, IconListCheck, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { HashComparison, HashForm } from '../../../shared/contract/custody.ts';
import { describeCounts } from '../../../shared/integrity/custody-words.ts';
import { formatBytes, formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import pane from '../../ui/controls/pane.module.css';
import { useEngine } from '../../ui/engine.ts';
import { pickPaths } from '../../ui/pick-paths.ts';
import { showNote, showProblem } from '../../ui/problem.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { ComparisonPart } from './comparison.tsx';
import style from './custody.module.css';
import { ResultList } from './result-list.tsx';
import { type Custody, useCustody } from './use-custody.ts';

type Compared = { path: string; answer: HashComparison };

export function CustodyPane() {
  const side = useSideName();
  const engine = useEngine();
  const [page, setPage] = useState(0);
  const custody = useCustody(page);
  const [compared, setCompared] = useState<Compared | null>(null);
  const compare = async () => {
    const [path] = await pickPaths({
      title: 'A list of hashes: sha256sum or CSV',
      mode: 'file',
      confirm: 'Compare',
    });
    if (path !== undefined) setCompared({ path, answer: await engine.custody.compare({ path }) });
  };
  const { results, running, problem } = custody;
  return (
    <section className={pane.pane} aria-label={`Custody${side}`}>
      <div className={pane.toolbar} role="toolbar" aria-label="Custody">
        {running ? (
          <Button variant="default" onClick={custody.cancel}>
            Cancel
          </Button>
        ) : (
          <Button leftSection={<IconShieldCheck size={14} />} onClick={custody.verify}>
            Verify evidence
          </Button>
        )}
        <Progress custody={custody} />
        <span className={pane.gap} />
        <Button
          variant="default"
          leftSection={<IconListCheck size={14} />}
          onClick={() => void compare().catch((error: unknown) => showProblem(error, 'compare with this list'))}
        >
          Compare with a list…
        </Button>
        <SaveList />
      </div>
      {problem && <FailureBar problem={problem} onRetry={custody.again} />}
      <div className={style.body}>
        {compared && <ComparisonPart {...compared} onClose={() => setCompared(null)} />}
        {results && <ResultList results={results} page={page} onPage={setPage} />}
      </div>
    </section>
  );
}

function Progress({ custody: { running, results } }: { custody: Custody }) {
  const zone = useTimeZone();
  if (running)
    return (
      <span role="status" className={style.status}>
        {running.state === 'done'
          ? 'Writing down what was found…'
          : `${formatCount(running.files)} of ${formatNoun(running.totalFiles, 'file')}, ${formatBytes(running.bytes)} of ${formatBytes(running.totalBytes)}`}
      </span>
    );
  if (!results) return null;
  const { checked, counts } = results;
  return (
    <span role="status" className={style.status}>
      {checked === null
        ? 'Not read again since it was loaded.'
        : `${describeCounts(counts)} Read on ${formatInstant(checked, zone).slice(0, 19)}.`}
    </span>
  );
}

function SaveList() {
  const engine = useEngine();
  const save = (form: HashForm) =>
    engine.custody
      .saveHashes({ form })
      .then(({ path, files, members, folder }) => {
        const left = members > 0 ? ` ${formatNoun(members, 'archive member')} left out.` : '';
        const where = folder === null ? '' : ` Check it in ${folder}.`;
        showNote(`Wrote ${formatNoun(files, 'hash', 'hashes')} to ${path}.${left}${where}`);
      })
      .catch((error: unknown) => showProblem(error, 'write the list of hashes'));
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={14} />}>
          Export hashes
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save('sha256sum')}>For sha256sum: files on disk</Menu.Item>
        <Menu.Item onClick={() => void save('csv')}>CSV: files and archive members</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
