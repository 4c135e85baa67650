// Which findings are looked at: text, level, state, tactic and actor; and what was chosen in the matrix, the lanes or a rule.
import { Button, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { tactics } from '../../../shared/attack/tactics.ts';
import { describeTechnique } from '../../../shared/attack/techniques.ts';
import type { Finding, Level } from '../../../shared/contract/detections.ts';
import { hasTactic, isInState, noFilter, type StateChoice, stateChoices } from '../../../shared/findings/filter.ts';
import { gravityOf } from '../../../shared/findings/gravity.ts';
import { groupFindings } from '../../../shared/findings/group.ts';
import { describeActor, levelTitles, stateTitles, titleOfTactic } from '../../../shared/findings/words.ts';
import { levels } from '../../../shared/sigma/rule.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { visibleText } from '../../../shared/values/visible-text.ts';
import { useTimeZone } from '../../ui/case.ts';
import pane from '../../ui/controls/pane.module.css';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import style from './findings.module.css';
import { usePage } from './page-store.ts';

/** `all`: before any filter. */
export function FilterBar({ all, shown }: { all: readonly Finding[]; shown: number }) {
  const side = useSideName();
  const filter = usePage((page) => page.filter);
  const narrow = usePage((page) => page.narrow);
  const counts = useMemo(() => countChoices(all), [all]);
  return (
    <div className={pane.toolbar} role="toolbar" aria-label={`Which findings${side}`}>
      <TextInput
        data-find
        aria-label="Search findings"
        placeholder="Search (Ctrl+F)"
        w={150}
        value={filter.text}
        onChange={(event) => narrow({ text: event.currentTarget.value })}
      />
      <Select
        aria-label="Level"
        w={136}
        allowDeselect={false}
        value={filter.level}
        data={levels.map((level) => ({ value: level, label: levelChoice(level) }))}
        onChange={(level) => level && narrow({ level: level as Level })}
      />
      <Select
        aria-label="State"
        w={178}
        allowDeselect={false}
        value={filter.state}
        data={stateChoices.map((state) => ({
          value: state,
          label: `${stateTitles[state]} (${formatCount(counts.states[state])})`,
        }))}
        onChange={(state) => state && narrow({ state: state as StateChoice })}
      />
      <Select
        aria-label="Tactic"
        w={170}
        clearable
        placeholder="Any tactic"
        value={filter.tactic === null ? null : JSON.stringify(filter.tactic.tactic)}
        data={counts.tactics}
        onChange={(tactic) =>
          narrow({ tactic: tactic === null ? null : { tactic: JSON.parse(tactic) as string | null } })
        }
      />
      <Select
        aria-label="Actor"
        w={180}
        clearable
        searchable
        limit={200}
        placeholder="Any actor"
        value={filter.actor === null ? null : JSON.stringify(filter.actor.actor)}
        data={counts.actors}
        onChange={(actor) => narrow({ actor: actor === null ? null : { actor: JSON.parse(actor) as string | null } })}
      />
      <Chips all={all} />
      <span role="status" className={style.count}>
        {shown === all.length
          ? formatNoun(shown, 'finding')
          : `${formatCount(shown)} of ${formatNoun(all.length, 'finding')}`}
      </span>
      {filter !== noFilter && JSON.stringify(filter) !== JSON.stringify(noFilter) && (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => narrow(noFilter)}>
          Remove filters
        </Button>
      )}
    </div>
  );
}

const levelChoice = (level: Level) =>
  gravityOf(level) === 0
    ? 'Any level'
    : gravityOf(level) === levels.length - 1
      ? levelTitles[level]
      : `${levelTitles[level]} and up`;

/** What each choice would leave if it were the only one. */
function countChoices(all: readonly Finding[]) {
  const states = Object.fromEntries(
    stateChoices.map((state) => [state, all.filter((one) => isInState(one, state)).length]),
  ) as Record<StateChoice, number>;
  const named = [...tactics.map(({ tag }) => tag), null]
    .map((tactic) => ({ tactic, count: all.filter((one) => hasTactic(one, tactic)).length }))
    .filter(({ count }) => count > 0);
  return {
    states,
    tactics: named.map(({ tactic, count }) => ({
      value: JSON.stringify(tactic),
      label: `${titleOfTactic(tactic)} (${formatCount(count)})`,
    })),
    actors: groupFindings(all, 'actor')
      .toSorted((a, b) => b.findings.length - a.findings.length)
      .map(({ value, findings }) => ({
        value: JSON.stringify(value),
        label: `${visibleText(describeActor(value))} (${formatCount(findings.length)})`,
      })),
  };
}

/** What was chosen elsewhere than in this bar, each to be taken away. */
function Chips({ all }: { all: readonly Finding[] }) {
  const zone = useTimeZone();
  const { technique, rule, time } = usePage((page) => page.filter);
  const narrow = usePage((page) => page.narrow);
  const at = (iso: string) => formatInstant(iso, zone).slice(0, 16);
  return (
    <>
      {technique !== null && (
        <Chip
          words={technique.technique === null ? 'no technique named' : describeTechnique(technique.technique)}
          onRemove={() => narrow({ technique: null })}
        />
      )}
      {rule !== null && (
        <Chip
          words={`rule ${visibleText(all.find((one) => one.rule === rule)?.name ?? rule)}`}
          onRemove={() => narrow({ rule: null })}
        />
      )}
      {time !== null && <Chip words={`${at(time.from)} – ${at(time.to)}`} onRemove={() => narrow({ time: null })} />}
    </>
  );
}

const Chip = ({ words, onRemove }: { words: string; onRemove: () => void }) => (
  <Button
    variant="light"
    size="compact-xs"
    rightSection={<IconX size={12} />}
    aria-label={`Remove the filter ${words}`}
    title={words}
    classNames={{ label: style.chip ?? '' }}
    onClick={onRemove}
  >
    {words}
  </Button>
);
