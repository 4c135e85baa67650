// Search results and dumps of Elasticsearch and OpenSearch: the event is the document, or a field of it.
// https://www.elastic.co/guide/en/elasticsearch/reference/current/search-search.html
import { asObject, type Container } from './container.ts';

const elasticsearch: Container = {
  name: 'elasticsearch',
  title: 'Elasticsearch or OpenSearch documents',
  list: ['hits', 'hits'],
  open: (entry) => (asObject(asObject(entry)?._source) ? [['_source']] : null),
  sample:
    '{"took":1,"hits":{"total":{"value":2},"hits":[{"_index":"i","_id":"1","_source":EVENT},{"_id":"2","_source":{"@timestamp":"2025-01-01","event":{"original":"TEXT"}}}]}}',
};
export default elasticsearch;
