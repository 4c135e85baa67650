// The record exactly as it stands in its file. Bytes that are no UTF-8 are said, and can be had as they are.
import { Button, Switch } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import type { RecordDetail } from '../../../../shared/contract/views.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import { copyText } from '../cells/clipboard.ts';
import styles from './record.module.css';

export function RawView({ record }: { record: RecordDetail }) {
  const side = useSideName();
  const [wrap, setWrap] = useLocalStorage({ key: 'pugmark-raw-wrap', defaultValue: true });
  const raw = record.raw ?? '';
  const bytes = record.rawBase64 === null ? new TextEncoder().encode(raw).length : atob(record.rawBase64).length;
  return (
    <>
      <div className={styles.tools}>
        <Switch label="Wrap" checked={wrap} onChange={(event) => setWrap(event.currentTarget.checked)} />
        <span className="pm-dim">{bytes.toLocaleString('en-US')} bytes, as in the file</span>
        <Button variant="default" size="compact-xs" ml="auto" onClick={() => void copyText(raw, 'the raw record')}>
          Copy
        </Button>
      </div>
      {record.rawLossy && (
        <div className={styles.note}>
          Some bytes are not UTF-8 and show as �.{' '}
          {record.rawBase64 !== null && (
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={() => void copyText(record.rawBase64 ?? '', 'the exact bytes as Base64')}
            >
              Copy exact bytes as Base64
            </Button>
          )}
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section aria-label={`Raw record${side}`} className={styles.rawFrame} tabIndex={0}>
        <pre className={`${styles.raw} pm-select`} data-wrap={wrap || undefined}>
          {raw}
        </pre>
      </section>
    </>
  );
}
