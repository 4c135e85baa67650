// The documentation page of a log type, written from its definition so that the two cannot differ.
import type { Format, FormatColumn, TimelineMapping } from '../formats/format.ts';

/** OCSF (1.6) and ECS (9.x) names of the `timeline` columns. */
const timelineNames: Record<keyof TimelineMapping, [ocsf: string, ecs: string]> = {
  time: ['time', '@timestamp'],
  actor: ['actor.user.uid_alt', 'user.id'],
  action: ['api.operation', 'event.action'],
  target: ['resources.uid', 'cloud.target.resource (custom)'],
  source_ip: ['src_endpoint.ip', 'source.ip'],
  user_agent: ['http_request.user_agent', 'user_agent.original'],
  outcome: ['status', 'event.outcome'],
  account: ['cloud.account.uid', 'cloud.account.id'],
  region: ['cloud.region', 'cloud.region'],
  session: ['actor.session.uid', 'session.id (custom)'],
};

export function writeFormatPage(format: Format): string {
  return [
    `# ${format.title} (\`${format.name}\`)`,
    '',
    '<!-- Written from the format’s definition; run `npm run docs` after changing it. -->',
    '',
    `Vendor: ${format.vendor}. Source of the columns: ${format.source}.`,
    '',
    format.kind === 'json'
      ? 'Records are JSON objects; a record is recognised by its own keys, whatever file or wrapper it comes in.'
      : `Records are lines of fields separated by ${format.separator === ' ' ? 'a space' : `\`${format.separator}\``}; \`${format.nullText}\` means no value. A header line sets the fields; without one the default order is assumed. Fields that have no column here are kept in \`extra\`.`,
    '',
    '## Columns',
    '',
    '| column | type | meaning |',
    '|---|---|---|',
    ...format.columns.flatMap((column) => rows(column, '')),
    ...(format.kind === 'line' ? ['| `extra` | JSON | Fields of the header that have no column of their own. |'] : []),
    '| `evidence_id`, `record_no` | UINTEGER | Which file, and the place of the record in it, from 1. |',
    '| `record_hash` | UUID | First half of the record’s SHA-256; equal for exact duplicates. |',
    '| `envelope` | VARCHAR | The wrapper that carried the record, exactly as found; null where there was none. |',
    '| `raw` | VARCHAR | The record exactly as found. |',
    '',
    ...(format.timeline ? timelineSection(format.timeline) : []),
  ].join('\n');
}

function rows(column: FormatColumn, prefix: string): string[] {
  const name = prefix + column.name;
  const list = column.list ? '[]' : '';
  if ('fields' in column)
    return [
      `| \`${name}\` | STRUCT${list} | ${cell(column.doc)} |`,
      ...column.fields.flatMap((field) => rows(field, `${name}${column.list ? '[n]' : ''}.`)),
    ];
  return [`| \`${name}\` | ${column.type}${list} | ${cell(column.doc)} |`];
}

const cell = (text: string) => text.replaceAll('|', '\\|');

function timelineSection(mapping: TimelineMapping): string[] {
  return [
    '## In the `timeline` view',
    '',
    '| timeline column | from | OCSF | ECS |',
    '|---|---|---|---|',
    ...Object.entries(timelineNames).map(([name, [ocsf, ecs]]) => {
      const from = mapping[name as keyof TimelineMapping];
      return `| \`${name}\` | ${from === undefined ? '–' : `\`${cell(from)}\``} | \`${ocsf}\` | \`${ecs}\` |`;
    }),
    '',
  ];
}
