// Tags of findings: those that the case's rows have too, and new words.
import { Button, Checkbox, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Finding } from '../../../../shared/contract/detections.ts';
import { TagName } from '../../../../shared/marks/tag.ts';
import { formatNoun } from '../../../../shared/values/sizes.ts';
import { TagDot } from '../../../ui/controls/tag-badge.tsx';
import { useEngine } from '../../../ui/engine.ts';
import { tagColor, useTags } from '../../../ui/tags.ts';
import { changeFindings, useFindings } from '../findings-store.ts';
import style from './dialogs.module.css';
import { focusNow } from './focus-now.ts';

export function TagsDialog({ findings: asked, onClose }: { findings: Finding[]; onClose: () => void }) {
  const engine = useEngine();
  const ofRows = useTags();
  const all = useFindings();
  const [typed, setTyped] = useState('');
  const ids = new Set(asked.map(({ finding }) => finding));
  const findings = all.filter(({ finding }) => ids.has(finding));
  const names = [...new Set([...ofRows.map(({ name }) => name), ...all.flatMap(({ tags }) => tags)])].toSorted();
  const name = TagName.safeParse(typed);
  const set = (tag: string, on: boolean) => changeFindings(engine, findings, { kind: 'tag', tag, on });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.success) void set(name.data, true).then((taken) => taken && setTyped(''));
    else if (typed.trim() === '') onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`Tags of ${formatNoun(findings.length, 'finding')}`} size="sm">
      <form onSubmit={submit}>
        <TextInput
          label="Add a tag"
          data-autofocus
          ref={focusNow}
          value={typed}
          maxLength={40}
          error={typed.trim() !== '' && !name.success ? name.error.issues[0]?.message : null}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className={style.tags}>
          {names.map((tag) => {
            const count = findings.filter(({ tags }) => tags.includes(tag)).length;
            return (
              <Checkbox
                key={tag}
                label={
                  <>
                    <TagDot color={tagColor(ofRows, tag)} /> <bdi>{tag}</bdi>
                  </>
                }
                checked={count === findings.length}
                indeterminate={count > 0 && count < findings.length}
                onChange={() => void set(tag, count < findings.length)}
              />
            );
          })}
        </div>
        <Group justify="flex-end" mt="md" gap="xs">
          <Button type="submit" variant="default" disabled={!name.success}>
            Add
          </Button>
          <Button onClick={onClose}>Done</Button>
        </Group>
      </form>
    </Modal>
  );
}
