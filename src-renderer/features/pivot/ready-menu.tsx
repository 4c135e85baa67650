// The ready pivots that this source has the columns for.
import { Button, Menu } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { listUnanswered } from '../../../shared/coverage/questions.ts';
import { makeReady, offerPivots } from '../../../shared/query/ready-pivots.ts';
import { useTimeZone } from '../../ui/case.ts';
import { useKinds } from '../../ui/coverage/use-kinds.ts';
import { keysOf } from '../../ui/window/commands.ts';
import styles from './pane.module.css';
import { usePivot } from './pivot-context.ts';

export function ReadyMenu() {
  const columns = usePivot((state) => state.source.columns);
  const edit = usePivot((state) => state.edit);
  const zone = useTimeZone();
  const offered = offerPivots(columns);
  if (offered.length === 0) return null;
  return (
    <Menu position="bottom-start" width={420}>
      <Menu.Target>
        <Button variant="subtle" color="gray" px={8} leftSection={<IconBulb size={14} />}>
          Ready pivots
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label="Ready pivots" className={styles.menu ?? ''}>
        {offered.map((ready) => (
          <Menu.Item key={ready.id} onClick={() => edit((now) => makeReady(ready, now.view, zone))}>
            <div>{ready.title}</div>
            <div className={styles.why}>{ready.why}</div>
          </Menu.Item>
        ))}
        <Unanswered />
      </Menu.Dropdown>
    </Menu>
  );
}

/** What no pivot over these logs can show. */
function Unanswered() {
  const kinds = useKinds();
  const isCloudTrail = usePivot((state) => state.source.columns.some(({ name }) => name === 'eventsource'));
  if (kinds === null || !isCloudTrail) return null;
  const topics = ['objects', 'management', 'functions', 'tables'] as const;
  const [first, ...others] = topics.flatMap((topic) => listUnanswered(kinds, { topics: [topic] }));
  if (first === undefined) return null;
  const more = new Set(others.map(({ id }) => id)).size;
  return (
    <Menu.Label className={styles.unanswered ?? ''}>
      {first.sentence}
      {first.id !== 'nothing' && more > 0 && ` And ${more} more: see Coverage (${keysOf('show-coverage')}).`}
    </Menu.Label>
  );
}
