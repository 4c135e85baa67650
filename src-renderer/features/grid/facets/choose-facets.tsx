// Any column or field as a facet: a list with a search, in which those chosen stand first.
import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { hasColumn } from '../../../../shared/query/edit.ts';
import { type ColumnRef, columnKey, sameColumn } from '../../../../shared/query/view.ts';
import { moveFocus } from '../../../ui/window/roving.ts';
import { usePane } from '../pane-context.ts';
import { shownColumns } from '../pane-store.ts';
import styles from './facets.module.css';
import { choosableFacets, usualFacets } from './kept-facets.ts';

type Props = { chosen: ColumnRef[]; onChoose: (columns: ColumnRef[]) => void };

export function ChooseFacets({ chosen, onChoose }: Props) {
  const table = usePane((state) => state.table);
  const shown = usePane(shownColumns);
  const [search, setSearch] = useState('');
  // They stand where they stood when this opened: a click does not move what is under the pointer.
  const [first] = useState(chosen);
  const others = choosableFacets(table, shown).filter(
    (ref, at, all) => !hasColumn(first, ref) && all.findIndex((one) => sameColumn(one, ref)) === at,
  );
  const wanted = search.trim().toLowerCase();
  const listed = [...first, ...others].filter((ref) => columnKey(ref).toLowerCase().includes(wanted));
  const toggle = (ref: ColumnRef) =>
    onChoose(hasColumn(chosen, ref) ? chosen.filter((one) => !sameColumn(one, ref)) : [...chosen, ref]);
  return (
    <>
      <TextInput
        data-autofocus
        aria-label="Search columns and fields"
        placeholder="Search columns and fields"
        leftSection={<IconSearch size={14} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ul className={styles.choices} aria-label="Columns and fields" onKeyDown={moveFocus}>
        {listed.map((ref) => {
          const isOn = hasColumn(chosen, ref);
          return (
            <li key={columnKey(ref)}>
              <UnstyledButton data-roving className={styles.choose} aria-pressed={isOn} onClick={() => toggle(ref)}>
                <bdi>{columnKey(ref)}</bdi>
                {isOn ? <IconCheck size={13} className={styles.on} /> : <IconPlus size={13} />}
              </UnstyledButton>
            </li>
          );
        })}
        {listed.length === 0 && (
          <li className={styles.nothing}>
            No column or field of that name. What is inside JSON can be shown as a column first.
          </li>
        )}
      </ul>
      <Button variant="subtle" size="compact-xs" onClick={() => onChoose(usualFacets(table))}>
        The usual ones
      </Button>
    </>
  );
}
