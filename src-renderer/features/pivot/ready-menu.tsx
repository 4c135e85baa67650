// The ready pivots that this source has the columns for.
import { Button, Menu } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { makeReady, offerPivots } from '../../../shared/query/ready-pivots.ts';
import { useTimeZone } from '../../ui/case.ts';
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
      </Menu.Dropdown>
    </Menu>
  );
}
