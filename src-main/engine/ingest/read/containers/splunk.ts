// Splunk's JSON exports: the original event is the field _raw.
// https://docs.splunk.com/Documentation/Splunk/latest/Search/ExportdatausingRESTAPI
import { asObject, type Container, valueAt } from './container.ts';

const splunk: Container = {
  name: 'splunk',
  title: 'Splunk export',
  open(entry) {
    const row = asObject(entry);
    if (!row) return null;
    if (typeof row._raw === 'string') return [['_raw']];
    return typeof valueAt(row, ['result', '_raw']) === 'string' ? [['result', '_raw']] : null;
  },
  sample:
    '{"preview":false,"offset":0,"result":{"_time":"2025-01-01","_raw":"TEXT","host":"h"}}\n{"preview":false,"offset":1,"lastrow":true,"result":{"_raw":"TEXT"}}\n',
};
export default splunk;
