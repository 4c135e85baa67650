// The query of the view as text. A mistake is told, and nothing applied, until it is gone.
import { Button, Group, Textarea } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { TableInfo } from '../../../../shared/contract/views.ts';
import { setQuery } from '../../../../shared/query/edit.ts';
import { parseQuery } from '../../../../shared/query/query-text/parse.ts';
import { QueryProblem } from '../../../../shared/query/query-text/problem.ts';
import type { QueryText, View } from '../../../../shared/query/view.ts';
import { useTimeZone } from '../../../ui/case.ts';
import styles from './build.module.css';

type Props = {
  query: QueryText | undefined;
  source: TableInfo;
  onApply: (change: (view: View) => View) => void;
  onCancel: () => void;
};

export function QueryForm({ query, source, onApply, onCancel }: Props) {
  const caseZone = useTimeZone();
  const zone = query?.zone ?? caseZone;
  const [text, setText] = useState(query?.text ?? '');
  const [mistake, setMistake] = useState<string | null>(null);
  const apply = () => {
    const wrong = mistakeIn(text, source, zone);
    setMistake(wrong);
    const asked = { text: text.trim(), ...(zone === 'UTC' ? {} : { zone }) };
    if (wrong === null) onApply((view) => setQuery(view, asked.text === '' ? undefined : asked));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    apply();
  };
  return (
    <div className={styles.form}>
      <Textarea
        label="Query"
        data-autofocus
        autosize
        minRows={2}
        maxRows={8}
        classNames={{ input: 'pm-mono' }}
        description="As in the search bar of a grid."
        placeholder="eventname:Create* -errorcode:*"
        value={text}
        error={mistake}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setMistake(null);
        }}
        onKeyDown={onKeyDown}
      />
      <Group gap={6} justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button onClick={apply}>Apply</Button>
      </Group>
    </div>
  );
}

function mistakeIn(text: string, source: TableInfo, zone: string): string | null {
  try {
    parseQuery(text, source, { zone });
    return null;
  } catch (error) {
    if (error instanceof QueryProblem) return error.message;
    throw error;
  }
}
