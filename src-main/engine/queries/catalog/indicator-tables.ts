// The tables of indicators: what imported lists hold, and the records that hold any of it.
import type { TableDescription } from './account-tables.ts';

export const indicatorTables: Record<string, TableDescription> = {
  indicators: {
    title: 'Indicators',
    timeColumn: null,
    defaultColumns: ['list_id', 'indicator', 'kind', 'value', 'note', 'place'],
    docs: {
      list_id: 'Number of the list.',
      indicator: 'Number of the indicator in its list, from 1.',
      kind: 'ip, domain, arn, key, agent or hash.',
      value: 'The indicator, in the spelling that it is compared in.',
      note: 'What the list says of it, and how it was read.',
      place: 'Where it stands in the list.',
      first_address: 'First address of a network, as a number of 128 bits; IPv4 as ::ffff:0:0/96.',
      last_address: 'Last address of it.',
      prefix_length: 'How many of the 128 bits are the network’s; empty: a range that is no network.',
    },
  },
  indicator_hits: {
    title: 'Hits of indicators',
    timeColumn: 'event_time',
    defaultColumns: ['event_time', 'table_name', 'found', 'list_id', 'indicator', 'evidence_id', 'record_no'],
    docs: {
      list_id: 'Number of the list; see the table indicators.',
      indicator: 'Number of the indicator in its list.',
      table_name: 'Table of the record.',
      evidence_id: 'File of the record; see the table evidence.',
      record_no: 'Place of the record in its file, from 1.',
      event_time: 'When, as the record says.',
      found: 'The text in the record that is the indicator, or is in its network or under its domain.',
    },
  },
};
