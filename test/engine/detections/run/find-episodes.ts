// Writes events and rules by hand, and answers what correlations make of them.
import { parseRule } from '../../../../shared/sigma/parse-rule.ts';
import type { SigmaRule } from '../../../../shared/sigma/rule.ts';
import { openRuleTable } from '../../../../src-main/engine/detections/compile/field-place.ts';
import { contribute, createContributions } from '../../../../src-main/engine/detections/run/contribute.ts';
import { correlate, createMoments, episodesSql } from '../../../../src-main/engine/detections/run/correlate.ts';
import { eventColumns, keepEvents } from '../../../../src-main/engine/detections/run/events.ts';
import { orderCorrelations } from '../../../../src-main/engine/detections/run/order-correlations.ts';
import { createHits, runRules } from '../../../../src-main/engine/detections/run/run-rules.ts';
import type { OpenCase } from '../../../../src-main/engine/engine-state.ts';
import { cloudtrailSource, nodeOf } from '../../../shared/sigma/write-rule.ts';
import { compiled, storeRecords } from '../match-rules.ts';

/** `second name user`, with more fields after it. */
export type Written = [second: number, name: string, user: string | null, more?: Record<string, unknown>];

const start = Date.parse('2025-01-01T00:00:00Z');
const time = (second: number) => `${new Date(start + second * 1000).toISOString().slice(0, 19)}Z`;
export const detect = (name: string) => ({
  title: name,
  name,
  logsource: cloudtrailSource,
  detection: { s: { eventName: name }, condition: 's' },
});
export const correlation = (name: string, part: Record<string, unknown>) => ({ title: name, name, correlation: part });

export function readWritten(rule: unknown): SigmaRule {
  const parsed = parseRule(nodeOf(rule));
  if (parsed.kind !== 'rule') throw new Error(JSON.stringify(parsed));
  return parsed.rule;
}

/** Of the correlation named last: episodes, `user: began-ended ×count`, and the seconds of the records they rest on, `user: 0 5`. */
export type Found = { episodes: string[]; records: string[] };

/** Leaves nothing of earlier events. */
export async function findEpisodes(open: OpenCase, written: Written[], rules: unknown[]): Promise<Found> {
  const all = rules.map((rule, number) => ({ number, rule: readWritten(rule) }));
  return open.db.use(async (connection) => {
    if ((await connection.value("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'cloudtrail'")) !== 0)
      await connection.run('DELETE FROM cloudtrail');
    await storeRecords(
      connection,
      written.map(([second, eventName, user, more], i) =>
        JSON.stringify({
          eventName,
          eventSource: 'x',
          eventTime: time(second),
          userIdentity: { arn: user },
          eventID: `e${i}`,
          ...more,
        }),
      ),
    );
    const [hits, events, moments, contributions] = ['hits', 'events', 'moments', 'contributions'].map(
      (name) => `work.main.${name}`,
    ) as [string, string, string, string];
    for (const table of [hits, events, moments, contributions]) await connection.run(`DROP TABLE IF EXISTS ${table}`);
    await connection.run(createHits(hits));
    await connection.run(`CREATE TABLE ${events} (${eventColumns})`);
    await connection.run(createMoments(moments));
    await connection.run(createContributions(contributions));
    const detections = all.flatMap(({ number, rule }) =>
      rule.kind === 'detection' ? [{ number, ...compiled(rule) }] : [],
    );
    await runRules(connection, {
      table: 'cloudtrail',
      timeColumn: 'eventtime',
      keys: ['eventSource', 'eventName'],
      rules: detections,
      hits,
      to: 1e6,
    });
    const { ordered, problems } = orderCorrelations(all);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    for (const one of ordered) {
      const request = { events, moments, contributions };
      await keepEvents(connection, one, { table: openRuleTable('cloudtrail'), hits, events });
      await correlate(connection, one, request);
      await contribute(connection, one, request);
    }
    const rows = await connection.rows(
      `SELECT groups, epoch(began) - ${start / 1000} AS a, epoch(ended) - ${start / 1000} AS b, count FROM (${episodesSql(moments)})
       WHERE rule = ${all.length - 1} ORDER BY ALL`,
    );
    const records = await connection.rows(
      `SELECT array_to_string(keys, '+') AS who, string_agg(CAST(epoch(event_time) - ${start / 1000} AS INTEGER), ' ' ORDER BY event_time) AS seconds
       FROM ${contributions} WHERE rule = ${all.length - 1} GROUP BY keys ORDER BY ALL`,
    );
    return {
      episodes: rows.map(
        ({ groups, a, b, count }) => `${Object.values(JSON.parse(String(groups))).join('+')}: ${a}-${b} ×${count}`,
      ),
      records: records.map(({ who, seconds }) => `${who}: ${seconds}`),
    };
  });
}

export const byUser = { 'group-by': ['userIdentity.arn'] };
