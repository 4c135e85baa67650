// One list: its indicators with the records that hold them, and the entries that became none.
import { SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { IndicatorList } from '../../../shared/contract/indicators.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { useEngine } from '../../ui/engine.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { IndicatorTable } from './indicator-table.tsx';
import style from './indicators.module.css';
import { Pages } from './pages.tsx';
import { usePages } from './use-pages.ts';
import { sayReading } from './words.ts';

type Shown = 'found' | 'all' | 'problems' | 'duplicates';

export function ListDetail({ list, version }: { list: IndicatorList; version: number }) {
  const side = useSideName();
  const [chosen, setChosen] = useState<Shown | null>(null);
  // What is found while nobody has chosen yet is shown by itself.
  const shown = chosen ?? (list.found > 0 ? 'found' : list.problems > 0 && list.indicators === 0 ? 'problems' : 'all');
  const [text, setText] = useState('');
  const { name, found, indicators, problems, duplicates } = list;
  const isTable = shown === 'found' || shown === 'all';
  return (
    <section aria-label={`${name}${side}`}>
      <h3>{name}</h3>
      <p className="pm-dim">
        {sayReading(list)} <span className="pm-mono pm-select">{list.path ?? 'Pasted.'}</span> SHA-256{' '}
        <span className="pm-mono pm-select">{list.sha256}</span>
      </p>
      <div className={style.tools}>
        <SegmentedControl
          aria-label="What is shown of the list"
          value={shown}
          onChange={(to) => setChosen(to as Shown)}
          data={[
            { value: 'found', label: `Found (${formatCount(found)})` },
            { value: 'all', label: `All (${formatCount(indicators)})` },
            { value: 'problems', label: `Not understood (${formatCount(problems)})` },
            { value: 'duplicates', label: `Repeated (${formatCount(duplicates)})` },
          ]}
        />
        {isTable && (
          <TextInput
            aria-label="Find in the list"
            placeholder="Find in the list"
            value={text}
            maxLength={500}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </div>
      {isTable ? (
        <IndicatorTable
          key={`${list.listId} ${shown} ${text}`}
          list={list}
          foundOnly={shown === 'found'}
          text={text}
          version={version}
        />
      ) : (
        <Left key={`${list.listId} ${shown}`} listId={list.listId} what={shown} version={version} />
      )}
    </section>
  );
}

type Line = { place: string; text: string; reason: string };

/** Entries that became no indicator: problems with their reason, or repetitions with the place of the first. */
function Left({ listId, what, version }: { listId: number; what: 'problems' | 'duplicates'; version: number }) {
  const engine = useEngine();
  const pages = usePages<Line>(version, 'read the entries', async (page) => {
    if (what === 'problems') {
      const { total, problems } = await engine.indicators.problems({ listId, ...page });
      return { total, items: problems };
    }
    const { total, duplicates } = await engine.indicators.duplicates({ listId, ...page });
    return {
      total,
      items: duplicates.map(({ place, value, of }) => ({ place, text: value, reason: `It stands in ${of} already.` })),
    };
  });
  return (
    <Pages pages={pages} none={what === 'problems' ? 'Every entry was understood.' : 'No entry repeats another.'}>
      {(lines) => (
        <table className={style.table}>
          <thead>
            <tr>
              <th scope="col">Place</th>
              <th scope="col">Entry</th>
              <th scope="col">Why it is left out</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ place, text, reason }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a place may have several entries, and their order does not change
              <tr key={`${place} ${i}`}>
                <td className={style.place}>{place}</td>
                <td className="pm-mono pm-select">{text}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Pages>
  );
}
