// Decides what a line of text is: a record of a line format, the header of one, a record behind a time stamp or a syslog
// prefix (as CloudWatch Logs exports them), or unknown.
import { isUtf8 } from 'node:buffer';
import type { Examiner } from './examine.ts';
import type { Intake } from './intake.ts';
import { countFields, type Layout, type LineLayouts } from './line-layouts.ts';
import type { Slice } from './parcel-writer.ts';
import type { LineSink } from './read-lines.ts';
import { takeFindings } from './take-findings.ts';

/** `2025-03-01T00:00:00.000Z `, which CloudWatch Logs puts before each message that it exports to S3. */
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)[ \t]+/;

export type LineJudgeOptions = { layouts: LineLayouts; examiner: Examiner; intake: Intake };

export function createLineJudge({ layouts, examiner, intake }: LineJudgeOptions): LineSink {
  let layout: Layout | null = null;
  let headerText: string | null = null;

  function acceptLine(known: Layout, raw: Slice, envelope: Slice | null): void {
    const clean = isUtf8(raw.bytes.subarray(raw.start, raw.end));
    const { format, text } = known;
    intake.accept({ format: format.name, layout: text, raw, envelope, container: 'lines', spaced: false, clean });
  }

  /** Takes the stretch as a record, or as a header; false: it is neither. */
  function takeLine(raw: Slice, envelope: Slice | null): boolean {
    const { bytes, start, end } = raw;
    const fits = layout !== null && countFields(bytes, start, end, layout.separator) === layout.columns;
    // Headers are words; the fields of the line formats that we know begin with a digit or a dash far more often.
    const mayBeHeader = !fits || isLetter(bytes[start]!);
    if (mayBeHeader) {
      const text = bytes.toString('utf8', start, end);
      if (text === headerText) return true;
      const announced = layouts.ofHeader(text);
      if (announced) {
        layout = announced;
        headerText = text;
        return true;
      }
      if (!fits) {
        const own = layouts.ofLine(text);
        if (!own) return false;
        // A line in its own right between others: it has not the columns of the header above.
        if (headerText === null) layout = own;
        acceptLine(own, raw, envelope);
        return true;
      }
    }
    acceptLine(layout!, raw, envelope);
    return true;
  }

  return {
    line(bytes, start, end, number) {
      if (intake.hopeless) return;
      const whole = { bytes, start, end };
      if (takeLine(whole, null)) return;
      const prefix = stamp.exec(bytes.toString('latin1', start, Math.min(end, start + 64)));
      if (prefix && takeLine({ bytes, start: start + prefix[0].length, end }, whole)) return;
      const line = bytes.subarray(start, end);
      const findings = examiner.examineText(line, { bytes: line, start: 0, end: line.length });
      if (findings) {
        takeFindings(intake, findings, `line ${number}`, ['lines'], null);
        return;
      }
      const place = `line ${number}`;
      if (layout) {
        const fields = countFields(bytes, start, end, layout.separator);
        intake.reject(place, `${fields} fields where ${layout.columns} are expected`, line, line.length);
      } else intake.unknown(place, line, 'text');
    },
    tooLong(number, bytes, size) {
      intake.reject(`line ${number}`, 'a line longer than 16 MiB', bytes, size);
    },
  };
}

const isLetter = (c: number) => (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
