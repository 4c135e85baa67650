// Decides which format a JSON record is of. Parsing every record would cost more than all the rest of ingest, so a verdict
// is remembered by the record's shape: records with the same top-level keys in the same order are of the same type.
import type { Format, JsonReading } from '../../../../shared/formats/format.ts';
import { columnsLayout, createOwnExports, rawColumn } from './tables/own-export.ts';

/** `layout`: what the record is read by, see ingest/layout.ts; null: it names its fields as the log type does. */
export type Recognised = { format: Format; layout: string | null };

export type Recogniser = {
  /** What records with this shape are, if one was recognised before. */
  known(shape: number): Recognised | undefined;
  /** What a parsed record is; `shape` 0 is not remembered. */
  recognise(record: Record<string, unknown>, shape: number): Recognised | undefined;
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
  const ownExports = createOwnExports(formats);
  const shapes = new Map<number, Recognised>();
  const remember = (shape: number, found: Recognised): Recognised => {
    if (shape !== 0 && shapes.size < maxShapes) shapes.set(shape, found);
    return found;
  };
  return {
    known: (shape) => shapes.get(shape),
    recognise(record, shape) {
      const exported = ownExports.find((name) => Object.hasOwn(record, name));
      if (exported) {
        // Each may hold a record of its own.
        return remember(rawColumn in record ? 0 : shape, { format: exported, layout: columnsLayout });
      }
      const found = find(precise, record);
      return found && remember(found.reading.byValue ? 0 : shape, { format: found.format, layout: null });
    },
    lastResort: (record) => find(general, record)?.format,
  };
}
