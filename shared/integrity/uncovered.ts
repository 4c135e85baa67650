// Why no digest names a log file: from its account, region and time of delivery, and the chains that are here.
import type { Chain } from './chains.ts';
import { readLogName } from './digest.ts';
import type { LogReason, Verdict } from './verdict.ts';

type Span = { from: number; to: number };
type Place = { from: number; to: number; gaps: Span[]; restarts: Span[] };

/** A digest lists what was delivered until shortly before its end, and names are of the minute. */
const slackMs = 15 * 60_000;
/** A file may be delivered, and so be named in a digest, this much later than its name says. */
const lateMs = 60 * 60_000;

export function createUncovered(chains: readonly Chain[]): (path: string) => { verdict: Verdict; reason: LogReason } {
  const places = new Map<string, Place>();
  for (const { place, links, findings } of chains) {
    if (place.isBackfill) continue;
    const name = `${place.account} ${place.region}`;
    const known = places.get(name) ?? { from: Infinity, to: -Infinity, gaps: [], restarts: [] };
    for (const { digest } of links) {
      known.from = Math.min(known.from, digest.start);
      known.to = Math.max(known.to, digest.end);
    }
    for (const { reason, from, to } of findings) {
      if (reason === 'deleted-digests' || reason === 'clock-gap') known.gaps.push({ from, to });
      if (reason === 'restart') known.restarts.push({ from, to });
    }
    places.set(name, known);
  }
  return (path) => {
    const name = readLogName(path);
    if (!name) return { verdict: 'not covered', reason: 'no-place' };
    const place = places.get(`${name.account} ${name.region}`);
    if (!place) return { verdict: 'not covered', reason: 'no-digests' };
    const at = name.delivered;
    const isIn = (spans: Span[], slack: number) => spans.some(({ from, to }) => from - slack < at && at <= to + slack);
    if (isIn(place.gaps, slackMs)) return { verdict: 'unverifiable', reason: 'in-gap' };
    if (isIn(place.restarts, 0)) return { verdict: 'not covered', reason: 'in-restart' };
    if (at <= place.from) return { verdict: 'not covered', reason: 'before-digests' };
    if (at > place.to - lateMs) return { verdict: 'not covered', reason: 'after-digests' };
    return { verdict: 'not covered', reason: 'not-named' };
  };
}
