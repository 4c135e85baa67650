// From a definition to the log type that the rest of the engine knows.
import type {
  Cut,
  Format,
  FormatColumn,
  FormatSample,
  JsonReading,
  LineReading,
  TableReading,
  TimelineMapping,
} from '../../../shared/formats/format.ts';
import type { OwnColumn, OwnFormat, OwnLines, OwnSample } from '../../../shared/formats/own/definition.ts';
import { nameIdentifier } from '../duckdb/quote.ts';
import { fromText, joinTexts } from '../ingest/store/shape/column-sql.ts';
import { createTextCutter } from './cut-texts.ts';
import { testOf } from './field-tests.ts';
import { compilePattern } from './linear-pattern.ts';

/** @throws INVALID when a pattern of it is none */
export function makeFormat(own: OwnFormat): Format {
  const columns = own.columns.map(makeColumn);
  return {
    name: own.name,
    title: own.title,
    vendor: own.vendor ?? 'Own',
    source: own.source ?? 'A definition of your own.',
    columns,
    timeColumn: own.time,
    defaultColumns: own.defaultColumns ?? columns.slice(0, 12).map(({ name }) => name),
    timeline: makeTimeline(own),
    ...(own.zoneless ? { zoneless: true } : {}),
    ...(own.json ? { json: makeJson(own.json) } : {}),
    ...(own.lines ? { lines: [makeLines(own.lines, columns)] } : {}),
    ...(own.table ? { table: makeTable(own.table) } : {}),
    samples: own.samples.map(makeSample),
  };
}

function makeColumn(own: OwnColumn): FormatColumn {
  const column = makePlainColumn(own);
  return own.joined ? { ...column, derive: fromText(column, joinTexts(own.joined)) } : column;
}

function makePlainColumn({ name, type, doc, key, from, epoch, written, entity }: OwnColumn): FormatColumn {
  return {
    name,
    doc: doc ?? '',
    ...(type === 'TIMESTAMP' ? { type, ...(epoch ? { epoch } : {}), ...(written ? { written } : {}) } : { type }),
    ...(key === undefined ? {} : { key }),
    ...(from === undefined ? {} : { from }),
    ...(entity === undefined ? {} : { entity }),
  };
}

function makeTimeline({ time, timeline }: OwnFormat): TimelineMapping {
  const parts = Object.entries(timeline ?? {}).flatMap(([part, column]) =>
    column === undefined ? [] : [[part, nameIdentifier(column)]],
  );
  return { time: nameIdentifier(time), ...Object.fromEntries(parts) };
}

export function makeSample({ header, record, expect, reject }: OwnSample): FormatSample {
  return {
    ...(header === undefined ? {} : { header }),
    record: typeof record === 'string' ? record : JSON.stringify(record),
    expect:
      reject === undefined
        ? Object.fromEntries(
            Object.entries(expect ?? {}).map(([name, value]) => [name, value === null ? null : String(value)]),
          )
        : { reject },
  };
}

function makeJson({ has, is = {} }: NonNullable<OwnFormat['json']>): JsonReading {
  const wanted = Object.entries(is);
  const byValue = wanted.length > 0 || has.some((place) => place.startsWith('/'));
  return {
    recognise: (record) =>
      has.every((place) => find(record, place) !== undefined) &&
      wanted.every(([place, value]) => String(find(record, place)) === value),
    ...(byValue ? { byValue } : {}),
  };
}

/** @param place a key, or a JSON Pointer */
function find(record: Record<string, unknown>, place: string): unknown {
  if (!place.startsWith('/')) return Object.hasOwn(record, place) ? record[place] : undefined;
  const steps = place
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, step)
        ? (at as Record<string, unknown>)[step]
        : undefined,
    record,
  );
}

function makeLines(lines: OwnLines, columns: FormatColumn[]): LineReading {
  const nullTexts = lines.nullTexts ?? ['-'];
  if (lines.pattern !== undefined) {
    const pattern = compilePattern(lines.pattern);
    return {
      cut: { kind: 'pattern', pattern },
      nullTexts,
      recogniseLine: (line) => (pattern.exec(line) ? pattern.names : null),
    };
  }
  const cut = cutOf(lines);
  const begins = lines.begins === undefined ? null : compilePattern(lines.begins);
  const cutLine = createTextCutter(cut);
  if (lines.header) {
    const stored = columns.filter(({ derive }) => derive === undefined);
    const needed = lines.fields ?? stored.map(({ key, name }) => key ?? name);
    return {
      cut,
      nullTexts,
      recogniseHeader(line) {
        if (begins && !begins.begins(line)) return null;
        const fields = cutLine(line);
        return fields && needed.every((field) => fields.includes(field)) ? { fields } : null;
      },
      recogniseLine: () => null,
    };
  }
  const fields = lines.fields!;
  const tests = fields.map((field) => {
    const column = columns.find(({ key, name, derive }) => derive === undefined && (key ?? name) === field);
    return column ? testOf(column) : null;
  });
  return {
    cut,
    nullTexts,
    recogniseLine(line) {
      if (begins && !begins.begins(line)) return null;
      const texts = cutLine(line);
      if (texts?.length !== fields.length) return null;
      const fits = texts.every((text, i) => text === '' || nullTexts.includes(text) || (tests[i]?.(text) ?? true));
      return fits ? fields : null;
    },
  };
}

function cutOf({
  separator,
  quote,
  brackets,
  escape: escaping,
}: OwnLines): Exclude<Cut, { kind: 'pairs' | 'pattern' }> {
  if (quote === undefined) return { kind: 'separated', separator: separator! };
  return {
    kind: 'quoted',
    separator: separator!,
    quote,
    ...(brackets === undefined ? {} : { brackets }),
    ...(escaping === undefined ? {} : { escape: escaping }),
  };
}

function makeTable({ columns }: NonNullable<OwnFormat['table']>): TableReading {
  const needed = columns.map((name) => name.toLowerCase());
  return {
    recognise(names) {
      const there = new Set(names.map((name) => name.toLowerCase()));
      return needed.every((name) => there.has(name));
    },
  };
}
