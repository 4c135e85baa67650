// Notifications of AWS Config that a resource has changed: the item stands beside what differs from the last one.
// https://docs.aws.amazon.com/config/latest/developerguide/example-sns-notification.html
import { asObject, type Container } from './container.ts';

const configNotification: Container = {
  name: 'config-notification',
  title: 'AWS Config notifications',
  open(entry) {
    const notification = asObject(entry);
    if (!notification || !('messageType' in notification)) return null;
    return asObject(notification.configurationItem) ? [['configurationItem']] : null;
  },
  sample:
    '{"configurationItemDiff":{"changeType":"UPDATE"},"configurationItem":EVENT,"messageType":"ConfigurationItemChangeNotification"}\n{"configurationItem":EVENT,"messageType":"ConfigurationItemChangeNotification"}',
};
export default configNotification;
