// The journal's tools: which entries, in which order, and a copy of all of it.
import { Button, Select, TextInput } from '@mantine/core';
import { IconDownload, IconRefresh, IconRepeat } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { type JournalPage, journalGroups } from '../../../shared/contract/journal.ts';
import { groupTitles } from '../../../shared/journal/words.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { parseInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import pane from '../../ui/controls/pane.module.css';
import { ToolButton } from '../../ui/controls/tool-button.tsx';
import { useEngine } from '../../ui/engine.ts';
import { showNote, showProblem } from '../../ui/problem.ts';
import style from './journal.module.css';
import { firstAsk, type JournalAsk } from './use-journal.ts';

type Props = {
  ask: JournalAsk;
  page: JournalPage | null;
  search: RefObject<HTMLInputElement | null>;
  onAsk: (ask: JournalAsk) => void;
  onAgain: () => void;
  onReplay: () => void;
};

export function JournalTools({ ask, page, search, onAsk, onAgain, onReplay }: Props) {
  const engine = useEngine();
  const set = (patch: Partial<JournalAsk>) => onAsk({ ...ask, page: 0, ...patch });
  const save = () =>
    engine.journal
      .save({})
      .then(({ path, entries, sha256 }) => {
        showNote(`Wrote ${formatNoun(entries, 'entry', 'entries')} to ${path} (SHA-256 ${sha256.slice(0, 16)}…)`);
        onAgain();
      })
      .catch((error: unknown) => showProblem(error, 'export the journal'));
  return (
    <div className={pane.toolbar} role="toolbar" aria-label="Journal">
      <TextInput
        ref={search}
        aria-label="Search the journal"
        placeholder="Search (Ctrl+F)"
        w={150}
        value={ask.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <Select
        aria-label="Which entries"
        w={185}
        allowDeselect={false}
        value={ask.group ?? 'all'}
        data={[
          { value: 'all', label: 'All entries' },
          ...journalGroups
            .filter((group) => group === ask.group || (page?.groups[group] ?? 0) > 0)
            .map((group) => ({
              value: group,
              label: `${groupTitles[group]} (${formatCount(page?.groups[group] ?? 0)})`,
            })),
        ]}
        onChange={(value) => set({ group: journalGroups.find((group) => group === value) ?? null })}
      />
      <TimeField label="From" onTime={(from) => set({ from })} />
      <TimeField label="To" onTime={(to) => set({ to })} />
      <Select
        aria-label="Order"
        w={125}
        allowDeselect={false}
        value={ask.order}
        data={[
          { value: 'newest', label: 'Newest first' },
          { value: 'oldest', label: 'Oldest first' },
        ]}
        onChange={(order) => set({ order: order === 'oldest' ? 'oldest' : firstAsk.order })}
      />
      <span role="status" className={style.count}>
        {page && isFiltered(ask) && formatNoun(page.total, 'entry', 'entries')}
      </span>
      <span className={pane.gap} />
      <ToolButton label="Read again" onClick={onAgain}>
        <IconRefresh size={16} />
      </ToolButton>
      <Button variant="default" leftSection={<IconRepeat size={14} />} onClick={onReplay}>
        Replay…
      </Button>
      <Button variant="default" leftSection={<IconDownload size={14} />} onClick={() => void save()}>
        Export as it is
      </Button>
    </div>
  );
}

const isFiltered = ({ group, text, from, to }: JournalAsk) =>
  group !== null || text !== '' || from !== null || to !== null;

/** A time typed in the zone of the case; one that is not understood is marked and not used. */
function TimeField({ label, onTime }: { label: string; onTime: (iso: string | null) => void }) {
  const zone = useTimeZone();
  const [text, setText] = useState('');
  const isWrong = text.trim() !== '' && parseInstant(text, zone) === null;
  return (
    <TextInput
      aria-label={`${label} (${zone})`}
      placeholder={`${label} 2026-01-31`}
      classNames={{ input: 'pm-mono' }}
      w={130}
      title={`${label} (${zone}): a day, or a day and a time`}
      spellCheck={false}
      error={isWrong}
      value={text}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        onTime(parseInstant(typed, zone));
      }}
    />
  );
}
