// Picks a column or field by typing: the list narrows with every letter, arrows move in it, Enter takes one.
import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type Field, searchFields } from '../field-options.ts';
import styles from './build.module.css';

/** More would only be scrolled past; another letter narrows them. */
const mostShown = 80;

type Props = {
  fields: Field[];
  label: string;
  onPick: (field: Field) => void;
  /** Shown before all fields, e.g. a plain count. */
  extras?: { label: string; onPick: () => void }[];
};

export function FieldPicker({ fields, label, onPick, extras = [] }: Props) {
  const [text, setText] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = useMemo(() => searchFields(fields, text).slice(0, mostShown), [fields, text]);
  const typed = text.trim().toLowerCase();
  const shownExtras = extras.filter(({ label: name }) => name.toLowerCase().startsWith(typed));
  const take = (value: string) => {
    setText('');
    combobox.closeDropdown();
    const field = found.find(({ key }) => key === value);
    const extra = extras.find(({ label: name }) => value === extraValue(name));
    if (field) onPick(field);
    else extra?.onPick();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={take} withinPortal position="bottom-start" width={340}>
      <Combobox.Target>
        <TextInput
          variant="unstyled"
          size="xs"
          aria-label={label}
          placeholder={label}
          leftSection={<IconPlus size={13} />}
          leftSectionWidth={20}
          classNames={{ input: styles.pick ?? '' }}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={320} className={styles.options ?? ''}>
          {shownExtras.map(({ label: name }) => (
            <Combobox.Option key={extraValue(name)} value={extraValue(name)}>
              {name}
            </Combobox.Option>
          ))}
          {found.map(({ key, doc, kind }) => (
            <Combobox.Option key={key} value={key} title={doc}>
              <span className={styles.optionName}>{key}</span>
              <span className="pm-dim"> {kind}</span>
            </Combobox.Option>
          ))}
          {found.length + shownExtras.length === 0 && (
            <Combobox.Empty>
              No column is called so. Inside JSON: type the whole name, requestparameters.bucketName.
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** No column is called so: a key has no space before it. */
const extraValue = (label: string) => ` ${label}`;
