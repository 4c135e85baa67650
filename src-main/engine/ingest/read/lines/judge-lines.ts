// Decides what a line of text is: a record of a line format, the header of one, a record behind a time stamp or a syslog
// prefix (as CloudWatch Logs exports them), or unknown.
import type { Examiner } from '../examine.ts';
import type { Intake } from '../intake.ts';
import type { Slice } from '../parcel-writer.ts';
import { takeFindings } from '../take-findings.ts';
import { createUtf8Check } from '../utf8-check.ts';
import { createRecordHold, maxFurtherBytes } from './hold-record.ts';
import { createLikeness } from './likeness.ts';
import type { FoundHeader, LineLayout, LineLayouts } from './line-layouts.ts';
import type { LineSink } from './read-lines.ts';

/** `2025-03-01T00:00:00.000Z `, which CloudWatch Logs puts before each message that it exports to S3. */
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)[ \t]+/;

export type LineJudgeOptions = {
  layouts: LineLayouts;
  examiner: Examiner;
  intake: Intake;
  /** Lines that nothing else knows may be of a log type of last resort. */
  general: boolean;
};

export function createLineJudge({ layouts, examiner, intake, general }: LineJudgeOptions): LineSink {
  let layout: LineLayout | null = null;
  let head: FoundHeader | null = null;
  let headerText: string | null = null;
  const isClean = createUtf8Check();
  const hold = createRecordHold(intake, isClean);
  const likeness = createLikeness(5);
  /** The log type of last resort that was taken last, and lines of it that nothing else knew. */
  let common: LineLayout | null = null;
  const commonness = createLikeness(8);

  /** Takes the stretch as a record of the layout; false: it does not fit. */
  function acceptAs(known: LineLayout, raw: Slice, envelope: Slice | null): boolean {
    const fields = known.cutter.cut(raw.bytes, raw.start, raw.end);
    if (!known.fits(fields)) return false;
    hold.settle();
    if (goesOn(known)) {
      hold.begin(known, fields, raw, envelope);
      return true;
    }
    const clean = isClean(raw.bytes, raw.start, raw.end);
    const { name } = known.format;
    const doc = known.cutter.doc();
    intake.accept({
      format: name,
      layout: known.text(fields),
      raw,
      doc,
      envelope,
      container: 'lines',
      spaced: false,
      clean,
    });
    return true;
  }

  /** Takes the stretch as a header, or as what belongs to a head and says nothing; false: it is neither. */
  function takeHeader(text: string): boolean {
    if (text === headerText) return true;
    const found = layouts.ofHeader(text, head);
    if (!found) return layout?.reading.isComment?.(text) ?? false;
    head = found;
    if (found.layout) {
      ({ layout } = found);
      headerText = text;
    }
    intake.nothing('lines');
    return true;
  }

  /** Takes the stretch as a record, or as a header; false: it is neither. */
  function takeLine(raw: Slice, envelope: Slice | null): boolean {
    const { bytes, start, end } = raw;
    const isAnnounced = headerText !== null;
    if (layout && !mayBeHeader(layout, bytes[start]!) && (isAnnounced || likeness.isKnown(layout, raw)))
      if (acceptAs(layout, raw, envelope)) return true;
    const text = bytes.toString('utf8', start, end);
    if (takeHeader(text)) {
      hold.settle();
      return true;
    }
    if (isAnnounced && layout && acceptAs(layout, raw, envelope)) return true;
    const own = layouts.ofLine(text);
    if (!own || !acceptAs(own, raw, envelope)) return false;
    // A line in its own right between others: it has not the columns of the header above.
    if (isAnnounced) return true;
    layout = own;
    likeness.remember(own, raw);
    return true;
  }

  /** Takes what is inside the line; false: nothing that is known. */
  function takeFound({ bytes, start, end }: Slice, number: number): boolean {
    const line = bytes.subarray(start, end);
    const findings = examiner.examineText(line, { bytes: line, start: 0, end: line.length });
    if (!findings) return false;
    hold.settle();
    takeFindings(intake, findings, `line ${number}`, ['lines'], null);
    return true;
  }

  /** What nothing else knows: of a log type of last resort, an odd line, a part of the record before, or none of them. */
  function takeUnknown(raw: Slice, tail: Slice | null, number: number): void {
    const place = `line ${number}`;
    const { bytes, start, end } = raw;
    const found = layouts.ofLastResort(bytes.toString('utf8', start, end));
    if (found && general && acceptAs(found, raw, null)) {
      common = found;
      commonness.remember(found, raw);
      return;
    }
    if (layout && !found && !goesOn(layout)) {
      if (acceptAs(layout, raw, null) || (tail && acceptAs(layout, tail, raw))) return;
    }
    const appended = found ? 'none' : hold.append(bytes, end);
    if (appended === 'taken') return;
    const line = bytes.subarray(start, end);
    if (appended === 'full')
      intake.reject(place, `more than ${maxFurtherBytes / 1024} KiB of lines after their record`, line, line.length);
    else if (layout?.fields) {
      hold.settle();
      const fields = layout.cutter.cut(bytes, start, end);
      const reason =
        fields < 0 ? 'not like the lines before it' : `${fields} fields where ${layout.fields} are expected`;
      intake.reject(place, reason, line, line.length);
    } else {
      hold.settle();
      intake.unknown(place, line, 'text');
    }
  }

  return {
    line(bytes, start, end, number) {
      if (intake.hopeless) return;
      const whole = { bytes, start, end };
      if (common && commonness.isKnown(common, whole)) {
        if ((hasObject(whole) && takeFound(whole, number)) || acceptAs(common, whole, null)) return;
      }
      if (takeLine(whole, null)) return;
      const prefix = stamp.exec(bytes.toString('latin1', start, Math.min(end, start + 64)));
      const tail = prefix && { bytes, start: start + prefix[0].length, end };
      if (tail && takeLine(tail, whole)) return;
      if (!takeFound(whole, number)) takeUnknown(whole, tail, number);
    },
    tooLong(number, bytes, size) {
      hold.settle();
      intake.reject(`line ${number}`, 'a line longer than 16 MiB', bytes, size);
    },
    pass: (bytes, used) => hold.pass(bytes, used),
    end: () => hold.settle(),
  };
}

const hash = 35;
const openBrace = 123;
const quote = 34;
/** Headers are words or directives; the fields of formats that have headers begin with a digit or a dash far more often. */
const mayBeHeader = ({ reading }: LineLayout, c: number) =>
  reading.recogniseHeader !== undefined && (c === hash || (c >= 65 && c <= 90) || (c >= 97 && c <= 122));

/** Whether JSON may begin in the line: `{"`. */
function hasObject({ bytes, start, end }: Slice): boolean {
  for (let i = start; i < end; i++) {
    if (bytes[i] !== openBrace) continue;
    do i++;
    while (i < end && bytes[i]! <= 32);
    if (bytes[i] === quote) return true;
  }
  return false;
}

/** Whether lines that nothing knows belong to the record before. */
const goesOn = ({ reading }: LineLayout) => reading.continues === true || reading.lastResort === true;
