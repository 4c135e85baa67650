// The page of indicators: lists of addresses, keys, domains and the like, and where the logs hold what they name.
import { Button } from '@mantine/core';
import { IconClipboardText, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { IndicatorList } from '../../../shared/contract/indicators.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import pane from '../../ui/controls/pane.module.css';
import { useEngine } from '../../ui/engine.ts';
import { pickPaths } from '../../ui/pick-paths.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { AddList, type NewSource } from './add-list.tsx';
import style from './indicators.module.css';
import { ListDetail } from './list-detail.tsx';
import { ListTable } from './list-table.tsx';
import { cancelMatching, startMatching, useMatching } from './matching-store.ts';
import { NetworkFiles } from './network-files.tsx';
import { useLists } from './use-lists.ts';

export function IndicatorsPane() {
  const side = useSideName();
  const engine = useEngine();
  const { lists, problem, version, again } = useLists();
  const matching = useMatching();
  const [adding, setAdding] = useState<NewSource | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = lists?.lists.find(({ listId }) => listId === chosen) ?? lists?.lists.at(-1);
  const pick = async () => {
    const [path] = await pickPaths({ title: 'A list of indicators', mode: 'file', confirm: 'Use this list' });
    if (path !== undefined) setAdding({ path });
  };
  const onAdded = ({ listId }: IndicatorList) => {
    setAdding(null);
    setChosen(listId);
    again();
    void startMatching(engine);
  };
  const onClose = () => {
    setAdding(null);
    // It may have been stored already.
    again();
  };
  return (
    <section className={pane.pane} aria-label={`Indicators${side}`}>
      <div className={pane.toolbar} role="toolbar" aria-label="Indicators">
        <Button leftSection={<IconPlus size={14} />} onClick={() => void pick()}>
          Add a list…
        </Button>
        <Button variant="default" leftSection={<IconClipboardText size={14} />} onClick={() => setAdding('paste')}>
          Paste a list…
        </Button>
        <Status behind={lists !== null && lists.lists.length > 0 ? lists.behind : 0} />
      </div>
      {problem && <FailureBar problem={problem} onRetry={again} />}
      {matching.problem && <FailureBar problem={matching.problem} onRetry={() => void startMatching(engine)} />}
      {lists && (
        <div className={style.body}>
          {lists.lists.length === 0 ? (
            <None />
          ) : (
            <ListTable lists={lists.lists} chosen={shown?.listId ?? null} onChoose={setChosen} onChanged={again} />
          )}
          <NetworkFiles isOpen={lists.lists.length === 0} onChanged={again} />
          {shown && <ListDetail key={shown.listId} list={shown} version={version} />}
        </div>
      )}
      {adding !== null && <AddList source={adding} onAdded={onAdded} onClose={onClose} />}
    </section>
  );
}

/** What is being looked through, or still has to be. */
function Status({ behind }: { behind: number }) {
  const engine = useEngine();
  const progress = useMatching((state) => state.progress);
  if (progress)
    return (
      <>
        <Button variant="default" onClick={cancelMatching}>
          Cancel
        </Button>
        <span role="status" className={style.status}>
          {progress.totalRows === 0
            ? 'Looking for the indicators…'
            : `Looked through ${formatCount(progress.rows)} of ${formatNoun(progress.totalRows, 'record')}…`}
        </span>
      </>
    );
  if (behind === 0) return null;
  return (
    <>
      <Button variant="default" onClick={() => void startMatching(engine)}>
        Look now
      </Button>
      <span role="status" className={style.status}>
        {formatNoun(behind, 'record was', 'records were')} not looked through yet.
      </span>
    </>
  );
}

function None() {
  return (
    <div className={style.none}>
      <h2>No list is in this case</h2>
      <p>
        Add what others know of the attacker, or of networks like Tor: addresses and networks, domains, ARNs, key ids,
        user agents, hashes. Plain text with one entry per line, CSV, STIX 2.1 and MISP are read. Every log is looked
        through, anywhere in the record; what is found becomes findings.
      </p>
    </div>
  );
}
