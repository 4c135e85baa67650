// Decides which file holds how many events of which account, region and time, before any event is written.
import { type Random, seedRandom, weigh } from './random.ts';
import type { Account, World } from './world.ts';

/** One log file to be: `events` ordinary events between `from` and `to` (seconds since 1970). */
export type FilePlan = { account: Account; region: string; from: number; to: number; events: number };

export type Shape =
  /** `files` files of equal size, one time slice after another. */
  | { files: number }
  /** As a trail delivers: per account, region and day, files of about `perFile` events; one file of `biggest` events. */
  | { perFile: number; biggest?: number };

export type Span = { seed: string; events: number; start: number; days: number };

export function planFiles(world: World, shape: Shape, span: Span): FilePlan[] {
  const random = seedRandom(`plan ${span.seed}`);
  return 'files' in shape
    ? planEqualFiles(world, shape.files, span, random)
    : planTrail(world, shape.perFile, shape.biggest ?? 0, span, random);
}

function planEqualFiles(world: World, files: number, span: Span, random: Random): FilePlan[] {
  const pickAccount = weigh(world.accountWeights);
  const pickRegion = weigh(world.regionWeights);
  const seconds = span.days * 86_400;
  return Array.from({ length: files }, (_, i) => {
    const from = span.start + Math.floor((seconds * i) / files);
    return {
      account: world.accounts[pickAccount(random)]!,
      region: world.regions[pickRegion(random)]!,
      from,
      // A slice never crosses midnight: a scene belongs to one day.
      to: Math.min(from + Math.max(60, Math.floor(seconds / files)), (Math.floor(from / 86_400) + 1) * 86_400),
      events: Math.floor((span.events * (i + 1)) / files) - Math.floor((span.events * i) / files),
    };
  });
}

function planTrail(world: World, perFile: number, biggest: number, span: Span, random: Random): FilePlan[] {
  const cells: { account: Account; region: string; day: number; weight: number }[] = [];
  for (let day = 0; day < span.days; day++) {
    const start = span.start + day * 86_400;
    const weekday = new Date(start * 1000).getUTCDay();
    const busy = (weekday === 0 || weekday === 6 ? 0.55 : 1) * (0.85 + 0.3 * random.unit());
    for (const [a, account] of world.accounts.entries())
      for (const [r, region] of world.regions.entries())
        cells.push({ account, region, day: start, weight: busy * world.accountWeights[a]! * world.regionWeights[r]! });
  }
  const big = biggest > 0 && span.events > biggest * 2 ? biggest : 0;
  const total = cells.reduce((sum, cell) => sum + cell.weight, 0);
  const plans: FilePlan[] = [];
  let weight = 0;
  let planned = 0;
  for (const cell of cells) {
    weight += cell.weight;
    const events = Math.round(((span.events - big) * weight) / total) - planned;
    planned += events;
    const files = Math.max(1, Math.round(events / perFile));
    for (let i = 0; i < files; i++) {
      const share = Math.floor((events * (i + 1)) / files) - Math.floor((events * i) / files);
      if (share === 0) continue;
      plans.push({
        account: cell.account,
        region: cell.region,
        from: cell.day + Math.floor((86_400 * i) / files),
        to: cell.day + Math.floor((86_400 * (i + 1)) / files),
        events: share,
      });
    }
  }
  if (big > 0) {
    const day = span.start + Math.floor(span.days / 2) * 86_400;
    plans.push({ account: world.accounts[0]!, region: world.regions[0]!, from: day, to: day + 86_400, events: big });
  }
  return plans;
}
