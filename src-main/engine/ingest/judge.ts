// Decides what an entry of a JSON file is: a record of a known format, something that holds such records, or neither.
import { isUtf8 } from 'node:buffer';
import type { Intake } from './intake.ts';
import type { JsonSink, ListContext, Place } from './read-json.ts';
import type { Recogniser } from './recognise.ts';
import { scan } from './scan-json.ts';

export type JudgeOptions = { recogniser: Recogniser; intake: Intake; framing: string };

export function createJudge({ recogniser, intake, framing }: JudgeOptions): JsonSink {
  let checked: Buffer | null = null;
  let clean = false;

  return {
    entry(bytes, start, end, place, list) {
      if (bytes !== checked) {
        checked = bytes;
        clean = isUtf8(bytes);
      }
      const { spaced, suspicious, shape } = scan;
      const container = list?.name ?? framing;
      const known = suspicious ? undefined : recogniser.known(shape);
      if (known) {
        intake.accept({ format: known.name, layout: null, raw: { bytes, start, end }, container, spaced, clean });
        return true;
      }
      return judgeSlowly(bytes, start, end, place, list, shape, spaced);
    },
    reject: (place, reason, bytes, size) => intake.reject(place(), reason, bytes, size),
  };

  function judgeSlowly(
    bytes: Buffer,
    start: number,
    end: number,
    place: Place,
    list: ListContext | null,
    shape: number,
    spaced: boolean,
  ): boolean {
    const slice = bytes.subarray(start, end);
    let value: unknown;
    try {
      value = JSON.parse(slice.toString('utf8'));
    } catch (error) {
      intake.reject(place(), `not JSON: ${(error as Error).message}`, slice, slice.length);
      return false;
    }
    if (typeof value !== 'object' || value === null) {
      intake.reject(place(), 'not an object', slice, slice.length);
      return false;
    }
    const format = Array.isArray(value) ? undefined : recogniser.recognise(value as Record<string, unknown>, shape);
    if (format) {
      intake.accept({
        format: format.name,
        layout: null,
        raw: { bytes, start, end },
        container: list?.name ?? framing,
        spaced,
        clean,
      });
      return true;
    }
    intake.unknown(place(), slice, 'JSON');
    return false;
  }
}
