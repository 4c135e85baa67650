// What an entity left behind: things made, changed and deleted, roles assumed, keys made, logins.
import type { Change, EntityDeeds, ItemList } from '../../../../shared/contract/entities.ts';
import { type Entity, entityPlaces, entityView, narrow } from '../../../../shared/query/entity.ts';
import type { View } from '../../../../shared/query/view.ts';
import { apiVerb } from '../../../../shared/values/api-verb.ts';
import type { Connection, Row } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import type { EngineState } from '../../engine-state.ts';
import { type Matched, withMatched } from '../views/matched.ts';
import {
  among,
  column,
  type EntityRequest,
  figure,
  instant,
  measures,
  noItems,
  textOrNull,
  toItem,
  toList,
  withoutErrors,
} from './items.ts';
import { readRulesHit } from './rules-hit.ts';

export async function readDeeds(
  state: EngineState,
  connection: Connection,
  { entity, scope, limit }: EntityRequest,
  signal: AbortSignal | undefined,
): Promise<EntityDeeds> {
  const view = entityView(entity, scope);
  const changed = among(
    withoutErrors(narrow(view, column('readonly'), 'false')),
    column('eventsource'),
    otherThanChanges,
    true,
  );
  const assuming = among(view, column('eventname'), assumeApis);
  const logins = among(view, column('eventname'), ['ConsoleLogin']);
  const count = ({ of, items, thing, most }: { of: View; items: string[]; thing?: string; most?: number }) =>
    withMatched(state, connection, of, signal, ({ select }) =>
      connection.rows(countGroups(select, items, thing, most), { signal }),
    );
  // One by one: their conditions let most of the requests unread.
  const changes = await count({ of: changed, items: ['eventname', 'eventsource'], thing: nameOfThing, most: limit });
  const assumed = await count({ of: assuming, items: ["requestparameters->>'$.roleArn'"], most: limit });
  const loginRows = await count({ of: logins, items: loginItems });
  const role = column('requestparameters', 'roleArn');
  return {
    changes: {
      items: changes.map(
        (row): Change => ({
          ...toItem(
            row,
            changed,
            [
              [column('eventname'), row.k0],
              [column('eventsource'), row.k1],
            ],
            thingsText(row),
          ),
          verb: apiVerb(String(row.k0)),
        }),
      ),
      distinct: Number(changes[0]?.of ?? 0),
    },
    assumed: toList(assumed, (row) => toItem(row, assuming, [[role, row.k0]])),
    assumedBy: await readAssumedBy(connection, entity, limit, signal),
    keysMade: await readKeysMade(connection, entity, limit, signal),
    logins: toLogins(logins, loginRows, limit),
    rules: await readRulesHit(state, connection, view, limit, signal),
  };
}

const assumeApis = ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot'];
/** They give sessions, which the other lists tell of. */
const otherThanChanges = ['sts.amazonaws.com', 'signin.amazonaws.com'];

const loginItems = ['sourceipaddress', "responseelements->>'$.ConsoleLogin'", "additionaleventdata->>'$.MFAUsed'"];

/** Groups by the items as `k0`, `k1` …, most rows first; `of` is how many there are, `things` the different ones of each. */
function countGroups(select: Matched['select'], items: string[], thing: string | undefined, most: number | undefined) {
  const keys = items.map((_, i) => `k${i}`).join(', ');
  const named = items.map((sql, i) => `${sql} AS k${i}`);
  if (thing !== undefined) named.push(`${thing} AS thing`);
  const things = thing === undefined ? '' : ', list(DISTINCT thing) AS things';
  return `SELECT *, count(*) OVER () AS of FROM (
      SELECT ${keys}, ${measures}${things} FROM (${select(['eventtime AS t', 'errorcode AS code', ...named])}) GROUP BY ${keys})
    ORDER BY n DESC, ${keys}${most === undefined ? '' : ` LIMIT ${most}`}`;
}

/** Places of a request that name what it is about, the most telling first. */
const telling =
  'userName roleName groupName bucketName accessKeyId policyArn policyName instanceProfileName functionName secretId keyId trailName name logGroupName dBInstanceIdentifier dBSnapshotIdentifier snapshotId volumeId imageId groupId repositoryName clusterName tableName topicArn queueName stackName'.split(
    ' ',
  );

/** What a request is about. */
const nameOfThing = `coalesce(nullif(array_to_string(list_filter(json_extract_string(requestparameters, [${telling
  .map((name) => `'$.${name}'`)
  .join(', ')}]), lambda name: name IS NOT NULL)[1:2], ' · '), ''), resources[1].ARN)`;

const shownThings = 3;

function thingsText(row: Row): string | null {
  const things = (JSON.parse(textOrNull(row.things) ?? '[]') as (string | null)[])
    .filter((one) => one !== null)
    .toSorted();
  if (things.length === 0) return null;
  const more = things.length - shownThings;
  return `${things.slice(0, shownThings).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Who assumed a role, or began a session of it: by the events that issued its keys. */
async function readAssumedBy(
  connection: Connection,
  { kind, value }: Entity,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<ItemList> {
  const isSession = kind === 'principal' && value.includes(':assumed-role/');
  if (kind !== 'role' && !isSession) return noItems;
  const rows = await connection.rows(
    `SELECT *, count(*) OVER () AS of FROM (
       SELECT arn, principal_id, invoked_by, account, count(*) AS n, 0 AS errors, ${instant('min(issued)')} AS first, ${instant('max(issued)')} AS last
       FROM logs.pugmark.session_issues WHERE ${isSession ? 'target_arn' : 'target_role'} = ${quoteLiteral(value)}
         AND event IN (${assumeApis.map((name) => quoteLiteral(name)).join(', ')}) GROUP BY ALL)
     ORDER BY n DESC, arn, principal_id, invoked_by, account LIMIT ${limit}`,
    { signal },
  );
  const target = isSession
    ? column('responseelements', 'assumedRoleUser', 'arn')
    : column('requestparameters', 'roleArn');
  const issued: View = withoutErrors(
    narrow(
      among({ from: { kind: 'table', table: 'cloudtrail' }, where: [], sort: [] }, column('eventname'), assumeApis),
      target,
      value,
    ),
  );
  return toList(rows, (row) => {
    const parts = [
      [entityPlaces.arn, row.arn],
      [entityPlaces.principalId, row.principal_id],
      [column('useridentity', 'invokedBy'), row.invoked_by],
    ] as const;
    // A caller from another account has no ARN in this one's logs.
    const detail = row.arn === null && row.account !== null ? `account ${String(row.account)}` : null;
    const item = toItem(
      row,
      issued,
      parts.map(([ref, cell]) => [ref, cell]),
      detail,
    );
    const named = parts.find(([, cell]) => cell !== null);
    return named
      ? { ...item, value: String(named[1]), entity: toItem(row, issued, [[column('actor'), named[1]]]).entity }
      : item;
  });
}

/** Keys that it was given or made, with what each was used for since. */
async function readKeysMade(
  connection: Connection,
  { kind, value }: Entity,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<ItemList> {
  if (!['key', 'principal', 'role', 'actor'].includes(kind)) return noItems;
  const own = `SELECT session FROM logs.pugmark.sessions WHERE session = ${quoteLiteral(value)} OR principal = ${quoteLiteral(value)}${kind === 'role' ? ` OR role = ${quoteLiteral(value)}` : ''}`;
  const rows = await connection.rows(
    `SELECT session, issued_by, coalesce(principal, role) AS target, events AS n, errors, ${instant('first_use')} AS first, ${instant('last_use')} AS last,
       count(*) OVER () AS of
     FROM logs.pugmark.sessions WHERE is_key AND issued_by IS NOT NULL AND (made_by IN (${own}) OR link = 'response' AND parent IN (${own}))
     ORDER BY events DESC, session LIMIT ${limit}`,
    { signal },
  );
  return toList(rows, (row) => ({
    ...toItem(row, { ...entityView({ kind: 'key', value: String(row.session) }), where: [] }, [
      [entityPlaces.key, row.session],
    ]),
    detail: [row.issued_by, row.target].filter((one) => one !== null).join(' → '),
  }));
}

function toLogins(view: View, rows: Row[], limit: number): EntityDeeds['logins'] {
  const outcome = column('responseelements', 'ConsoleLogin');
  const mfa = column('additionaleventdata', 'MFAUsed');
  const sum = (isIn: (row: Row) => boolean) => rows.filter(isIn).reduce((total, row) => total + Number(row.n), 0);
  return {
    succeeded: figure(
      narrow(view, outcome, 'Success'),
      sum((row) => row.k1 === 'Success'),
    ),
    failed: figure(
      narrow(view, outcome, 'Failure'),
      sum((row) => row.k1 === 'Failure'),
    ),
    withoutMfa: figure(
      narrow(narrow(view, outcome, 'Success'), mfa, 'No'),
      sum((row) => row.k1 === 'Success' && row.k2 === 'No'),
    ),
    items: rows.slice(0, limit).map((row) =>
      toItem(
        row,
        view,
        [
          [entityPlaces.ip, row.k0],
          [outcome, row.k1],
          [mfa, row.k2],
        ],
        `${textOrNull(row.k1) ?? 'unknown outcome'}, ${row.k2 === 'Yes' ? 'with MFA' : row.k2 === 'No' ? 'without MFA' : 'MFA not told'}`,
      ),
    ),
  };
}
