// An order of fields of a known log type, as one more way to read its lines. Nothing in such a line says what its fields are, so
// it is told from others by their number, by what the columns hold, and by what the samples have in common.
import type { Format, FormatColumn, LineReading } from '../../../shared/formats/format.ts';
import type { DefinitionProblem, OwnLayout } from '../../../shared/formats/own/definition.ts';
import { nearestNames } from '../../../shared/query/query-text/nearest.ts';
import { columnFor } from '../ingest/read/lines/line-layouts.ts';
import { createTextCutter } from './cut-texts.ts';
import { type FieldTest, testOf, testOfValues } from './field-tests.ts';
import { makeSample } from './make-format.ts';

/** A reading whose lines are nothing but fields. */
const plainReading = (format: Format): LineReading | undefined =>
  format.lines?.find(({ cut, lastResort }) => !lastResort && (cut.kind === 'separated' || cut.kind === 'quoted'));

export function checkLayout(layout: OwnLayout, formats: readonly Format[]): DefinitionProblem[] {
  const able = formats.filter(plainReading);
  const format = able.find(({ name }) => name === layout.layoutOf);
  if (!format) {
    const [near] = nearestNames(
      layout.layoutOf,
      able.map(({ name }) => name),
    );
    const hint = near ? `Did you mean “${near}”?` : `Those that can: ${able.map(({ name }) => name).join(', ')}.`;
    return [{ path: ['layoutOf'], reason: `“${layout.layoutOf}” is no log type whose lines are fields alone.`, hint }];
  }
  const names = layout.fields.map((field) => fieldOf(format, field));
  return names.flatMap((name, i): DefinitionProblem[] => {
    const written = layout.fields[i]!;
    if (name === null) {
      const known = format.columns.filter(({ derive }) => derive === undefined).map((one) => one.key ?? one.name);
      const [near] = nearestNames(written, known);
      const hint = near ? `Did you mean “${near}”?` : `See the columns of ${format.name}.`;
      return [{ path: ['fields', i], reason: `${format.title} has no field “${written}”.`, hint }];
    }
    return names.indexOf(name) < i
      ? [{ path: ['fields', i], reason: `The field “${written}” is there twice.`, hint: 'Leave one out.' }]
      : [];
  });
}

/** As the reading knows the field; it may be written as the column's name, too. */
function fieldOf(format: Format, written: string): string | null {
  const reading = plainReading(format)!;
  if (columnFor(format, reading, written) !== null) return written;
  const column = format.columns.find(({ name, derive }) => derive === undefined && name === written.toLowerCase());
  return column ? (column.key ?? column.name) : null;
}

/** The format with one more reading, after its own. */
export function addLayout(format: Format, layout: OwnLayout): Format {
  const base = plainReading(format)!;
  const { cut, nullTexts } = base;
  const fields = layout.fields.map((field) => fieldOf(format, field) ?? field);
  const cutLine = createTextCutter(cut as Parameters<typeof createTextCutter>[0]);
  const isNull = (text: string) => text === '' || nullTexts.includes(text);
  const samples = layout.samples.map(makeSample).filter(({ expect }) => !('reject' in expect));
  const rows = samples.map(({ record }) => cutLine(record) ?? []);
  const tests = fields.map((field, i): FieldTest | null => {
    const name = columnFor(format, base, field);
    const column: FormatColumn | undefined = format.columns.find((one) => one.name === name);
    const values = rows.map((texts) => texts[i] ?? '').filter((text) => !isNull(text));
    return (column ? testOf(column) : null) ?? testOfValues(values);
  });
  const reading: LineReading = {
    cut,
    nullTexts,
    recogniseLine(line) {
      const texts = cutLine(line);
      if (texts?.length !== fields.length) return null;
      return texts.every((text, i) => isNull(text) || (tests[i]?.(text) ?? true)) ? fields : null;
    },
    ...(base.columnFor ? { columnFor: (field) => columnFor(format, base, field) } : {}),
  };
  return { ...format, lines: [...format.lines!, reading] };
}
