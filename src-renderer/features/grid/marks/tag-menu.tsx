// The tags as a list to choose from, for the rows that are meant; and the place where a tag is made, changed and removed.
import { ActionIcon, Button, Group } from '@mantine/core';
import { IconFilter, IconPencil, IconPlus, IconStar, IconTags } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { TagInfo } from '../../../../shared/contract/marks.ts';
import { filterIn } from '../../../../shared/query/edit.ts';
import { TagDot } from '../../../ui/controls/tag-badge.tsx';
import { useEngine } from '../../../ui/engine.ts';
import { useTags } from '../../../ui/tags.ts';
import { moveFocus } from '../../../ui/window/roving.ts';
import { Floating, useClosePopup } from '../floating.tsx';
import { usePane, usePaneStore } from '../pane-context.ts';
import type { Popup } from '../pane-store.ts';
import { countTarget, type MarkTarget, markRows } from './mark-actions.ts';
import { markColumnOf } from './mark-places.ts';
import styles from './marks.module.css';
import { TagForm } from './tag-form.tsx';

export function TagMenu({ anchor, target: first }: Extract<Popup, { kind: 'tags' }>) {
  const store = usePaneStore();
  const matched = usePane((state) => state.opened?.matched ?? 0);
  const [target, setTarget] = useState<MarkTarget>(first);
  const [edited, setEdited] = useState<TagInfo | 'new' | null>(null);
  const count = countTarget(store, target);
  const rows = (n: number) => `${n.toLocaleString('en-US')} ${n === 1 ? 'row' : 'rows'}`;
  return (
    <Floating anchor={anchor} label="Tags" width={300}>
      {edited ? (
        <TagForm tag={edited === 'new' ? null : edited} onDone={() => setEdited(null)} />
      ) : (
        <>
          <div className={styles.target}>
            <span>
              Mark <b>{rows(count)}</b>
            </span>
            {matched > 1 && target !== 'all' && (
              <Button variant="subtle" size="compact-xs" onClick={() => setTarget('all')}>
                all {rows(matched)} instead
              </Button>
            )}
          </div>
          <TagList target={target} onEdit={setEdited} />
          <Group gap={6} mt={6}>
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<IconPlus size={13} />}
              onClick={() => setEdited('new')}
            >
              New tag…
            </Button>
          </Group>
        </>
      )}
    </Floating>
  );
}

function TagList({ target, onEdit }: { target: MarkTarget; onEdit: (tag: TagInfo) => void }) {
  const store = usePaneStore();
  const engine = useEngine();
  const tags = useTags();
  const close = useClosePopup();
  const edit = usePane((state) => state.edit);
  const list = useRef<HTMLDivElement>(null);
  const column = markColumnOf(store.getState().table, 'tags');
  // The form that stood here had the keyboard.
  useEffect(() => list.current?.querySelector<HTMLElement>('[data-roving]')?.focus(), []);
  const put = (change: Parameters<typeof markRows>[2]) => {
    close();
    void markRows(store, engine, change, target);
  };
  const keepOnly = (name: string) => {
    close();
    if (column) edit((view) => filterIn(view, column, name));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys among the buttons in it
    <div
      ref={list}
      className={styles.tags}
      onKeyDown={(event) => {
        const tag = tags.find(({ shortcut }) => String(shortcut) === event.key);
        if (tag) put({ kind: 'tag', tag: tag.name });
        else if (event.key === 's') put({ kind: 'star' });
        else moveFocus(event);
      }}
    >
      {tags.map((tag, at) => (
        <div key={tag.name} className={styles.tag}>
          <button
            type="button"
            data-roving
            {...(at === 0 ? { 'data-autofocus': true } : {})}
            className={styles.tagName}
            onClick={() => put({ kind: 'tag', tag: tag.name })}
          >
            <TagDot color={`var(--pm-tag-${tag.color})`} />
            <bdi className={styles.grow}>{tag.name}</bdi>
            <span className="pm-dim">{tag.rows > 0 ? tag.rows.toLocaleString('en-US') : ''}</span>
            {tag.shortcut !== null && <kbd className={styles.key}>{tag.shortcut}</kbd>}
          </button>
          <ActionIcon aria-label={`Only rows tagged ${tag.name}`} title="Only these" onClick={() => keepOnly(tag.name)}>
            <IconFilter size={13} />
          </ActionIcon>
          <ActionIcon aria-label={`Change tag ${tag.name}`} title="Change or remove" onClick={() => onEdit(tag)}>
            <IconPencil size={13} />
          </ActionIcon>
        </div>
      ))}
      {tags.length === 0 && (
        <p className={styles.none}>
          <IconTags size={14} /> No tags yet: make the first.
        </p>
      )}
      <div className={styles.tag}>
        <button type="button" data-roving className={styles.tagName} onClick={() => put({ kind: 'star' })}>
          <IconStar size={13} />
          <span className={styles.grow}>Star</span>
          <kbd className={styles.key}>s</kbd>
        </button>
      </div>
    </div>
  );
}
