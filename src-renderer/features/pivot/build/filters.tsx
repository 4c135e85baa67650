// What the pivot counts under, in words: each condition can go, and the rows can be looked at.
import { Button, CloseButton } from '@mantine/core';
import { describeFilter, describeTime } from '../../../../shared/query/describe.ts';
import { removeFilter, setTime } from '../../../../shared/query/edit.ts';
import type { View } from '../../../../shared/query/view.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { useWorkspace } from '../../../ui/workspace.ts';
import { usePivot, usePresent } from '../pivot-context.ts';
import styles from './build.module.css';

export function Filters() {
  const { view } = usePresent();
  const timeZone = useTimeZone();
  const edit = usePivot((state) => state.edit);
  const title = usePivot((state) => state.source.title);
  const change = (next: (view: View) => View) => edit((pivot) => ({ ...pivot, view: next(pivot.view) }));
  const { query, time } = view;
  const lines = [
    ...(query && query.enabled !== false
      ? [{ key: 'query', words: query.text, remove: ({ query: _query, ...rest }: View): View => rest }]
      : []),
    ...(time && time.enabled !== false
      ? [{ key: 'time', words: describeTime(time, { timeZone }), remove: (now: View) => setTime(now, undefined) }]
      : []),
    ...view.where
      .filter(({ enabled }) => enabled)
      .map((filter) => ({
        key: filter.id,
        words: describeFilter(filter, { timeZone }),
        remove: (now: View) => removeFilter(now, filter.id),
      })),
  ];
  return (
    <section className={styles.zone} aria-label="Filters">
      <h2 className={styles.title}>Filters</h2>
      {lines.length === 0 && <p className={styles.empty}>All rows of {title}.</p>}
      <ul className={styles.chips}>
        {lines.map(({ key, words, remove }) => (
          <li key={key} className={styles.item}>
            <span className={styles.filter} title={words}>
              <bdi>{words}</bdi>
            </span>
            <CloseButton size={18} iconSize={12} aria-label={`Remove ${words}`} onClick={() => change(remove)} />
          </li>
        ))}
      </ul>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        justify="flex-start"
        onClick={() => useWorkspace.getState().openGrid(view, title)}
      >
        Show these rows as a grid…
      </Button>
    </section>
  );
}
