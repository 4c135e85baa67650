// Which line format, with which fields, a line of text is of.
import type { Format, Header, LineReading } from '../../../../../shared/formats/format.ts';
import type { Layout } from '../../layout.ts';
import { type Cutter, createCutter } from './cut-line.ts';
import { groupNames } from './cut-pattern.ts';

export type LineLayout = {
  format: Format;
  reading: LineReading;
  /** As a slab calls it, see ingest/layout.ts; `fields` is the number that the line was cut into. */
  text(fields: number): string;
  /** Fields of a line; null: any number. */
  fields: number | null;
  cutter: Cutter;
  /** Whether a line cut into so many fields can be a record of this layout. */
  fits(fields: number): boolean;
};

export type FoundHeader = { reading: LineReading; header: Header; layout: LineLayout | null };

export type LineLayouts = {
  /** What a header line announces. @param before what earlier header lines of the same file said */
  ofHeader(line: string, before: FoundHeader | null): FoundHeader | null;
  /** The layout of a line that stands without a header. */
  ofLine(line: string): LineLayout | null;
  /** The same among the log types that are taken only where nothing else fits. */
  ofLastResort(line: string): LineLayout | null;
};

type Candidate = { format: Format; reading: LineReading; index: number };

export function createLineLayouts(formats: Format[]): LineLayouts {
  const candidates = formats.flatMap((format): Candidate[] =>
    (format.lines ?? []).map((reading, index) => ({ format, reading, index })),
  );
  const precise = candidates.filter(({ reading }) => !reading.lastResort);
  const general = candidates.filter(({ reading }) => reading.lastResort);
  const known = new Map<string, LineLayout>();

  function layoutFor(candidate: Candidate, header: Header, announced: boolean): LineLayout {
    const key = `${candidate.format.name} ${candidate.index} ${announced} ${JSON.stringify(header)}`;
    let layout = known.get(key);
    if (!layout) {
      layout = makeLayout(candidate, header, announced);
      // Headers of a hostile file could all be different.
      if (known.size < 1000) known.set(key, layout);
    }
    return layout;
  }

  const findLine = (among: Candidate[]) => (line: string) => {
    for (const candidate of among) {
      const fields = candidate.reading.recogniseLine(line);
      if (fields) return layoutFor(candidate, { fields }, false);
    }
    return null;
  };

  return {
    ofHeader(line, before) {
      for (const candidate of candidates) {
        const { reading } = candidate;
        const header = reading.recogniseHeader?.(line, before?.reading === reading ? before.header : null);
        if (!header) continue;
        return { reading, header, layout: header.fields.length > 0 ? layoutFor(candidate, header, true) : null };
      }
      return null;
    },
    ofLine: findLine(precise),
    ofLastResort: findLine(general),
  };
}

function makeLayout({ format, reading, index }: Candidate, header: Header, announced: boolean): LineLayout {
  const { cut } = reading;
  const columnOf = (field: string) => columnFor(format, reading, field);
  const cutter = createCutter(cut, columnOf);
  const base = { format, reading, cutter };
  if (cut.kind === 'pairs') {
    const text = JSON.stringify({ kind: 'columns' } satisfies Layout);
    return { ...base, text: () => text, fields: null, fits: (count) => count > 0 };
  }
  const fields = cut.kind === 'pattern' ? groupNames(cut.pattern) : header.fields;
  const write = (count: number): string => {
    const layout: Layout = { kind: 'fields', reading: index, fields: namesFor(fields, count) };
    if (header.constants) layout.constants = header.constants;
    if (cut.kind === 'separated') layout.separator = cut.separator;
    return JSON.stringify(layout);
  };
  const usual = write(fields.length);
  const others = new Map<number, string>();
  const fewest = announced ? fields.length : (reading.fewestFields ?? fields.length);
  const most = announced || reading.fewestFields === undefined ? fields.length : Number.POSITIVE_INFINITY;
  return {
    ...base,
    fields: fields.length,
    fits: (count) => count >= fewest && count <= most,
    text(count) {
      if (count === fields.length) return usual;
      let text = others.get(count);
      if (text === undefined) {
        text = write(count);
        if (others.size < 1000) others.set(count, text);
      }
      return text;
    },
  };
}

/** The fields of a line that has so many of them: the first ones, and made-up names for more. */
function namesFor(fields: string[], count: number): string[] {
  return Array.from({ length: count }, (_, i) => fields[i] ?? `field_${i + 1}`);
}

/** The column that a field of lines goes to; null: none, it is kept in `extra`. */
export function columnFor(format: Format, reading: LineReading, field: string): string | null {
  if (reading.columnFor) return reading.columnFor(field);
  return format.columns.find(({ derive, key, name }) => derive === undefined && (key ?? name) === field)?.name ?? null;
}
