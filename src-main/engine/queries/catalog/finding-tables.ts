// The tables that a run of rules leaves in the case, described for grids and completion.
import type { TableDescription } from './account-tables.ts';

const number = 'Number of the finding.';
const rule = 'Number of the rule in the last run, see rules.';
const record = {
  evidence_id: 'File of the record.',
  record_no: 'Place of the record in its file, from 1.',
};

export const findingTables: Record<string, TableDescription> = {
  rules: {
    title: 'Rules that were run',
    timeColumn: null,
    defaultColumns: [
      'rule',
      'name',
      'level',
      'kind',
      'table_name',
      'tactics',
      'techniques',
      'is_shown',
      'seen',
      'rule_key',
    ],
    docs: {
      rule: rule.replace(', see rules', ''),
      rule_key:
        'Id of the rule in its file; where it has none its name, or file and title. Of lists of indicators also the log.',
      name: 'Title of the rule.',
      kind: 'detection, correlation or indicators.',
      level: 'As it counts in this case.',
      table_name: 'Log that it looks at.',
      tactics: 'ATT&CK tactics that it names.',
      techniques: 'ATT&CK techniques that it names.',
      is_shown: 'Whether it makes findings; others are counted by correlations alone.',
      stamp: 'Hash of what the rule asks.',
      seen: 'Rows of the log that it has looked at.',
    },
  },
  rule_hits: {
    title: 'Hits of rules',
    timeColumn: 'event_time',
    defaultColumns: [
      'event_time',
      'rule',
      'action',
      'caller',
      'source_ip',
      'account',
      'region',
      'outcome',
      'evidence_id',
      'record_no',
    ],
    docs: {
      rule,
      table_name: 'Log of the record.',
      row_id: 'Its rowid there.',
      ...record,
      event_time: 'Time of the record.',
      actor_key: 'Key or principal by which the beginning of the chain of sessions is found.',
      caller: 'Who the record says made the request; empty for rules that make no findings.',
      source_ip: 'Where from.',
      action: 'What was asked for.',
      account: 'Account of the record.',
      region: 'Region of the record.',
      outcome: 'What came of it.',
    },
  },
  findings: {
    title: 'Findings',
    timeColumn: 'first',
    defaultColumns: ['finding', 'rule', 'actor', 'day', 'hits', 'failed', 'first', 'last', 'source_ips', 'actions'],
    docs: {
      finding: `${number} It stays with its rule, actor and day.`,
      rule,
      actor: 'At the beginning of the chain of sessions, as the column actor of cloudtrail.',
      day: 'Day of the records, UTC.',
      hits: 'Records that count.',
      excepted: 'Records that an exception takes out.',
      first: 'Time of the first record.',
      last: 'Time of the last record.',
      failed: 'Records whose request was refused or failed.',
      source_ips: 'Addresses, the most frequent ones.',
      source_ip_count: 'How many different addresses there are.',
      actions: 'What was asked for, the most frequent ones.',
      action_count: 'How many different ones there are.',
      accounts: 'Accounts, the most frequent ones.',
      regions: 'Regions, the most frequent ones.',
    },
  },
  finding_hits: {
    title: 'Records of findings',
    timeColumn: null,
    defaultColumns: ['finding', 'evidence_id', 'record_no'],
    docs: { finding: number, ...record },
  },
  finding_marks: {
    title: 'Findings judged',
    timeColumn: 'changed',
    defaultColumns: ['finding', 'state', 'reason', 'tags', 'note', 'changed', 'changed_by'],
    docs: {
      finding: number,
      state: 'confirmed or dismissed; empty: neither.',
      reason: 'Why it was dismissed.',
      tags: 'Tags that it was given.',
      note: 'What an investigator wrote about it.',
      changed: 'When that was changed last.',
      changed_by: 'By whom.',
    },
  },
};
