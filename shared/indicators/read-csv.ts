// Tables of indicators: which columns hold them is said by the header, or else by what stands in them.
import { type CsvRow, csvRows } from './csv-rows.ts';
import { type Entry, type IndicatorKind, type ListProblem, shorten } from './indicator.ts';
import { isComment, type Line, linesOf } from './read-lines.ts';
import { isRefused, recognise } from './recognise.ts';

const separators = [',', ';', '\t', '|'];
/** Rows that are looked at to find out what the columns hold. */
const sampleRows = 200;

const named = (kind: IndicatorKind | 'any', names: string) => names.split(' ').map((name) => [name, kind] as const);
const heads: Record<string, IndicatorKind | 'any'> = Object.fromEntries([
  ...named('any', 'indicator ioc ioc_value value observable artifact indicator_value'),
  ...named(
    'ip',
    'ip ips ip_address ipaddress ipv4 ipv6 address addr src_ip dst_ip source_ip srcip dstip destination_ip',
  ),
  ...named('ip', 'remote_ip client_ip network cidr prefix subnet netblock ip_range range sourceipaddress'),
  ...named('domain', 'domain domains hostname host fqdn url uri domain_name'),
  ...named('hash', 'md5 sha1 sha_1 sha256 sha_256 sha512 sha_512 hash md5_hash sha1_hash sha256_hash file_hash'),
  ...named('arn', 'arn arns resource_arn principal_arn role_arn user_arn'),
  ...named('key', 'access_key access_key_id accesskeyid key_id aws_access_key_id principal_id'),
  ...named('agent', 'user_agent useragent ua agent http_user_agent'),
]);
const noteHeads = new Set([
  'note',
  'notes',
  'comment',
  'comments',
  'description',
  'malware',
  'threat',
  'tags',
  'source',
]);
/** A column that says of each row what its indicator is. */
const typeHeads = new Set(['type', 'indicator_type', 'ioc_type', 'kind', 'value_type']);
const typeWords: [words: RegExp, kind: IndicatorKind][] = [
  [/user[-_ ]?agent/, 'agent'],
  [/^(?:ip|ipv4|ipv6|cidr|network)\b|^ip[-_ v]|address$/, 'ip'],
  [/^(?:domain|host|hostname|fqdn|url|uri)/, 'domain'],
  [/^(?:md5|sha-?\d+|hash|filehash)|hash$/, 'hash'],
  [/arn$/, 'arn'],
  [/key/, 'key'],
];
const kindOfType = (word: string): IndicatorKind | null =>
  typeWords.find(([words]) => words.test(word.toLowerCase()))?.[1] ?? null;

const clean = (head: string): string =>
  head
    .replace(/^[\s#"']+|[\s"']+$/g, '')
    .toLowerCase()
    .replaceAll(/[\s.-]+/g, '_');

type Column = { at: number; name: string; kind: IndicatorKind | null };
export type Table = {
  separator: string;
  columns: Column[];
  noteAt: number | null;
  typeAt: number | null;
  /** Names of the columns that are not read. */
  left: string[];
  /** Line of the header; null: there is none. */
  header: number | null;
};

/** Null: the text is no table of indicators, and is read line by line. */
export function findTable(text: string): Table | null {
  const first = separators.map((separator) => byHeader(text, separator)).find((table) => table !== null);
  return first ?? separators.map((separator) => byContent(text, separator)).find((table) => table !== null) ?? null;
}

function sample(text: string, separator: string): CsvRow[] {
  const rows: CsvRow[] = [];
  for (const row of csvRows(text, separator)) {
    if ('cells' in row && !isComment(row.cells[0]!)) rows.push(row);
    if (rows.length >= sampleRows) break;
  }
  return rows;
}

/** The header is the first line, or a comment before the rows. */
function byHeader(text: string, separator: string): Table | null {
  for (const line of linesOf(text)) {
    const table = asHeader(line, separator);
    if (table) return table;
    if (!isComment(line.text)) break;
  }
  return null;
}

function asHeader(line: Line, separator: string): Table | null {
  const [row] = csvRows(isComment(line.text) ? line.text.replace(/^[\s#;/]+/, '') : line.text, separator);
  if (!row || !('cells' in row)) return null;
  const names = row.cells.map(clean);
  const columns = names.flatMap((name, at): Column[] => {
    const kind = Object.hasOwn(heads, name) ? heads[name]! : undefined;
    return kind === undefined ? [] : [{ at, name: row.cells[at]!, kind: kind === 'any' ? null : kind }];
  });
  if (columns.length === 0 || (row.cells.length < 2 && isComment(line.text))) return null;
  const noteAt = names.findIndex((name) => noteHeads.has(name));
  const typeAt = names.findIndex((name) => typeHeads.has(name));
  const left = row.cells.filter(
    (_, at) => at !== noteAt && at !== typeAt && !columns.some((column) => column.at === at),
  );
  const place = (at: number) => (at < 0 ? null : at);
  return { separator, columns, noteAt: place(noteAt), typeAt: place(typeAt), left, header: line.number };
}

/** Rows of the same length, with a column most of whose cells are indicators. */
function byContent(text: string, separator: string): Table | null {
  const rows = sample(text, separator);
  const width = rows[0]?.cells.length ?? 0;
  if (width < 2 || rows.length < 2 || rows.some(({ cells }) => cells.length !== width)) return null;
  const isGood = (at: number) => {
    const cells = rows.map(({ cells: row }) => row[at]!).filter((cell) => cell !== '');
    const found = cells.filter((cell) => {
      const answer = recognise(cell);
      return !isRefused(answer) && answer.kind !== 'agent';
    });
    return cells.length > 0 && found.length * 2 > cells.length;
  };
  const places = Array.from({ length: width }, (_, at) => at);
  const good = places.filter(isGood);
  if (good.length === 0) return null;
  const name = (at: number) => `column ${at + 1}`;
  return {
    separator,
    columns: good.map((at) => ({ at, name: name(at), kind: null })),
    noteAt: null,
    typeAt: null,
    left: places.filter((at) => !good.includes(at)).map(name),
    header: null,
  };
}

export function* readTable(
  text: string,
  { separator, columns, noteAt, typeAt, header }: Table,
): Generator<Entry | ListProblem> {
  for (const row of csvRows(text, separator)) {
    const place = `line ${row.line}`;
    if ('reason' in row) {
      yield { place, text: '', reason: row.reason };
      continue;
    }
    if (row.line === header || isComment(row.cells[0]!)) continue;
    const cells = columns.filter(({ at }) => (row.cells[at] ?? '') !== '');
    if (cells.length === 0)
      yield { place, text: shorten(row.cells.join(separator)), reason: 'The columns that are read are empty here.' };
    const note = noteAt === null ? '' : (row.cells[noteAt] ?? '');
    const type = typeAt === null ? null : kindOfType(row.cells[typeAt] ?? '');
    for (const { at, name, kind } of cells)
      yield {
        place: `${place}, ${name}`,
        text: row.cells[at]!,
        kind: kind ?? type,
        note: note === '' ? null : shorten(note, 500),
      };
  }
}
