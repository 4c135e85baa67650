// One record whole: as a tree, as its exact bytes, and where it came from. Follows the focused row.
import { ActionIcon, Tabs } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { isTyping } from '../../../ui/window/typing.ts';
import { usePane, usePaneStore } from '../pane-context.ts';
import { markRef } from '../table/mark-ref.ts';
import { RawView } from './raw-view.tsx';
import styles from './record.module.css';
import { RecordTree } from './record-tree.tsx';
import { SourceView } from './source-view.tsx';
import { useRecord } from './use-record.ts';

export function RecordPanel() {
  const { record, problem } = useRecord();
  const matched = usePane((state) => state.opened?.matched ?? 0);
  const store = usePaneStore();
  const go = (step: number) => {
    const { handle, focus } = store.getState();
    const to = Math.max(0, Math.min(matched - 1, (focus?.index ?? 0) + step));
    handle?.showRow(to);
    store.setState({ focus: { index: to, column: focus?.column ?? markRef } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'n' ? 1 : event.key === 'p' ? -1 : 0;
    if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    go(step);
  };
  if (problem) {
    return (
      <div className={styles.empty}>
        {problem.title}. {problem.message} {problem.hint}
      </div>
    );
  }
  if (!record) return <div className={styles.empty}>Move to a row to see its record here.</div>;
  return (
    <Tabs defaultValue="tree" className={styles.panel} keepMounted={false} onKeyDown={onKeyDown}>
      <div className={styles.head}>
        <Tabs.List>
          <Tabs.Tab value="tree">Tree</Tabs.Tab>
          {record.raw !== null && <Tabs.Tab value="raw">Raw</Tabs.Tab>}
          {record.provenance && <Tabs.Tab value="source">Source</Tabs.Tab>}
        </Tabs.List>
        <span className={styles.place}>Row {(record.index + 1).toLocaleString('en-US')}</span>
        <ActionIcon
          aria-label="Previous row"
          title="Previous row (p)"
          disabled={record.index === 0}
          onClick={() => go(-1)}
        >
          <IconChevronUp size={15} />
        </ActionIcon>
        <ActionIcon
          aria-label="Next row"
          title="Next row (n)"
          disabled={record.index >= matched - 1}
          onClick={() => go(1)}
        >
          <IconChevronDown size={15} />
        </ActionIcon>
      </div>
      <Tabs.Panel value="tree" className={styles.body}>
        <RecordTree values={record.values} />
      </Tabs.Panel>
      <Tabs.Panel value="raw" className={styles.body}>
        <RawView record={record} />
      </Tabs.Panel>
      <Tabs.Panel value="source" className={styles.body}>
        <SourceView record={record} />
      </Tabs.Panel>
    </Tabs>
  );
}
