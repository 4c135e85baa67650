// Log types as the investigator sees them: what each is, what its columns mean, and what became of definitions of their own.
import type {
  DictionaryColumn,
  FormatProblem,
  LogType,
  LogTypeDetail,
  LogTypeList,
  OwnFormatInfo,
} from '../../../shared/contract/formats.ts';
import type { Format, FormatColumn } from '../../../shared/formats/format.ts';
import type { Definition } from '../../../shared/formats/own/definition.ts';
import { builtInFormats } from '../../../shared/formats/registry.ts';
import { EngineError } from '../engine-error.ts';
import type { EngineState } from '../engine-state.ts';
import { countLogRows, type OwnFormatRow, readOwnFormats } from '../ingest/store/own-formats.ts';
import { sqlType } from '../ingest/store/shape/column-sql.ts';
import { mayReplace } from './case-formats.ts';
import { findOverlaps } from './find-overlaps.ts';
import { makeFormat } from './make-format.ts';
import { parseDefinition } from './parse-definition.ts';
import { type FormatFile, formatsFolder, readUserFormats } from './user-folder.ts';

type Known = { files: FormatFile[]; kept: OwnFormatRow[]; counts: Map<string, number> | null };

async function readKnown(state: EngineState): Promise<Known> {
  const files = await readUserFormats(state.options.userDir);
  if (!state.current) return { files, kept: [], counts: null };
  return await state.current.db.use(async (connection) => ({
    files,
    kept: await readOwnFormats(connection),
    counts: await countLogRows(connection),
  }));
}

export async function listTypes(state: EngineState): Promise<LogTypeList> {
  const known = await readKnown(state);
  const own = ownDefinitions(known).flatMap(({ definition }) =>
    definition.kind === 'format' ? [describe(makeFormat(definition), known, true)] : [],
  );
  const builtIn = builtInFormats.map((format) => describe(format, known, false));
  return {
    types: [...own, ...builtIn].toSorted((a, b) => a.title.localeCompare(b.title)),
    own: withOverlaps(
      [...known.kept.map((row) => keptInfo(row, known)), ...known.files.flatMap((file) => fileInfo(file, known))],
      known,
    ),
    folder: formatsFolder(state.options.userDir),
  };
}

export async function describeType(state: EngineState, name: string): Promise<LogTypeDetail> {
  const known = await readKnown(state);
  const own = ownDefinitions(known).find((one) => one.name === name);
  const format =
    own?.definition.kind === 'format' ? makeFormat(own.definition) : builtInFormats.find((one) => one.name === name);
  if (!format) throw new EngineError('NOT_FOUND', `There is no log type ${name}.`, { hint: 'See the list of them.' });
  return {
    ...describe(format, known, own !== undefined),
    dictionary: format.columns.flatMap((column) => dictionaryOf(column)),
    timeline: Object.fromEntries(
      Object.entries(format.timeline ?? {}).flatMap(([part, sql]) => (typeof sql === 'string' ? [[part, sql]] : [])),
    ),
  };
}

/** Those that are used, and those that the next load takes in; the case's come before the folder's. */
function ownDefinitions({ kept, files }: Known): { name: string; definition: Definition }[] {
  const used = kept.flatMap(({ name, definition: text }) => {
    const { definition } = parseDefinition(text);
    return definition ? [{ name, definition }] : [];
  });
  const ready = files.flatMap(({ check, checked }) =>
    checked?.sound && kept.every(({ name }) => name !== check.name)
      ? [{ name: check.name!, definition: checked.sound }]
      : [],
  );
  return [...used, ...ready];
}

/** Of two definitions that take the same records the first by name gets them, which is to be known. */
function withOverlaps(infos: OwnFormatInfo[], known: Known): OwnFormatInfo[] {
  const own = ownDefinitions(known);
  const formats = own.flatMap(({ definition }) => (definition.kind === 'format' ? [makeFormat(definition)] : []));
  return infos.map((info) => {
    const one = info.state === 'broken' ? undefined : own.find(({ name }) => name === info.name);
    if (!one) return info;
    const others = formats.filter(({ name }) => name !== one.name);
    const [overlap] = findOverlaps(one.definition, others);
    if (!overlap) return info;
    const note = `It also takes records of ${overlap.format.name}, which the first of both by name gets: ${overlap.record.slice(0, 120)}`;
    return { ...info, note: info.note === null ? note : `${info.note} ${note}` };
  });
}

function describe(format: Format, { counts }: Known, isOwn: boolean): LogType {
  const ways = (['json', 'lines', 'table'] as const).filter((way) => format[way] !== undefined);
  const { name, title, vendor, source } = format;
  return { name, title, vendor, source, ways, columns: format.columns.length, rows: counts?.get(name) ?? null, isOwn };
}

function keptInfo(row: OwnFormatRow, { files, counts }: Known): OwnFormatInfo {
  const { definition, problems } = parseDefinition(row.definition);
  const file = files.find(({ check }) => check.name === row.name);
  const base = {
    name: row.name,
    title: definition?.kind === 'format' ? definition.title : null,
    layoutOf: definition?.kind === 'layout' ? definition.layoutOf : null,
    path: file?.path ?? null,
    text: file?.checked?.text ?? row.definition,
  };
  if (!definition) return { ...base, state: 'broken', problems, note: 'This Pugmark does not take it any more.' };
  return { ...base, state: 'used', problems: [], note: noteOn(row, file, counts?.has(row.name) === true) };
}

function noteOn(row: OwnFormatRow, file: FormatFile | undefined, hasRows: boolean): string | null {
  if (!file) return `This case alone has it; it was in ${row.path}.`;
  if (!file.checked?.sound) return 'The file has problems; this case goes by the version that it keeps.';
  if (file.checked.sha256 === row.sha256) return null;
  return mayReplace(row, file.checked.sound, hasRows)
    ? 'The file has changed since; the next load takes the new version in.'
    : 'The file has changed since. This case has rows of the version that it keeps, and goes by that: load into a new case to use the new one.';
}

/** None: the case keeps the same, and that says it. */
function fileInfo({ path, check, checked }: FormatFile, { kept }: Known): OwnFormatInfo[] {
  const isKept = kept.some(({ name }) => name === check.name);
  const { name, title, layoutOf } = check;
  if (checked?.sound)
    return isKept
      ? []
      : [{ name, title, layoutOf, path, state: 'ready', problems: [], note: null, text: checked.text }];
  const problems: FormatProblem[] = [...check.problems, ...check.samples.flatMap((sample) => sample.problems)];
  return [{ name, title, layoutOf, path, state: 'broken', problems, note: null, text: checked?.text ?? null }];
}

function dictionaryOf(column: FormatColumn, within = ''): DictionaryColumn[] {
  const name = `${within}${column.name}`;
  const one: DictionaryColumn = {
    name,
    type: 'fields' in column ? (column.list ? 'STRUCT[]' : 'STRUCT') : sqlType(column),
    doc: column.doc,
    key: column.from?.join(' ') ?? column.key ?? null,
    entity: column.entity ?? null,
  };
  return 'fields' in column ? [one, ...column.fields.flatMap((field) => dictionaryOf(field, `${name}.`))] : [one];
}
