// Searches the whole record. Enter searches: on millions of raw records that takes seconds, so not with every letter.
import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconRegex, IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { setSearch } from '../../../../shared/query/edit.ts';
import { usePane, useView } from '../pane-context.ts';
import styles from './filters.module.css';

export function QuickSearch({ input }: { input: RefObject<HTMLInputElement | null> }) {
  const search = useView().search;
  const edit = usePane((state) => state.edit);
  const handle = usePane((state) => state.handle);
  const [text, setText] = useState(search?.text ?? '');
  const [regex, setRegex] = useState(search?.regex ?? false);
  useEffect(() => {
    setText(search?.text ?? '');
    setRegex(search?.regex ?? false);
  }, [search]);

  const apply = (wanted: string, asRegex: boolean) =>
    edit((view) => setSearch(view, wanted === '' ? undefined : { text: wanted, regex: asRegex }));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') apply(text, regex);
    else if (event.key === 'ArrowDown') handle?.refocus();
    else if (event.key === 'Escape' && text !== (search?.text ?? '')) setText(search?.text ?? '');
    else if (event.key === 'Escape') handle?.refocus();
    else return;
    event.preventDefault();
  };
  const isPending = text !== (search?.text ?? '') && text !== '';
  return (
    <TextInput
      ref={input}
      className={styles.search}
      aria-label="Search whole records"
      placeholder="Search whole records"
      leftSection={<IconSearch size={14} />}
      rightSectionWidth={isPending ? 92 : 48}
      rightSection={
        <div className={styles.searchTools}>
          {isPending && <kbd className={styles.hint}>Enter ↵</kbd>}
          {text !== '' && !isPending && (
            <ActionIcon
              aria-label="Clear the search"
              onClick={() => {
                setText('');
                apply('', regex);
              }}
            >
              <IconX size={13} />
            </ActionIcon>
          )}
          <Tooltip label="Regular expression (RE2), ignoring case">
            <ActionIcon
              aria-label="Regular expression"
              aria-pressed={regex}
              variant={regex ? 'light' : 'subtle'}
              {...(regex ? { color: 'tracker' } : {})}
              onClick={() => {
                setRegex(!regex);
                if (search && text === search.text) apply(text, !regex);
              }}
            >
              <IconRegex size={14} />
            </ActionIcon>
          </Tooltip>
        </div>
      }
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
