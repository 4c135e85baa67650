// The page of the journal: what was done in this case, and whether that record is whole.
import { Button } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { formatCount } from '../../../shared/values/sizes.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import pane from '../../ui/controls/pane.module.css';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { moveFocus } from '../../ui/window/roving.ts';
import { EntryRow } from './entry-row.tsx';
import style from './journal.module.css';
import { JournalTools } from './journal-tools.tsx';
import { ReplayPart } from './replay-part.tsx';
import { firstAsk, pageEntries, useJournal } from './use-journal.ts';
import { useReplay } from './use-replay.ts';
import { VerdictBar } from './verdict-bar.tsx';

export function JournalPane() {
  const side = useSideName();
  const [ask, setAsk] = useState(firstAsk);
  const { page, verdict, problem, again } = useJournal(ask);
  const replay = useReplay(again);
  const search = useRef<HTMLInputElement>(null);
  const broken = new Set(
    verdict?.breaks.flatMap(({ line, reason }) =>
      ['changed', 'unlinked', 'order', 'replaced'].includes(reason) ? [line] : [],
    ),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    event.preventDefault();
    search.current?.focus();
  };
  return (
    <section className={pane.pane} aria-label={`Journal${side}`} onKeyDown={onKeyDown}>
      <JournalTools ask={ask} page={page} search={search} onAsk={setAsk} onAgain={again} onReplay={replay.start} />
      {problem && <FailureBar problem={problem} onRetry={again} />}
      {verdict && <VerdictBar verdict={verdict} />}
      <ReplayPart replay={replay} />
      {page && (
        <ol className={style.entries} aria-label={`Entries${side}`} onKeyDown={moveFocus}>
          {page.entries.map((entry, i) => (
            <EntryRow key={entry.line} entry={entry} isFirst={i === 0} isBroken={broken.has(entry.line)} />
          ))}
          {page.total === 0 && <li className={style.nothing}>No entry is like that.</li>}
        </ol>
      )}
      {page && page.total > pageEntries && (
        <nav className={pane.status} aria-label="Pages of the journal">
          <Button
            variant="default"
            size="compact-xs"
            disabled={ask.page === 0}
            onClick={() => setAsk({ ...ask, page: ask.page - 1 })}
          >
            Page before
          </Button>
          <span role="status">
            {formatCount(ask.page * pageEntries + 1)}–{formatCount(Math.min(page.total, (ask.page + 1) * pageEntries))}{' '}
            of {formatCount(page.total)}
          </span>
          <Button
            variant="default"
            size="compact-xs"
            disabled={(ask.page + 1) * pageEntries >= page.total}
            onClick={() => setAsk({ ...ask, page: ask.page + 1 })}
          >
            Next page
          </Button>
        </nav>
      )}
    </section>
  );
}
