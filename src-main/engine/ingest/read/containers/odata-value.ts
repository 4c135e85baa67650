// Pages of Microsoft’s REST interfaces: Graph, Azure Resource Manager.
// https://learn.microsoft.com/graph/paging
import type { Container } from './container.ts';

const odataValue: Container = {
  name: 'odata-value',
  title: 'page of a Microsoft REST interface',
  list: ['value'],
  sample:
    '{"@odata.context":"https://graph.example.com/$metadata#auditLogs","value":[EVENT,EVENT],"@odata.nextLink":"n"}',
};
export default odataValue;
