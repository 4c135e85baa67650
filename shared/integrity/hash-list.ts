// Lists of SHA-256 hashes as other tools write and read them: `sha256sum` (also with --tag) and CSV.

export type HashLine = { name: string; sha256: string };
export type HashList = { lines: HashLine[] /** Lines that are not understood. */; problems: string[] };

/** The list is no list of SHA-256 hashes; the message says what it is. */
export class NotAHashList extends Error {}

const kinds: Record<number, string> = {
  8: 'CRC-32',
  32: 'MD5',
  40: 'SHA-1',
  56: 'SHA-224',
  96: 'SHA-384',
  128: 'SHA-512',
};
const isSha256 = (text: string) => /^[0-9a-f]{64}$/i.test(text);

function refuseKind(hash: string): void {
  const kind = /^[0-9a-f]+$/i.test(hash) ? kinds[hash.length] : undefined;
  if (kind !== undefined)
    throw new NotAHashList(`The list holds ${kind} hashes. Pugmark compares SHA-256: ask for a list of those.`);
}

/** Reads a list of either form. Names stay as they are, but for their escapes. */
export function parseHashList(bytes: Uint8Array): HashList {
  const text = decode(bytes);
  const lines = text.split(/\r\n|\n|\r/);
  const first = lines.find((line) => line.trim() !== '' && !line.startsWith('#'));
  if (first === undefined) throw new NotAHashList('The list is empty.');
  const list = isSum(first) ? readSums(lines) : readTable(text);
  if (list.lines.length === 0) throw new NotAHashList('No line of the list has a SHA-256 hash and a name.');
  return list;
}

/** PowerShell writes UTF-16. */
function decode(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

const sumLine = /^(\\?)([0-9a-f]{8,128}) [ *](.+)$/i;
const tagLine = /^(\\?)([A-Za-z0-9-]+) \((.+)\) = ([0-9a-f]+)$/i;
const isSum = (line: string) => sumLine.test(line) || tagLine.test(line);

function readSums(lines: readonly string[]): HashList {
  const list: HashList = { lines: [], problems: [] };
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const sum = sumLine.exec(line);
    const tag = sum ? null : tagLine.exec(line);
    const hash = sum?.[2] ?? tag?.[4] ?? '';
    refuseKind(hash);
    if (!isSha256(hash)) {
      list.problems.push(`Line ${i + 1} is not understood: ${line.slice(0, 80)}`);
      continue;
    }
    const escaped = (sum ?? tag)![1] !== '';
    const name = sum?.[3] ?? tag?.[3] ?? '';
    list.lines.push({ name: escaped ? unescapeName(name) : name, sha256: hash.toLowerCase() });
  }
  return list;
}

const unescapeName = (name: string) =>
  name.replaceAll(/\\([\\nr])/g, (_, char: string) => (char === 'n' ? '\n' : char === 'r' ? '\r' : '\\'));

/** As GNU's sha256sum writes it. */
export function formatSum({ name, sha256 }: HashLine): string {
  if (!/[\\\n\r]/.test(name)) return `${sha256}  ${name}\n`;
  const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `\\${sha256}  ${escaped}\n`;
}

const nameHeads = ['path', 'file', 'filename', 'name', 'fullname', 'file_name', 'filepath', 'file_path', 'key'];
const hashHeads = ['sha256', 'sha_256', 'sha256sum', 'sha256_hash', 'hash', 'digest', 'checksum'];
const clean = (head: string) =>
  head
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');

function readTable(text: string): HashList {
  const delimiter = [',', ';', '\t'].find((char) => text.split(/\r\n|\n|\r/, 1)[0]!.includes(char));
  if (delimiter === undefined)
    throw new NotAHashList('The list is neither of the form of sha256sum nor a CSV with a header.');
  const [heads = [], ...rows] = parseCsv(text, delimiter);
  const names = heads.map(clean);
  const nameAt = nameHeads.map((head) => names.indexOf(head)).find((at) => at >= 0);
  const hashAt = hashHeads.map((head) => names.indexOf(head)).find((at) => at >= 0);
  if (nameAt === undefined || hashAt === undefined) {
    const weak = names.find((name) => ['md5', 'sha1', 'sha_1'].includes(name));
    if (weak !== undefined && nameAt !== undefined) refuseKind('0'.repeat(weak === 'md5' ? 32 : 40));
    throw new NotAHashList(
      `The CSV needs a column of names (${nameHeads[0]}) and one of hashes (${hashHeads[0]}); it has: ${heads.join(', ')}.`,
    );
  }
  const memberAt = names.indexOf('member');
  const list: HashList = { lines: [], problems: [] };
  for (const [i, row] of rows.entries()) {
    if (row.length === 1 && row[0] === '') continue;
    const hash = (row[hashAt] ?? '').trim();
    refuseKind(hash);
    const member = memberAt < 0 ? '' : (row[memberAt] ?? '');
    const name = `${row[nameAt] ?? ''}${member === '' ? '' : ` › ${member}`}`;
    if (!isSha256(hash) || name === '') list.problems.push(`Record ${i + 1} has no SHA-256 hash or no name.`);
    else list.lines.push({ name, sha256: hash.toLowerCase() });
  }
  return list;
}

/** RFC 4180, with any line end. */
function parseCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    rows.push([...row, cell]);
    row = [];
    cell = '';
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === delimiter) {
      row.push(cell);
      cell = '';
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[i + 1] === '\n') i++;
      endRow();
    } else cell += char;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

export const csvHead = 'path,member,sha256,content_sha256,size,format,rows\n';
const quote = (value: string | number | null) => {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A line of Pugmark's own CSV, of which the first columns are read back by any of its kind. */
export const formatCsvRow = (row: {
  path: string;
  member: string | null;
  sha256: string;
  contentSha256: string | null;
  size: number;
  format: string | null;
  rows: number;
}): string =>
  `${[row.path, row.member, row.sha256, row.contentSha256, row.size, row.format, row.rows].map(quote).join(',')}\n`;
