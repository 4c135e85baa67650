// CloudTrail's event history, for accounts that have no trail: one region, newest events first, page by page as AWS sent it.
//
// What an investigator must know of it (API reference "LookupEvents" and user guide "Working with CloudTrail event history",
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html, read on 2026-11-27):
// - Management events of the last 90 days. Never data events (objects read from S3, Lambda invocations) nor network activity
//   events; Insights events only when they are asked for by their category, which is not done here.
// - Of one account and one region each: what CloudFront, IAM and STS's global endpoint recorded is in us-east-1.
// - Two requests a second for each account and region, 50 events each: 360,000 events an hour at most. In a busy region an
//   answer has been seen to take over half a minute (https://repost.aws/questions/QU_pkYincJQBytmgwCE_CczQ).
// - Events come minutes after the call, without a promise how many; ask again later for the last quarter of an hour.
// - One attribute to filter by, and no hash or signature over anything: unlike a trail's files, it cannot be validated.
import { type CloudTrailClient, type LookupAttribute, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { EngineError } from '../../engine-error.ts';
import { readThrown } from '../s3/aws-problem-kind.ts';
import { keepBody } from './keep-body.ts';
import { askInPace, type Pace } from './pace.ts';

export type LookupSpan = {
  /** Epoch milliseconds, `to` exclusive. */
  from: number;
  to: number;
  attribute: { key: NonNullable<LookupAttribute['AttributeKey']>; value: string } | null;
  /** Goes on after the page that gave it, with the same span and attribute; null: from the newest event. */
  nextToken: string | null;
  signal: AbortSignal;
  /** The region's own. */
  pace: Pace;
};

export type LookupPage = {
  /** The response body exactly as received. */
  body: Buffer;
  events: number;
  /** Times of events in epoch milliseconds; null on a page without events, which may have pages after it. */
  oldest: number | null;
  newest: number | null;
  /** Null: this was the last page. */
  nextToken: string | null;
};

/**
 * Pages of the client's region, newest first. Times of events are whole seconds: `from` is lowered to one, and both ends are
 * asked for inclusively, so that no event is lost at a border. After `isStaleToken`, go on with `to` one second past the
 * oldest event so far: events of that second come again.
 *
 * @throws INVALID for an empty span; CANCELLED; FAILED when AWS gives one token twice; else what the SDK threw, as
 *   `askInPace` does. What was yielded stays good.
 */
export async function* lookupEvents(client: CloudTrailClient, span: LookupSpan): AsyncGenerator<LookupPage> {
  if (!(span.from < span.to))
    throw new EngineError('INVALID', 'The span of time to look up ends before it begins.', {
      hint: 'Give an end that is later than the beginning.',
    });
  let nextToken = span.nextToken;
  do {
    const page = await askInPace(span.pace, span.signal, () => askForPage(client, span, nextToken));
    if (page.nextToken !== null && page.nextToken === nextToken)
      throw new EngineError('FAILED', 'CloudTrail gave the same page token twice; its pages would never end.', {
        hint: 'Resume the acquisition.',
      });
    nextToken = page.nextToken;
    yield page;
  } while (nextToken !== null);
}

/** AWS does not accept a page token (any more), or not with this span and attribute: the span must be asked for anew. */
export const isStaleToken = (error: unknown): boolean => readThrown(error).name === 'InvalidNextTokenException';

async function askForPage(client: CloudTrailClient, span: LookupSpan, nextToken: string | null): Promise<LookupPage> {
  const { from, to, attribute, signal } = span;
  const command = new LookupEventsCommand({
    StartTime: new Date(Math.floor(from / 1000) * 1000),
    // Inclusive. With its fraction it takes in all of its second, whether AWS compares milliseconds or cuts them off.
    EndTime: new Date(to - 1),
    MaxResults: 50,
    ...(attribute ? { LookupAttributes: [{ AttributeKey: attribute.key, AttributeValue: attribute.value }] } : {}),
    ...(nextToken === null ? {} : { NextToken: nextToken }),
  });
  const body = keepBody(command);
  const { Events = [], NextToken } = await client.send(command, { abortSignal: signal });
  const times = Events.flatMap(({ EventTime }) => (EventTime ? [EventTime.getTime()] : []));
  return {
    body: body(),
    events: Events.length,
    oldest: times.length === 0 ? null : Math.min(...times),
    newest: times.length === 0 ? null : Math.max(...times),
    nextToken: NextToken ?? null,
  };
}
