// Decides which format a JSON record is of. Parsing every record would cost more than all the rest of ingest, so a verdict
// is remembered by the record's shape: records with the same top-level keys in the same order are of the same type.
import type { Format, JsonFormat } from '../../../../shared/formats/format.ts';

export type Recogniser = {
  /** Format of records with this shape, if one was recognised before. */
  known(shape: number): JsonFormat | undefined;
  /** Format of a parsed record; `shape` 0 is not remembered. */
  recognise(record: Record<string, unknown>, shape: number): JsonFormat | undefined;
};

/** Shapes remembered; real archives hold a few dozen. */
const maxShapes = 20_000;

export function createRecogniser(formats: Format[]): Recogniser {
  const jsonFormats = formats.filter((format) => format.kind === 'json');
  const shapes = new Map<number, JsonFormat>();
  return {
    known: (shape) => shapes.get(shape),
    recognise(record, shape) {
      const format = jsonFormats.find((candidate) => candidate.recognise(record));
      if (format && shape !== 0 && shapes.size < maxShapes) shapes.set(shape, format);
      return format;
    },
  };
}
