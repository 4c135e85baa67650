// Hands what was found in a value to the account of its item.
import type { Finding } from './finding.ts';
import type { Intake } from './intake.ts';

/**
 * @param around containers around the value, outermost first
 * @param clean bytes that are known to be UTF-8; others are checked
 */
export function takeFindings(
  intake: Intake,
  findings: Finding[],
  place: string,
  around: string[],
  clean: Buffer | null,
): void {
  for (const finding of findings) {
    if (finding.kind === 'unknown') {
      const { bytes, start, end } = finding.slice;
      intake.reject(place, finding.reason, bytes.subarray(start, end), end - start);
      continue;
    }
    const { format, layout, raw, doc, spaced, envelope, chain } = finding;
    intake.accept({
      format,
      layout,
      raw,
      doc,
      spaced,
      envelope,
      container: [...around, ...chain].join(' › '),
      clean: raw.bytes === clean,
    });
  }
}
