// Decides which format a JSON record is of. Parsing every record would cost more than all the rest of ingest, so a verdict
// is remembered by the record's shape: records with the same top-level keys in the same order are of the same type.
import type { Format, JsonReading } from '../../../../shared/formats/format.ts';

export type Recogniser = {
  /** Format of records with this shape, if one was recognised before. */
  known(shape: number): Format | undefined;
  /** Format of a parsed record; `shape` 0 is not remembered. */
  recognise(record: Record<string, unknown>, shape: number): Format | undefined;
  /** The same among the log types that are taken only where nothing else is found. */
  lastResort(record: Record<string, unknown>): Format | undefined;
};

/** Shapes remembered; real archives hold a few dozen. */
const maxShapes = 20_000;

export function createRecogniser(formats: Format[]): Recogniser {
  const candidates = formats.flatMap((format) => (format.json ? [{ format, reading: format.json }] : []));
  const find = (among: { format: Format; reading: JsonReading }[], record: Record<string, unknown>) =>
    among.find(({ reading }) => reading.recognise(record));
  const precise = candidates.filter(({ reading }) => !reading.lastResort);
  const general = candidates.filter(({ reading }) => reading.lastResort);
  const shapes = new Map<number, Format>();
  return {
    known: (shape) => shapes.get(shape),
    recognise(record, shape) {
      const found = find(precise, record);
      if (found && !found.reading.byValue && shape !== 0 && shapes.size < maxShapes) shapes.set(shape, found.format);
      return found?.format;
    },
    lastResort: (record) => find(general, record)?.format,
  };
}
