// One column's facet: its figures, how its numbers or times lie, its top values, and a search among all of them.
import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Facet } from '../../../../shared/contract/charts.ts';
import { describeValue } from '../../../../shared/query/describe.ts';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { useValues } from '../../../ui/filters/use-values.ts';
import { visibleText } from '../../../ui/visible-text.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import type { CountedView } from '../use-counted-view.ts';
import { FacetBins } from './facet-bins.tsx';
import { FacetValues } from './facet-values.tsx';
import styles from './facets.module.css';
import { percent } from './share.ts';
import type { FacetState } from './use-facets.ts';

type Props = {
  column: ColumnRef;
  /** Null: nothing is known of it yet. */
  state: FacetState | null;
  counted: CountedView | null;
  autoFocus: boolean;
  onDrop: () => void;
};

const exact = (n: number) => n.toLocaleString('en-US');

export function FacetCard({ column, state, counted, autoFocus, onDrop }: Props) {
  const side = useSideName();
  const [searching, setSearching] = useState(false);
  const key = columnKey(column);
  const facet = state?.facet ?? null;
  return (
    <section
      className={styles.card}
      aria-label={`${key}${side}`}
      aria-busy={state?.waiting ?? true}
      data-old={(facet && state?.waiting) || undefined}
    >
      <div className={styles.cardHead}>
        <h3 className={styles.name} title={key}>
          <bdi>{key}</bdi>
        </h3>
        <Tooltip label="Search these values">
          <ActionIcon
            aria-label={`Search the values of ${key}`}
            aria-pressed={searching}
            onClick={() => setSearching(!searching)}
          >
            <IconSearch size={13} />
          </ActionIcon>
        </Tooltip>
        <ActionIcon aria-label={`Remove the facet ${key}`} title="Remove this facet" onClick={onDrop}>
          <IconX size={13} />
        </ActionIcon>
      </div>
      {state?.failed && <div className={styles.failed}>{state.failed}</div>}
      {facet && <Figures facet={facet} />}
      {facet?.bins && <FacetBins column={column} bins={facet.bins} />}
      {searching && counted ? (
        <SearchedValues column={column} counted={counted} rows={facet?.rows ?? 0} />
      ) : (
        facet && (
          <>
            <FacetValues column={column} values={facet.values} rows={facet.rows} autoFocus={autoFocus} />
            {facet.distinct + (facet.missing > 0 ? 1 : 0) > facet.values.length && (
              <button type="button" className={styles.more} onClick={() => setSearching(true)}>
                {exact(facet.distinct + (facet.missing > 0 ? 1 : 0) - facet.values.length)} more
              </button>
            )}
          </>
        )
      )}
    </section>
  );
}

function Figures({ facet }: { facet: Facet }) {
  const timeZone = useTimeZone();
  const { distinct, missing, rows, least, greatest } = facet;
  const show = (value: string) => visibleText(describeValue(value, { timeZone }));
  return (
    <div className={styles.figures}>
      <span>
        {exact(distinct)} {distinct === 1 ? 'value' : 'values'}
      </span>
      {missing > 0 && (
        <span>
          {exact(missing)} empty ({percent(missing, rows)})
        </span>
      )}
      {facet.ownFilter && <span className={styles.own}>not narrowed by its own filter</span>}
      {least !== null && greatest !== null && (
        <span className={styles.ends}>
          {show(least)} – {show(greatest)}
        </span>
      )}
    </div>
  );
}

function SearchedValues({ column, counted, rows }: { column: ColumnRef; counted: CountedView; rows: number }) {
  const [text, setText] = useState('');
  const { values, distinct, loading, problem } = useValues(counted.view, column, text);
  const cut = distinct > values.length ? `${exact(distinct)} values, the ${exact(values.length)} most frequent` : '';
  return (
    <>
      <TextInput
        data-autofocus
        autoFocus
        aria-label={`Search the values of ${columnKey(column)}`}
        placeholder="Search all values"
        leftSection={<IconSearch size={13} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {problem && <div className={styles.failed}>{problem.message}</div>}
      <FacetValues column={column} values={values} rows={rows} scrolls />
      {!loading && !problem && values.length === 0 && <div className={styles.nothing}>No such value.</div>}
      {cut && <div className={styles.figures}>{cut}</div>}
    </>
  );
}
