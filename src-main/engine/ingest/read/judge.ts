// Decides what an entry of a JSON file is: a record of a known format, something that holds such records, or neither.
import { isUtf8 } from 'node:buffer';
import type { Container } from './containers/container.ts';
import type { Examiner } from './examine.ts';
import { envelopeOf, nameOfList, withList } from './finding.ts';
import type { Intake } from './intake.ts';
import type { Place } from './json-rejects.ts';
import type { JsonSink, ListContext } from './read-json.ts';
import type { Recogniser } from './recognise.ts';
import { scan } from './scan-json.ts';
import { takeFindings } from './take-findings.ts';

export type JudgeOptions = {
  recogniser: Recogniser;
  examiner: Examiner;
  containers: Container[];
  intake: Intake;
  /** Name of the way the entries stand in the file: `json-lines`. */
  framing: string;
  /** Every object is a record of the generic format `json`. */
  generic: boolean;
};

export function createJudge(options: JudgeOptions): JsonSink {
  const { recogniser, examiner, containers, intake, framing, generic } = options;
  let checked: Buffer | null = null;
  let clean = false;
  /** The list that `container` is the name of. */
  let named: ListContext | null = null;
  let container = framing;

  function judgeSlowly(
    bytes: Buffer,
    start: number,
    end: number,
    place: Place,
    list: ListContext | null,
    shape: number,
    spaced: boolean,
  ): boolean {
    if (intake.hopeless) return false;
    const slice = bytes.subarray(start, end);
    let value: unknown;
    try {
      value = JSON.parse(slice.toString('utf8'));
    } catch (error) {
      intake.reject(place(), `not JSON: ${(error as Error).message}`, slice, slice.length);
      return false;
    }
    const entry = { bytes, start, end };
    const own = envelopeOf(entry, list, containers);
    const where = list ? nameOfList(list, containers) : framing;
    if (generic) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        intake.reject(place(), 'not an object', slice, slice.length);
        return false;
      }
      const envelope = list ? own : null;
      intake.accept({ format: 'json', layout: null, raw: entry, envelope, container: where, spaced, clean });
      return true;
    }
    const findings =
      typeof value === 'string'
        ? examiner.examineText(Buffer.from(value, 'utf8'), own)
        : examiner.examine({ slice: entry, value, shape, spaced, within: own === entry ? null : own, own });
    if (!findings) {
      if (typeof value === 'object' && value !== null) intake.unknown(place(), slice, describe(value));
      else intake.reject(place(), 'not an object', slice, slice.length);
      return false;
    }
    if (findings.length === 0) intake.nothing(where);
    const around = list ? [] : [framing];
    takeFindings(intake, withList(findings, list, containers), place(), around, clean ? bytes : null);
    return findings.length === 1 && findings[0]!.chain.length === 0;
  }

  return {
    entry(bytes, start, end, place, list) {
      if (bytes !== checked) {
        checked = bytes;
        clean = isUtf8(bytes);
      }
      const { spaced, suspicious, shape } = scan;
      const known = suspicious || generic ? undefined : recogniser.known(shape);
      if (!known) return judgeSlowly(bytes, start, end, place, list, shape, spaced);
      if (list !== named) {
        named = list;
        container = list ? nameOfList(list, containers) : framing;
      }
      const raw = { bytes, start, end };
      const { format, layout } = known;
      intake.accept({ format: format.name, layout, raw, doc: layout === null ? null : raw, container, spaced, clean });
      return true;
    },
    reject: (place, reason, bytes, size) => intake.reject(place(), reason, bytes, size),
    beginList: (name) => intake.listed(name),
    emptyList: (name) => intake.nothing(name ?? framing),
  };
}

function describe(value: object): string {
  if (Array.isArray(value)) return 'JSON arrays';
  const keys = Object.keys(value);
  return `JSON objects with the keys ${keys.slice(0, 8).join(', ')}${keys.length > 8 ? ', …' : ''}`;
}
