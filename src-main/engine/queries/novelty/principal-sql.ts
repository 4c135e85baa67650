// Who acts and by what, as SQL over `cloudtrail`: the same as `principalOf` and `agentOf` of shared/novelty say in TypeScript.
import { agentBrowsers, agentSystems, browserStart } from '../../../../shared/novelty/agent.ts';
import { personName, personPath, roleIdMark, roleMark, sessionMark } from '../../../../shared/novelty/principal.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { identityPlace } from '../sessions/identity.ts';

const [role, arn, type, id, service] = (['role', 'arn', 'type', 'principal_id', 'invoked_by'] as const).map(
  identityPlace,
) as [string, string, string, string, string];
const has = (text: string, mark: string) => `contains(${text}, ${quoteLiteral(mark)})`;

/** The key of a row's principal; NULL: the record does not say who. */
export const principalSql = `CASE
  WHEN ${has(role, roleMark)} AND NOT ${has(role, personPath)} THEN 'r' || ${role}
  WHEN ${has(arn, sessionMark)} AND NOT ${has(arn, personName)} THEN 'p' || regexp_extract(${arn}, '^((?s:.*))/', 1)
  WHEN ${arn} IS NOT NULL THEN 'a' || ${arn}
  WHEN ${service} IS NOT NULL AND coalesce(${type}, 'AWSService') = 'AWSService' THEN 's' || ${service}
  WHEN starts_with(${id}, ${quoteLiteral(roleIdMark)}) THEN 'f' || split_part(${id}, ':', 1)
  WHEN ${id} IS NOT NULL THEN 'i' || ${id}
  WHEN ${service} IS NOT NULL THEN 'v' || ${service}
  WHEN ${identityPlace('user_name')} IS NOT NULL THEN 'n' || ${identityPlace('user_name')}
  WHEN ${identityPlace('behalf_of')} IS NOT NULL THEN 'b' || ${identityPlace('behalf_of')}
  WHEN ${identityPlace('account')} IS NOT NULL THEN 'c' || ${identityPlace('account')} END`;

const pick = (lower: string, among: readonly [string, ...string[]][], otherwise: string) =>
  `CASE ${among
    .map(([name, ...marks]) => `WHEN ${marks.map((mark) => has(lower, mark)).join(' OR ')} THEN ${quoteLiteral(name)}`)
    .join(' ')} ELSE ${quoteLiteral(otherwise)} END`;

/** @param agent SQL of a user agent; its key as `agentOf` has it */
export const agentSql = (agent: string): string =>
  `${pick(`lower(${agent})`, agentSystems, '')} || '|' || CASE WHEN starts_with(${agent}, ${quoteLiteral(browserStart)})
    THEN '@' || ${pick(`lower(${agent})`, agentBrowsers, 'browser')} ELSE '=' || split_part(${agent}, '/', 1) END`;
