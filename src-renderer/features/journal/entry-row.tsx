// One entry: when, what in a sentence, by whom; its detail when it is opened.
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { JournalEntry } from '../../../shared/contract/journal.ts';
import { describeEntry } from '../../../shared/journal/words.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { visibleLines, visibleText } from '../../../shared/values/visible-text.ts';
import { useTimeZone } from '../../ui/case.ts';
import style from './journal.module.css';

type Props = { entry: JournalEntry; isFirst: boolean; isBroken: boolean };

export function EntryRow({ entry, isFirst, isBroken }: Props) {
  const zone = useTimeZone();
  const [open, setOpen] = useState(false);
  const id = useId();
  const Sign = open ? IconChevronDown : IconChevronRight;
  return (
    <li className={style.entry} data-broken={isBroken || undefined}>
      <button
        type="button"
        className={style.line}
        data-roving
        tabIndex={isFirst ? 0 : -1}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Sign size={14} />
        <span className={style.number}>{entry.seq}</span>
        <span className="pm-mono">{formatInstant(entry.time, zone).slice(0, 19)}</span>
        <span className={style.sentence}>
          {isBroken && <b>Not as written: </b>}
          {visibleText(describeEntry(entry.action, entry.detail))}
        </span>
        <span className="pm-dim">{entry.user}</span>
      </button>
      {open && (
        <div id={id} className={`${style.detail} pm-select`}>
          <div className="pm-dim">
            {entry.action} · {entry.time} · Pugmark {entry.version} · line {entry.line} · SHA-256{' '}
            <span className="pm-mono">{entry.hash}</span>
          </div>
          <pre>{visibleLines(JSON.stringify(entry.detail, null, 2))}</pre>
        </div>
      )}
    </li>
  );
}
