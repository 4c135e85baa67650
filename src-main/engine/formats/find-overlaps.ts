// Whether a definition takes records that are of other log types: the samples of all that Pugmark comes with are shown to it.
import type { Format, FormatSample } from '../../../shared/formats/format.ts';
import type { Definition } from '../../../shared/formats/own/definition.ts';
import { builtInFormats } from '../../../shared/formats/registry.ts';
import { createLineLayouts } from '../ingest/read/lines/line-layouts.ts';
import { createRecogniser } from '../ingest/read/recognise.ts';
import { addLayout } from './add-layout.ts';
import { makeFormat } from './make-format.ts';

/** The first record of each other log type that it takes. */
export function findOverlaps(
  definition: Definition,
  among: readonly Format[] = builtInFormats,
): { format: Format; record: string }[] {
  const tried = onlyOwn(definition);
  const takes = createTaker(tried);
  return among.flatMap((format) => {
    // Lines of its own type that an order of fields takes are cut by the type's own readings, which come first.
    if (definition.kind === 'layout' && format.name === definition.layoutOf) return [];
    const sample = format.samples.find((one) => !('reject' in one.expect) && takes(one));
    return sample ? [{ format, record: sample.record }] : [];
  });
}

function onlyOwn(definition: Definition): Format {
  if (definition.kind === 'format') return makeFormat(definition);
  const base = builtInFormats.find(({ name }) => name === definition.layoutOf)!;
  const { lines, ...rest } = addLayout(base, definition);
  return { ...withoutOtherWays(rest), lines: lines!.slice(-1) };
}

const withoutOtherWays = ({ json: _json, table: _table, ...rest }: Format): Format => rest;

function createTaker(format: Format): (sample: FormatSample) => boolean {
  const recogniser = createRecogniser([format]);
  const layouts = createLineLayouts([format]);
  return ({ header, record }) => {
    if (format.table?.recognise(columnsOf(header ?? record))) return true;
    if (format.lines) return layouts.ofLine(record) !== null || layouts.ofHeader(header ?? record, null) !== null;
    const value = header === undefined ? parse(record) : null;
    return value !== null && recogniser.recognise(value, 0) !== undefined;
  };
}

const columnsOf = (line: string) => line.split(/[,;\t|]/).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));

function parse(text: string): Record<string, unknown> | null {
  if (!text.startsWith('{')) return null;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null; // Many samples are not JSON, and some only begin as it.
  }
}
