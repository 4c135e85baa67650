// A marked row in the notebook: when, who, what, its tags and its note, and where the record came from.
import { IconStarFilled } from '@tabler/icons-react';
import type { NotebookEntry } from '../../../shared/marks/notebook.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import { TagBadge } from '../../ui/controls/tag-badge.tsx';
import { Markdown } from '../../ui/markdown/markdown.tsx';
import styles from './notebook.module.css';
import { openEntry } from './open-entry.ts';
import { useNotebookKeysOn } from './use-notebook-keys.ts';

export function EntryCard({ entry, at }: { entry: NotebookEntry; at: number }) {
  const timeZone = useTimeZone();
  const keys = useNotebookKeysOn({ kind: 'row', entry });
  const time = entry.time === null ? 'no time' : formatInstant(entry.time, timeZone);
  return (
    <li className={styles.entry}>
      <button
        type="button"
        data-roving
        className={styles.head}
        aria-label={`${time}, ${entry.action ?? entry.table}. Show in the grid`}
        onClick={() => openEntry(entry)}
        onKeyDown={keys}
      >
        <span className={styles.number}>{(at + 1).toLocaleString('en-US')}</span>
        <time className={styles.time}>{time}</time>
        <b className={styles.action}>{entry.action ?? entry.table}</b>
        {entry.starred && <IconStarFilled size={12} className={styles.star ?? ''} aria-label="starred" />}
        {entry.tags.map((tag) => (
          <TagBadge key={tag} name={tag} />
        ))}
      </button>
      <dl className={`${styles.facts} pm-select`}>
        <Fact name="Actor" value={entry.actor} />
        <Fact name="Target" value={entry.target} />
        <Fact name="From" value={entry.sourceIp} />
        <Fact name="Outcome" value={entry.outcome} />
        <Fact name="Region" value={entry.region} />
      </dl>
      {entry.note !== null && (
        <div className={styles.note}>
          <Markdown text={entry.note} />
        </div>
      )}
      <p
        className={`${styles.source} pm-select`}
        title={entry.contentSha256 ? `SHA-256 of the content: ${entry.contentSha256}` : ''}
      >
        {entry.table} · record {entry.recordNo.toLocaleString('en-US')} of <bdi>{entry.path}</bdi>
      </p>
    </li>
  );
}

function Fact({ name, value }: { name: string; value: string | null }) {
  if (value === null || value === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}
