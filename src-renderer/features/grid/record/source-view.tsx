// Where the record came from: file, member, hashes, place; its wrapper; and the other places that hold the same record.
import { ActionIcon } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import type { Provenance, RecordDetail } from '../../../../shared/contract/views.ts';
import type { Reason } from '../../../../shared/integrity/verdict.ts';
import { words } from '../../../../shared/integrity/words.ts';
import { copyText } from '../cells/clipboard.ts';
import styles from './record.module.css';

export function SourceView({ record }: { record: RecordDetail }) {
  const { provenance, duplicates, envelope } = record;
  return (
    <div className={styles.source}>
      {provenance && <Place place={provenance} />}
      {envelope !== null && (
        <>
          <h2>Wrapper around the record</h2>
          <pre className={`${styles.raw} pm-select`} data-wrap>
            {envelope}
          </pre>
        </>
      )}
      <h2>
        {duplicates.length === 0
          ? 'No exact duplicates'
          : `The same record also stands in ${duplicates.length.toLocaleString('en-US')} other ${duplicates.length === 1 ? 'place' : 'places'}`}
      </h2>
      {duplicates.map((place) => (
        <Place key={`${place.evidenceId}/${place.recordNo}`} place={place} />
      ))}
    </div>
  );
}

function Place({ place }: { place: Provenance }) {
  const [file, ...members] = place.path.split(' › ');
  return (
    <dl className={styles.place}>
      <Fact name="File" value={file ?? ''} />
      {members.length > 0 && <Fact name="Member" value={members.join(' › ')} />}
      <Fact name="Record" value={place.recordNo.toLocaleString('en-US')} />
      <Fact name="SHA-256 of the file" value={place.sha256} />
      <Fact name="SHA-256 unpacked" value={place.contentSha256} />
      <Fact name="Container" value={place.container} />
      <Fact name="Evidence id" value={String(place.evidenceId)} />
      {place.verdict && <Fact name="Verdict" value={place.verdict.verdict} />}
      {place.verdict && <Fact name="Reason" value={sayReason(place.verdict.reason)} />}
    </dl>
  );
}

function sayReason(reason: string): string {
  const { sentence, next } = words[reason as Reason] ?? { sentence: reason, next: null };
  return next === null ? sentence : `${sentence} Next: ${next}`;
}

function Fact({ name, value }: { name: string; value: string | null }) {
  if (value === null) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd className="pm-select">
        <bdi>{value}</bdi>
        <ActionIcon size="xs" aria-label={`Copy ${name}`} title="Copy" onClick={() => void copyText(value, name)}>
          <IconCopy size={12} />
        </ActionIcon>
      </dd>
    </>
  );
}
