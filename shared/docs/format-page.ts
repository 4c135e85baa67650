// The documentation page of a log type, written from its definition so that the two cannot differ.
import type { Cut, Format, FormatColumn, TimelineMapping } from '../formats/format.ts';

/** OCSF (1.6) and ECS (9.x) names of the `timeline` columns. */
const timelineNames: Record<Exclude<keyof TimelineMapping, 'yearless'>, [ocsf: string, ecs: string]> = {
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
    ...waysOf(format),
    '',
    '## Columns',
    '',
    '| column | type | meaning |',
    '|---|---|---|',
    ...format.columns.flatMap((column) => rows(column, '')),
    ...(format.lines || format.table ? ['| `extra` | JSON | Fields that have no column of their own, by name. |'] : []),
    '| `evidence_id`, `record_no` | UINTEGER | Which file, and the place of the record in it, from 1. |',
    '| `record_hash` | UUID | First half of the record’s SHA-256; equal for exact duplicates. |',
    '| `envelope` | VARCHAR | The wrapper that carried the record, exactly as found; null where there was none. |',
    '| `raw` | VARCHAR | The record exactly as found. |',
    '',
    ...(format.timeline ? timelineSection(format.timeline) : []),
  ].join('\n');
}

/** How its records come, a bullet each. */
function waysOf({ json, lines = [], table, zoneless }: Format): string[] {
  return [
    ...(json
      ? [
          json.lastResort
            ? '- JSON objects, where nothing else knows them nor finds a record inside.'
            : '- JSON objects, recognised by their own keys, whatever file or wrapper they come in.',
        ]
      : []),
    ...lines.map((reading) => {
      const { cut, nullTexts, lastResort } = reading;
      const none =
        nullTexts.length > 0 ? `; ${nullTexts.map((text) => `\`${text}\``).join(' and ')} mean no value` : '';
      const header = reading.recogniseHeader ? ' A header line sets the fields.' : '';
      return `- Lines ${wordsOf(cut)}${none}.${header}${lastResort ? ' Taken where nothing else knows the lines.' : ''}`;
    }),
    ...(table ? ['- Tables with named columns: CSV with a header, Parquet.'] : []),
    ...(zoneless
      ? ['', 'Times are written without a zone and taken as UTC until the clock of their source is set.']
      : []),
  ];
}

function wordsOf(cut: Cut): string {
  switch (cut.kind) {
    case 'pattern':
      return 'that match a pattern';
    case 'pairs':
      return 'of `key=value` pairs';
    default: {
      const by = cut.separator === ' ' ? 'a space' : cut.separator === '\t' ? 'a tab' : `\`${cut.separator}\``;
      return `of fields separated by ${by}${cut.kind === 'quoted' ? ', quoted where they hold it' : ''}`;
    }
  }
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
