// The part of a filter form that compares text.
import { Checkbox, Select, TextInput } from '@mantine/core';
import type { FilterDraft, TextOp } from './draft.ts';

const operators: { value: TextOp; label: string }[] = [
  { value: 'contains', label: 'contains' },
  { value: 'equals', label: 'is exactly' },
  { value: 'startsWith', label: 'starts with' },
  { value: 'endsWith', label: 'ends with' },
  { value: 'wildcard', label: 'is like (* and ? stand for anything)' },
  { value: 'network', label: 'is in the IP network' },
  { value: 'matches', label: 'matches (regular expression)' },
];

type Props = { draft: FilterDraft; problem: string | null; onChange: (patch: Partial<FilterDraft>) => void };

export function TextCondition({ draft, problem, onChange }: Props) {
  return (
    <>
      <Select
        aria-label="Comparison"
        data={operators}
        value={draft.op}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(op) => op && onChange({ op: op as TextOp })}
      />
      <TextInput
        data-autofocus
        mt={6}
        aria-label="Text"
        classNames={{ input: 'pm-mono' }}
        value={draft.text}
        error={problem}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <Checkbox
        mt={6}
        label="Upper and lower case must match"
        disabled={draft.op === 'network'}
        checked={draft.caseSensitive}
        onChange={(event) => onChange({ caseSensitive: event.currentTarget.checked })}
      />
    </>
  );
}
