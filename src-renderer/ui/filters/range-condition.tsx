// The part of a filter form that sets bounds: times on the case's clock, numbers, or text in its order.
import { Checkbox, TextInput } from '@mantine/core';
import type { ColumnKind } from '../../../shared/contract/views.ts';
import { useTimeZone } from '../case.ts';
import type { DraftProblem, FilterDraft } from './draft.ts';

type Props = {
  draft: FilterDraft;
  kind: ColumnKind;
  problem: DraftProblem | null;
  onChange: (patch: Partial<FilterDraft>) => void;
};

export function RangeCondition(props: Props) {
  const { draft, kind, onChange } = props;
  return (
    <>
      <RangeFields {...props} />
      <Checkbox
        mt={6}
        label={kind === 'time' ? 'Rows at exactly the end time too' : 'The end value too'}
        checked={draft.includeTo}
        onChange={(event) => onChange({ includeTo: event.currentTarget.checked })}
      />
    </>
  );
}

export function RangeFields({ draft, kind, problem, onChange }: Props) {
  const zone = useTimeZone();
  const isTime = kind === 'time';
  const field = (name: 'from' | 'to', label: string) => (
    <TextInput
      {...(name === 'from' ? { 'data-autofocus': true } : {})}
      label={label}
      mt={name === 'to' ? 6 : 0}
      classNames={{ input: 'pm-mono' }}
      placeholder={isTime ? 'YYYY-MM-DD HH:MM:SS' : 'open'}
      value={draft[name]}
      error={problem?.field === name ? problem.message : null}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      {field('from', isTime ? `From (${zone})` : 'From')}
      {field('to', isTime ? `Until (${zone})` : 'To')}
    </>
  );
}
