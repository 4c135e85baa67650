// One line of the record tree: twist, key, value, and its actions when the line is pointed at or focused.
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { visibleText } from '../../../ui/visible-text.ts';
import type { JsonLine } from './json-lines.ts';
import styles from './record.module.css';

type Props = {
  line: JsonLine;
  /** The value on the case's clock, for times. */
  time: string | null;
  tabIndex: number;
  onToggle: () => void;
  onFocus: () => void;
  children: ReactNode;
};

export function TreeLine({ line, time, tabIndex, onToggle, onFocus, children }: Props) {
  const { node, open, depth } = line;
  return (
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-label={nameOf(line, time)}
      {...(open === null ? {} : { 'aria-expanded': open })}
      tabIndex={tabIndex}
      className={styles.line}
      style={{ paddingLeft: 4 + depth * 14 }}
      onFocus={onFocus}
    >
      {open === null ? (
        <span className={styles.twist} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the tree's arrow keys open and close; this is for the mouse
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <span className={styles.twist} onClick={onToggle}>
          {open ? <IconChevronDown size={13} /> : <IconChevronRight size={13} />}
        </span>
      )}
      <bdi className={styles.key}>{visibleText(line.key)}</bdi>
      {open === null ? (
        <bdi className={styles.value} data-kind={node.kind}>
          <LongText text={leafText(line)} />
          {time && <span className={styles.aside}> {time}</span>}
        </bdi>
      ) : (
        <span className={styles.aside}>{node.kind === 'list' ? `[${line.children}]` : `{${line.children}}`}</span>
      )}
      <span className={styles.acts}>{children}</span>
    </div>
  );
}

/** As it is read out: key and value, as they stand there. */
function nameOf(line: JsonLine, time: string | null): string {
  const { node, open, children } = line;
  const inside = node.kind === 'list' ? `[${children}]` : `{${children}}`;
  return [visibleText(line.key), open === null ? leafText(line).slice(0, foldedLength) : inside, time]
    .filter((part) => part !== null)
    .join(' ');
}

/** Longer texts are folded, so that a policy document or user data does not push every other field out of sight. */
const foldedLength = 800;

function LongText({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  if (whole || text.length <= foldedLength * 1.25) return text;
  return (
    <>
      {text.slice(0, foldedLength)}…{' '}
      <button type="button" className={styles.more} tabIndex={-1} onClick={() => setWhole(true)}>
        Show all {text.length.toLocaleString('en-US')} characters
      </button>
    </>
  );
}

function leafText({ node }: JsonLine): string {
  if (node.kind === 'object') return '{}';
  if (node.kind === 'list') return '[]';
  if (node.kind === 'text') return node.value === '' ? '""' : visibleText(node.value);
  return node.value;
}
