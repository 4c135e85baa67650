// What is new, counted by looking at every event again for every question.

import type { Baseline } from '../../../../shared/contract/novelty.ts';
import { agentOf } from '../../../../shared/novelty/agent.ts';
import { type ValueKind, valueKinds } from '../../../../shared/novelty/kinds.ts';
import { principalOf } from '../../../../shared/novelty/principal.ts';
import { parseAddress } from '../../../../shared/values/ip.ts';
import { formatInstant } from '../../../../shared/values/time.ts';
import type { TrailEvent } from './trail-table.ts';

/** Networks of the addresses that the tests use, by hand. */
export const networks: Record<string, string> = {
  '192.0.2.1': '192.0.2.0/24',
  '192.0.2.77': '192.0.2.0/24',
  '198.51.100.4': '198.51.100.0/24',
  '2001:db8:1::5': '2001:db8:1::/48',
  '2001:db8:1:2::9': '2001:db8:1::/48',
};

const local = (ms: number, zone: string) => formatInstant(new Date(ms).toISOString().replace('.000Z', 'Z'), zone);
export const dayOf = (ms: number, zone: string) => local(ms, zone).slice(0, 10);

export function heldBy(event: TrailEvent, kind: ValueKind, zone: string): string | null {
  switch (kind) {
    case 'api':
      return event.source || event.name ? `${event.source ?? ''} ${event.name ?? ''}` : null;
    case 'network':
      return event.ip ? (networks[event.ip] ?? event.ip) : null;
    case 'ip':
      return event.ip && parseAddress(event.ip) ? event.ip : null;
    case 'agent':
      return event.agent ? agentOf(event.agent) : null;
    case 'region':
      return event.region || null;
    case 'account':
      return event.caller.accountId || null;
    case 'error':
      return event.error || null;
    case 'hour':
      return String(Number(local(event.at!, zone).slice(11, 13)));
  }
}

export type OracleValue = {
  calls: number;
  failed: number;
  others: number;
  isNewToAll: boolean;
  first: number;
  last: number;
};

export function findNew(all: readonly TrailEvent[], { from, to, until }: Baseline, zone: string) {
  const [start, cut, end] = [from, to, until].map((text) => (text === undefined ? null : Date.parse(text)));
  const events = all.filter(({ at }) => at !== null && (start == null || at >= start) && (end == null || at < end));
  const before = events.filter(({ at }) => at! < cut!);
  const after = events.filter(({ at }) => at! >= cut!);
  const whoOf = (event: TrailEvent) => principalOf(event.caller);
  const names = [...new Set(events.map(whoOf))].filter((who) => who !== null);
  const known = names.filter((who) => before.some((event) => whoOf(event) === who));
  /** `who` null: anybody, those that are not named included. */
  const has = (among: readonly TrailEvent[], who: string | null, kind: ValueKind, value: string) =>
    among.some((event) => (who === null || whoOf(event) === who) && heldBy(event, kind, zone) === value);
  const values = new Map<string, OracleValue>();
  const toAll = new Map<string, number>();
  for (const kind of valueKinds) {
    for (const value of new Set(after.map((event) => heldBy(event, kind, zone)))) {
      if (value === null) continue;
      const whos = names.filter((who) => has(events, who, kind, value));
      const isNewToAll = !has(before, null, kind, value);
      if (isNewToAll && whos.length >= 2 && kind !== 'hour' && kind !== 'ip')
        toAll.set(`${kind} ${value}`, whos.length);
      for (const who of known) {
        if (has(before, who, kind, value)) continue;
        const own = after.filter((event) => whoOf(event) === who && heldBy(event, kind, zone) === value);
        if (own.length === 0 || isToldElsewhere(who, kind, value)) continue;
        const times = own.map(({ at }) => at!);
        values.set(JSON.stringify([kind, who, value]), {
          calls: own.length,
          failed: own.filter(({ error }) => error).length,
          others: whos.length - 1,
          isNewToAll,
          first: Math.min(...times),
          last: Math.max(...times),
        });
      }
    }
  }
  function isToldElsewhere(who: string, kind: ValueKind, value: string): boolean {
    if (kind === 'ip') return !has(before, who, 'network', networks[value] ?? value);
    if (kind !== 'hour') return false;
    return [1, 23].some((by) => has(before, who, 'hour', String((Number(value) + by) % 24)));
  }
  const principals = new Map(
    names
      .filter((who) => !known.includes(who))
      .map((who) => [who, after.filter((event) => whoOf(event) === who).length]),
  );
  return {
    sums: {
      before: before.length,
      after: after.length,
      principalsBefore: known.length,
      nameless: after.filter((event) => whoOf(event) === null).length,
      daysBefore: new Set(before.map((event) => dayOf(event.at!, zone))).size,
    },
    values,
    toAll,
    principals,
  };
}
