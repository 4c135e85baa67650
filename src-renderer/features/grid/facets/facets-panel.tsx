// The values of many columns beside the rows, following the filters; a click on one filters.
import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { areMarks } from '../../../../shared/marks/ask-marks.ts';
import { columnKey } from '../../../../shared/query/view.ts';
import { useMarksVersion } from '../../../ui/tags.ts';
import { layoutTable } from '../columns/layouts.ts';
import { usePane, useView } from '../pane-context.ts';
import { useCountedView } from '../use-counted-view.ts';
import { useSetting } from '../use-setting.ts';
import { ChooseFacets } from './choose-facets.tsx';
import { FacetCard } from './facet-card.tsx';
import styles from './facets.module.css';
import { KeptFacets, usualFacets } from './kept-facets.ts';
import { useFacets } from './use-facets.ts';

export function FacetsPanel() {
  const table = usePane((state) => state.table);
  const name = layoutTable(useView().from);
  const usual = useMemo(() => ({ columns: usualFacets(table) }), [table]);
  const [kept, keep] = useSetting(name && `facets/${name}`, KeptFacets, usual);
  const counted = useCountedView();
  const marks = useMarksVersion(areMarks(table, kept?.columns ?? []));
  const { facets, problem } = useFacets(counted && kept ? { counted, columns: kept.columns, marks } : null);
  const [choosing, setChoosing] = useState(false);
  if (!kept) return <div className={styles.panel} aria-busy />;
  const drop = (key: string) => keep({ columns: kept.columns.filter((ref) => columnKey(ref) !== key) });
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <h2 className={styles.heading}>Facets</h2>
        <Popover opened={choosing} onChange={setChoosing} position="bottom-end" width={340} trapFocus>
          <Popover.Target>
            <Tooltip label="Choose the columns">
              <ActionIcon
                aria-label="Choose the columns"
                aria-expanded={choosing}
                onClick={() => setChoosing(!choosing)}
              >
                <IconAdjustmentsHorizontal size={15} />
              </ActionIcon>
            </Tooltip>
          </Popover.Target>
          <Popover.Dropdown p={8} role="dialog" aria-label="Columns that are facets">
            <ChooseFacets chosen={kept.columns} onChoose={(columns) => keep({ columns })} />
          </Popover.Dropdown>
        </Popover>
      </div>
      <p className={styles.note}>
        Counts follow the filters, except that a column’s own do not narrow its values: what was chosen can be taken
        back.
      </p>
      {problem && (
        <div className={styles.failed} role="alert">
          {problem.title}. {problem.message} {problem.hint}
        </div>
      )}
      <div className={styles.cards}>
        {kept.columns.map((ref, at) => {
          const key = columnKey(ref);
          return (
            <FacetCard
              key={key}
              column={ref}
              state={facets.get(key) ?? null}
              counted={counted}
              autoFocus={at === 0}
              onDrop={() => drop(key)}
            />
          );
        })}
        {kept.columns.length === 0 && <p className={styles.nothing}>No column is a facet. Choose some above.</p>}
      </div>
    </div>
  );
}
