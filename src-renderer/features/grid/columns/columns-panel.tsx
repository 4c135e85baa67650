// The columns panel: what is shown and in which order, and everything that could be.
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { usePane } from '../pane-context.ts';
import { shownColumns } from '../pane-store.ts';
import styles from './columns.module.css';
import { FieldTree } from './field-tree.tsx';
import { ShownList } from './shown-list.tsx';

export function ColumnsPanel() {
  const [search, setSearch] = useState('');
  const count = usePane(shownColumns).length;
  return (
    <div className={styles.panel}>
      <h2 className={styles.heading}>Columns</h2>
      <TextInput
        data-autofocus
        aria-label="Search columns"
        placeholder="Search columns and fields"
        leftSection={<IconSearch size={14} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className={styles.lists}>
        <h3 className={styles.title}>Shown ({count})</h3>
        <ShownList search={search} />
        <h3 className={styles.title}>All fields</h3>
        <FieldTree search={search} />
      </div>
    </div>
  );
}
