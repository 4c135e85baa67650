// Makes a tag, or changes or removes one.
import { Button, Group, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { TagInfo } from '../../../../shared/contract/marks.ts';
import { describeTagChange } from '../../../../shared/marks/change.ts';
import { freeColor, freeShortcut, type Tag, tagColors } from '../../../../shared/marks/tag.ts';
import { confirm } from '../../../ui/confirm.ts';
import { TagDot } from '../../../ui/controls/tag-badge.tsx';
import { useEngine } from '../../../ui/engine.ts';
import { describeProblem, showProblem } from '../../../ui/problem.ts';
import { useTags } from '../../../ui/tags.ts';
import { usePaneStore } from '../pane-context.ts';
import { keepStep } from './mark-actions.ts';
import styles from './marks.module.css';

/** `tag` null: a new one. */
export function TagForm({ tag, onDone }: { tag: TagInfo | null; onDone: () => void }) {
  const store = usePaneStore();
  const engine = useEngine();
  const tags = useTags();
  const [draft, setDraft] = useState<Tag>(tag ?? { name: '', color: freeColor(tags), shortcut: freeShortcut(tags) });
  const [problem, setProblem] = useState<string | null>(null);
  const change = (part: Partial<Tag>) => setDraft({ ...draft, ...part });
  const save = async () => {
    const { name, color, shortcut } = draft;
    const { step } = await engine.marks.saveTag({ name, color, shortcut, ...(tag ? { was: tag.name } : {}) });
    if (step !== null) keepStep(store, engine, step, describeTagChange(tag?.name ?? null, name.trim()));
    onDone();
  };
  const remove = async ({ name, rows }: TagInfo) => {
    const body = `It is taken from ${rows.toLocaleString('en-US')} rows. Undo (Ctrl+Z) brings it back while the case is open.`;
    const isSure = rows === 0 || (await confirm({ title: `Remove the tag “${name}”?`, body, confirm: 'Remove' }));
    if (!isSure) return;
    const { step } = await engine.marks.removeTag({ name });
    if (step !== null) keepStep(store, engine, step, describeTagChange(name, null));
    onDone();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    save().catch((error: unknown) => setProblem(describeProblem(error, 'save the tag').message));
  };
  return (
    <form onSubmit={onSubmit} className={styles.form} aria-label={tag ? `Tag ${tag.name}` : 'New tag'}>
      <TextInput
        data-autofocus
        autoFocus
        label="Name"
        value={draft.name}
        maxLength={40}
        error={problem}
        onChange={(event) => {
          change({ name: event.currentTarget.value });
          setProblem(null);
        }}
      />
      <fieldset className={styles.colors}>
        <legend>Colour</legend>
        {tagColors.map((color) => (
          <label key={color} className={styles.color} title={color}>
            <input
              type="radio"
              name="tag-color"
              aria-label={color}
              checked={draft.color === color}
              onChange={() => change({ color })}
            />
            <TagDot color={`var(--pm-tag-${color})`} />
          </label>
        ))}
      </fieldset>
      <Select
        label="Key"
        description="Pressed on a row, it puts the tag on or takes it off."
        comboboxProps={{ withinPortal: false }}
        data={['none', '1', '2', '3', '4', '5', '6', '7', '8', '9']}
        value={draft.shortcut === null ? 'none' : String(draft.shortcut)}
        allowDeselect={false}
        onChange={(value) => change({ shortcut: value === null || value === 'none' ? null : Number(value) })}
      />
      <Group gap={6} justify="space-between" mt={8}>
        {tag ? (
          <Button
            variant="subtle"
            color="red"
            onClick={() => void remove(tag).catch((error: unknown) => showProblem(error, 'remove the tag'))}
          >
            Remove
          </Button>
        ) : (
          <span />
        )}
        <Group gap={6}>
          <Button variant="default" onClick={onDone}>
            Back
          </Button>
          <Button type="submit" disabled={draft.name.trim() === ''}>
            Save
          </Button>
        </Group>
      </Group>
    </form>
  );
}
