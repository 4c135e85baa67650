// A region, chosen from AWS's list or typed: a store of one's own may have its own names.
import { Autocomplete } from '@mantine/core';
import { findRegion, regionsOf } from '../../../../shared/values/aws-regions.ts';
import style from '../acquire.module.css';

const names = ['aws', 'aws-us-gov', 'aws-cn', 'aws-eusc'].flatMap(regionsOf).map(({ name }) => name);

export function RegionField({ value, onChange }: { value: string; onChange: (region: string) => void }) {
  return (
    <Autocomplete
      openOnFocus={false}
      size="xs"
      aria-label="Region"
      className={style.short ?? ''}
      placeholder="Region: as the login says"
      data={names}
      limit={60}
      maxDropdownHeight={260}
      spellCheck={false}
      value={value}
      onChange={onChange}
      renderOption={({ option }) => (
        <span>
          {option.value} <span className={style.optionNote}>{findRegion(option.value)?.place}</span>
        </span>
      )}
      comboboxProps={{ width: 320, position: 'bottom-start', shadow: 'md' }}
    />
  );
}
