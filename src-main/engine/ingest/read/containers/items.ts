// Lists that call their entries `items`: an EventList of the Kubernetes audit webhook, a page of Google Workspace activities.
// https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/#audit-k8s-io-v1-EventList
// https://developers.google.com/workspace/admin/reports/reference/rest/v1/activities/list
import type { Container } from './container.ts';

const items: Container = {
  name: 'items',
  title: 'list of Kubernetes audit events or of Google Workspace activities',
  list: ['items'],
  sample: '{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":[EVENT,EVENT]}',
};
export default items;
