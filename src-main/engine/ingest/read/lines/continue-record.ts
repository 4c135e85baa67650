// A record of several lines: the fields are those of its first line, and the further lines belong to the message.
import type { Format } from '../../../../../shared/formats/format.ts';
import { fieldSeparator, readLayout } from '../../layout.ts';
import type { Slice } from '../parcel-writer.ts';
import { columnFor, type LineLayout } from './line-layouts.ts';

export type Fields = { layout: string; doc: Slice | null };

const messageColumn = 'message';

/**
 * @param first the first line, cut into `count` fields
 * @param doc what its cutter made of it
 * @param rest the further lines, beginning with the line end before them
 */
export function continueFields(
  known: LineLayout,
  count: number,
  first: Slice,
  doc: Slice | null,
  rest: string,
): Fields {
  const layout = known.text(count);
  const read = readLayout(layout);
  if (read?.kind === 'columns') return { layout, doc: doc && withMessage(known.format, doc, rest) };
  if (read?.kind !== 'fields') return { layout, doc };
  const { separator, ...others } = read;
  const fields = textOf(doc ?? first).split(doc === null && separator !== undefined ? separator : fieldSeparator);
  const at = fieldToContinue(known, read.fields);
  if (at !== null) {
    const text = fields[at] ?? '';
    const isNothing = text === '' || known.reading.nullTexts.includes(text);
    fields[at] = isNothing ? rest.trimStart() : text + rest.replaceAll(fieldSeparator, ' ');
  }
  // Text that is split where the record has its separators would be split in the further lines, too.
  return { layout: JSON.stringify(others), doc: sliceOf(fields.join(fieldSeparator)) };
}

/** The message, or else the last field, if it is text; null: the further lines are only in the record as it stands. */
function fieldToContinue({ format, reading }: LineLayout, fields: string[]): number | null {
  const columns = fields.map((field) => columnFor(format, reading, field));
  const message = columns.indexOf(messageColumn);
  const at = message < 0 ? fields.length - 1 : message;
  const column = columns[at];
  return column == null || isText(format, column) ? at : null;
}

function withMessage(format: Format, doc: Slice, rest: string): Slice {
  if (!isText(format, messageColumn)) return doc;
  const columns = JSON.parse(textOf(doc)) as Record<string, unknown>;
  const message = columns[messageColumn];
  columns[messageColumn] = typeof message === 'string' ? message + rest : rest.trimStart();
  return sliceOf(JSON.stringify(columns));
}

const isText = (format: Format, name: string) =>
  format.columns.some(
    (column) => column.name === name && 'type' in column && column.type === 'VARCHAR' && !column.list,
  );

const textOf = ({ bytes, start, end }: Slice) => bytes.toString('utf8', start, end);

function sliceOf(text: string): Slice {
  const bytes = Buffer.from(text, 'utf8');
  return { bytes, start: 0, end: bytes.length };
}
