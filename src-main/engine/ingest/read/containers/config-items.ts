// Files of AWS Config (history and snapshots), and the answers of its API.
// https://docs.aws.amazon.com/config/latest/developerguide/view-configuration-item.html
import type { Container } from './container.ts';

const configItems: Container = {
  name: 'config-items',
  title: 'AWS Config history or snapshot file',
  list: ['configurationItems'],
  sample: '{"fileVersion":"1.0","configSnapshotId":"s","configurationItems":[EVENT,EVENT]}',
};
export default configItems;
