// The lists of the case: what they hold, what was found of them, and how grave that is.
import { ActionIcon, Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { IndicatorList } from '../../../shared/contract/indicators.ts';
import type { View } from '../../../shared/query/view.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import { confirm } from '../../ui/confirm.ts';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import style from './indicators.module.css';
import { levelChoices, sayKinds } from './words.ts';

type Props = {
  lists: IndicatorList[];
  chosen: number | null;
  onChoose: (listId: number) => void;
  onChanged: () => void;
};

export function ListTable({ lists, ...rest }: Props) {
  const zone = useTimeZone();
  return (
    <div className={style.scroll}>
      <table className={style.lists} aria-label="Lists">
        <thead>
          <tr>
            <th scope="col">List</th>
            <th scope="col">Level</th>
            <th scope="col">Holds</th>
            <th scope="col">Found</th>
            <th scope="col">In records</th>
            <th scope="col">Added ({zone})</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {lists.map((list) => (
            <ListRow key={list.listId} list={list} {...rest} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ListRow({ list, chosen, onChoose, onChanged }: Omit<Props, 'lists'> & { list: IndicatorList }) {
  const engine = useEngine();
  const zone = useTimeZone();
  const { listId, name, level, found, records, imported, importedBy, problems } = list;
  const change = (to: string) =>
    engine.indicators
      .change({ listId, level: to as IndicatorList['level'] })
      .then(onChanged, (error: unknown) => showProblem(error, `change the level of ${name}`));
  const remove = async () => {
    const body = `The list leaves the case with its ${formatCount(list.indicators)} indicators and what was found of them. The journal keeps that it was here.`;
    if (!(await confirm({ title: `Remove “${name}”?`, body, confirm: 'Remove' }))) return;
    await engine.indicators.remove({ listId });
    onChanged();
  };
  return (
    <tr aria-current={chosen === listId ? true : undefined}>
      <th scope="row">
        <button type="button" className={style.choose} onClick={() => onChoose(listId)} title={list.path ?? 'Pasted'}>
          {name}
        </button>
      </th>
      <td>
        <Select
          aria-label={`Level of ${name}`}
          data={levelChoices}
          value={level}
          allowDeselect={false}
          w={120}
          onChange={(value) => value !== null && void change(value)}
        />
      </td>
      <td>
        {sayKinds(list)}
        {problems > 0 && <span className={style.warning}> · {formatCount(problems)} not understood</span>}
      </td>
      <td className={style.number} data-some={found > 0 ? true : undefined}>
        {formatCount(found)}
      </td>
      <td className={style.number}>
        {records === 0 ? (
          0
        ) : (
          <button
            type="button"
            className={style.link}
            aria-label={`Hits of ${name}, in ${formatNoun(records, 'record')}`}
            onClick={() => useWorkspace.getState().openGrid(hitsOf(listId), `Hits of ${name}`)}
          >
            {formatCount(records)}
          </button>
        )}
      </td>
      <td className={style.added}>
        {formatInstant(imported, zone).slice(0, 16)} · {importedBy}
      </td>
      <td>
        <ActionIcon
          aria-label={`Remove ${name}`}
          title="Remove"
          onClick={() => void remove().catch((error: unknown) => showProblem(error, `remove ${name}`))}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </td>
    </tr>
  );
}

/** Every text of a record that is of the list, with the record's place. */
const hitsOf = (listId: number): View => ({
  from: { kind: 'table', table: 'indicator_hits' },
  where: [
    { id: 'f1', op: 'in', column: { column: 'list_id', path: [] }, values: [listId], negated: false, enabled: true },
  ],
  sort: [{ column: { column: 'event_time', path: [] }, descending: false }],
});
