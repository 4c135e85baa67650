// The list of rules, and beside it the one with the cursor.
import { Button, Menu } from '@mantine/core';
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { Level, RuleInfo } from '../../../../shared/contract/detections.ts';
import { noFilter } from '../../../../shared/findings/filter.ts';
import { levelTitles } from '../../../../shared/findings/words.ts';
import { levels } from '../../../../shared/sigma/rule.ts';
import { formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import pane from '../../../ui/controls/pane.module.css';
import { useEngine } from '../../../ui/engine.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import style from '../findings.module.css';
import { changeRules } from '../findings-store.ts';
import { LineList } from '../lines/line-list.tsx';
import { indexOfPlace, nowhere, type Place } from '../lines/place.ts';
import { usePage } from '../page-store.ts';
import { SidePanel } from '../panel/side-panel.tsx';
import { noRuleFilter, selectRules } from './filter-rules.ts';
import { RuleCells } from './rule-cells.tsx';
import { RuleFilterBar } from './rule-filter-bar.tsx';
import { RulePanel } from './rule-panel.tsx';
import look from './rules.module.css';

const heads = [
  { key: 'on', title: 'On' },
  { key: 'level', title: 'Level' },
  { key: 'name', title: 'Rule' },
  { key: 'kind', title: 'Kind', className: look.wide },
  { key: 'techniques', title: 'Techniques', className: look.wide },
  { key: 'findings', title: 'Findings', className: look.figure },
  { key: 'hits', title: 'Hits', className: look.figure },
  { key: 'notes', title: 'Notes' },
];

export function RuleList({ rules }: { rules: RuleInfo[] }) {
  const engine = useEngine();
  const side = useSideName();
  const set = usePage((page) => page.set);
  const [filter, setFilter] = useState(noRuleFilter);
  const [place, setPlace] = useState<Place>(nowhere);
  const shown = useMemo(() => selectRules(rules, filter), [rules, filter]);
  const keys = useMemo(() => shown.map(keyOf), [shown]);
  const rule = shown[indexOfPlace(keys, place)];
  const chosen = shown.filter(({ key }) => place.chosen.has(key));
  const meant = chosen.length > 0 ? chosen : rule ? [rule] : [];
  const change = (to: { isOn?: boolean; level?: Level | null }, of: readonly RuleInfo[] = meant) =>
    void changeRules(engine, 'change these rules', () =>
      engine.detections.setRules({ keys: of.map(({ key }) => key), ...to }),
    );
  const switchThem = () => change({ isOn: meant.some(({ isOn }) => !isOn) });
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.key !== 's' || event.ctrlKey || event.metaKey || event.shiftKey || meant.length === 0) return false;
    switchThem();
    return true;
  };
  const showFindings = ({ key }: RuleInfo) => set({ face: 'list', filter: { ...noFilter, rule: key, state: 'all' } });
  return (
    <div className={style.split}>
      <div className={style.column}>
        <RuleFilterBar rules={rules} shown={shown.length} filter={filter} onFilter={setFilter} />
        <div className={pane.toolbar} role="toolbar" aria-label={`What to do with rules${side}`}>
          <Button variant="default" size="compact-xs" title="s" disabled={meant.length === 0} onClick={switchThem}>
            {meant.some(({ isOn }) => !isOn) || meant.length === 0 ? 'Switch on' : 'Switch off'}
          </Button>
          <LevelMenu disabled={meant.length === 0} onLevel={(level) => change({ level })} />
          <Button
            variant="default"
            size="compact-xs"
            title="Enter"
            disabled={meant.length !== 1 || meant[0]!.findings === 0}
            onClick={() => showFindings(meant[0]!)}
          >
            Its findings
          </Button>
          <span className={pane.gap} />
          <span className={style.count}>{chosen.length > 0 && `${formatNoun(chosen.length, 'rule')} chosen`}</span>
        </div>
        {shown.length === 0 ? (
          <p className={style.nothing}>
            {rules.length === 0
              ? 'There are no rules.'
              : `None of the ${formatCount(rules.length)} rules is like that.`}
          </p>
        ) : (
          <LineList<RuleInfo>
            label="Rules"
            columns={look.columns}
            heads={heads}
            lines={shown}
            keyOf={keyOf}
            render={(one) => <RuleCells rule={one} onSwitch={(isOn) => change({ isOn }, [one])} />}
            dataOf={(one) => ({ 'data-off': one.isOn ? undefined : 'true' })}
            place={place}
            onPlace={setPlace}
            onOpen={(one) => one.findings > 0 && showFindings(one)}
            onKey={onKey}
          />
        )}
      </div>
      <SidePanel>
        {rule && (
          <RulePanel
            key={rule.key}
            rule={rule}
            onSwitch={(isOn) => change({ isOn }, [rule])}
            onFindings={() => showFindings(rule)}
          />
        )}
      </SidePanel>
    </div>
  );
}

const keyOf = ({ key }: RuleInfo) => key;

function LevelMenu({ disabled, onLevel }: { disabled: boolean; onLevel: (level: Level | null) => void }) {
  return (
    <Menu position="bottom-start" width={200}>
      <Menu.Target>
        <Button variant="default" size="compact-xs" disabled={disabled}>
          Level…
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {levels.toReversed().map((level) => (
          <Menu.Item key={level} onClick={() => onLevel(level)}>
            {levelTitles[level]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onLevel(null)}>As the rule says</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
