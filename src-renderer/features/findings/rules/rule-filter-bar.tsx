// Which rules are listed.
import { Select, TextInput } from '@mantine/core';
import type { RuleInfo, RuleKind } from '../../../../shared/contract/detections.ts';
import { formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import { visibleText } from '../../../../shared/values/visible-text.ts';
import pane from '../../../ui/controls/pane.module.css';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import style from '../findings.module.css';
import { folderOf, type RuleFilter, type RuleState, ruleStates } from './filter-rules.ts';
import { kindTitles } from './rule-cells.tsx';

const stateTitles: Record<RuleState, string> = {
  all: 'On or off',
  on: 'Switched on',
  off: 'Switched off',
  found: 'With findings',
};

type Props = { rules: RuleInfo[]; shown: number; filter: RuleFilter; onFilter: (filter: RuleFilter) => void };

export function RuleFilterBar({ rules, shown, filter, onFilter }: Props) {
  const side = useSideName();
  const folders = [...new Set(rules.map(folderOf))];
  return (
    <div className={pane.toolbar} role="toolbar" aria-label={`Which rules${side}`}>
      <TextInput
        data-find
        aria-label="Search rules"
        placeholder="Search (Ctrl+F)"
        w={160}
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
      />
      <Select
        aria-label="Which rules"
        w={130}
        allowDeselect={false}
        value={filter.state}
        data={ruleStates.map((value) => ({ value, label: stateTitles[value] }))}
        onChange={(state) => state && onFilter({ ...filter, state: state as RuleState })}
      />
      <Select
        aria-label="Kind"
        w={130}
        clearable
        placeholder="Any kind"
        value={filter.kind}
        data={Object.entries(kindTitles).map(([value, label]) => ({ value, label }))}
        onChange={(kind) => onFilter({ ...filter, kind: kind as RuleKind | null })}
      />
      {folders.length > 1 && (
        <Select
          aria-label="Folder"
          w={190}
          clearable
          placeholder="Any folder"
          value={filter.folder}
          data={folders.map((value) => ({ value, label: value === 'own' ? 'Pugmark’s own' : visibleText(value) }))}
          onChange={(folder) => onFilter({ ...filter, folder })}
        />
      )}
      <span role="status" className={style.count}>
        {shown === rules.length
          ? formatNoun(shown, 'rule')
          : `${formatCount(shown)} of ${formatNoun(rules.length, 'rule')}`}
      </span>
    </div>
  );
}
