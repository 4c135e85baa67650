// AWS WAF logs of web ACLs (protection packs): one JSON object for each request that WAF judged.
import { field, text } from './fields/columns.ts';
import type { Format, FormatColumn } from './format.ts';
import { samples } from './samples/waf.ts';

const whole = (key: string, doc: string): FormatColumn => ({ name: key.toLowerCase(), key, type: 'BIGINT', doc });
const headerList = [field('name', 'Header name, as sent.'), field('value', 'Header value.')];

const matchDetails = (key: string): FormatColumn => ({
  name: key,
  key,
  list: true,
  doc: 'What matched, given only for SQL injection and cross-site scripting rules.',
  fields: [
    field('conditionType', 'SQL_INJECTION or XSS.'),
    field('sensitivityLevel', 'Sensitivity of the SQL injection rule: LOW or HIGH.'),
    field('location', 'Part of the request that matched, such as HEADER or BODY.'),
    { name: 'matchedData', type: 'VARCHAR', list: true, doc: 'Pieces of the request that matched.' },
    field('matchedFieldName', 'Name of the header, cookie or argument that matched.'),
  ],
});

/** CAPTCHA and Challenge answer alike. */
const tokenCheck = (key: string, what: string): FormatColumn => ({
  name: key.toLowerCase(),
  key,
  doc: `How the ${what} action ended, for requests it was applied to.`,
  fields: [
    { name: 'responseCode', type: 'INTEGER', doc: 'HTTP status sent; missing where the request went on.' },
    { name: 'solveTimestamp', type: 'BIGINT', doc: 'When the client last solved it, Unix seconds.' },
    field('failureReason', 'Why the token was not accepted, such as TOKEN_MISSING; missing where it was.'),
  ],
});

const headerValue = (name: string) =>
  `list_filter("httprequest".headers, lambda h: lower(h.name) = '${name}')[1].value`;

/** SQL: the address in a text that is one, perhaps with a port; NULL for any other. */
const bareAddress = (text: string) =>
  `coalesce(${[
    '^([0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?::[0-9]+)?$',
    '^\\[?([0-9A-Fa-f]*:[0-9A-Fa-f:.]+)(?:\\](?::[0-9]+)?)?$',
  ]
    .map((pattern) => `nullif(regexp_extract(${text}, '${pattern}', 1), '')`)
    .join(', ')})`;

const waf: Format = {
  name: 'waf',
  title: 'AWS WAF logs',
  vendor: 'AWS',
  source:
    'AWS WAF Developer Guide, "Log fields for protection pack (web ACL) traffic" and "Log examples", and Athena User Guide, "Create a table for AWS WAF S3 logs"; read 2026-11-27',
  timeColumn: 'timestamp',
  json: {
    recognise: (record) =>
      typeof record.webaclId === 'string' &&
      typeof record.action === 'string' &&
      'timestamp' in record &&
      ('httpRequest' in record || 'terminatingRuleId' in record),
  },
  columns: [
    { name: 'timestamp', type: 'TIMESTAMP', epoch: 'ms', doc: 'When WAF judged the request, UTC.' },
    { name: 'formatversion', key: 'formatVersion', type: 'INTEGER', doc: 'Version of the log format.' },
    text('webaclId', 'ARN or id of the web ACL.', 'resource'),
    text('terminatingRuleId', 'Rule that ended the evaluation, or Default_Action.'),
    text('terminatingRuleType', 'RATE_BASED, REGULAR, GROUP or MANAGED_RULE_GROUP.'),
    text('action', 'ALLOW, BLOCK, CAPTCHA or CHALLENGE: what was done with the request.'),
    { ...matchDetails('terminatingRuleMatchDetails'), name: 'terminatingrulematchdetails' },
    text(
      'httpSourceName',
      'Kind of what was protected: CF, APIGW, ALB, APPSYNC, COGNITOIDP, APPRUNNER, VERIFIED_ACCESS.',
    ),
    text('httpSourceId', 'Id of what was protected.', 'resource'),
    {
      name: 'rulegrouplist',
      key: 'ruleGroupList',
      list: true,
      doc: 'Rule groups that acted on the request.',
      fields: [
        field('ruleGroupId', 'Rule group.'),
        {
          name: 'terminatingRule',
          doc: 'Rule of the group that ended the evaluation.',
          fields: [
            field('ruleId', 'Rule.'),
            field('action', 'Action of the rule.'),
            field('overriddenAction', 'Action that the rule had before it was overridden.'),
            matchDetails('ruleMatchDetails'),
            { name: 'captchaResponse', type: 'JSON', doc: 'How its CAPTCHA action ended.' },
            { name: 'challengeResponse', type: 'JSON', doc: 'How its Challenge action ended.' },
          ],
        },
        {
          name: 'nonTerminatingMatchingRules',
          type: 'JSON',
          doc: 'Rules of the group that matched and did not end it.',
        },
        {
          name: 'excludedRules',
          list: true,
          doc: 'Rules of the group that are excluded, and so only counted.',
          fields: [field('ruleId', 'Rule.'), field('exclusionType', 'EXCLUDED_AS_COUNT.')],
        },
        field('customerConfig', 'Settings of the customer for the rule group.'),
      ],
    },
    {
      name: 'ratebasedrulelist',
      key: 'rateBasedRuleList',
      list: true,
      doc: 'Rate-based rules that acted on the request.',
      fields: [
        field('rateBasedRuleId', 'Id of the rule.'),
        field('rateBasedRuleName', 'Name of the rule.'),
        field('limitKey', 'What requests were counted by: IP, FORWARDEDIP, CUSTOMKEYS, CONSTANT.'),
        field('limitValue', 'Address that was counted, or INVALID.'),
        { name: 'maxRateAllowed', type: 'BIGINT', doc: 'Requests allowed in the window.' },
        { name: 'evaluationWindowSec', type: 'BIGINT', doc: 'Window, seconds.' },
        {
          name: 'customValues',
          list: true,
          doc: 'Values of the custom keys that were counted.',
          fields: [
            field('key', 'Kind of key, such as HEADER.'),
            field('name', 'Name of the header, cookie or argument.'),
            field('value', 'Value.'),
          ],
        },
      ],
    },
    {
      name: 'nonterminatingmatchingrules',
      key: 'nonTerminatingMatchingRules',
      type: 'JSON',
      doc: 'Rules that matched and did not end the evaluation, such as those that count.',
    },
    {
      name: 'requestheadersinserted',
      key: 'requestHeadersInserted',
      list: true,
      doc: 'Headers that WAF added for the origin.',
      fields: headerList,
    },
    {
      name: 'responsecodesent',
      key: 'responseCodeSent',
      type: 'INTEGER',
      doc: 'HTTP status of a custom response.',
    },
    {
      name: 'httprequest',
      key: 'httpRequest',
      doc: 'The request.',
      fields: [
        field('clientIp', 'Address of the client, or of the last proxy.', 'ip'),
        field('country', 'Country of the client, ISO 3166 alpha-2; `-` where it is not known.'),
        { name: 'headers', list: true, doc: 'Request headers, in their order.', fields: headerList },
        field('uri', 'Path.', 'url'),
        field('args', 'Query string.'),
        field('httpVersion', 'HTTP version.'),
        field('httpMethod', 'HTTP method.'),
        field('requestId', 'Id that the protected service gave the request; the trace id for an ALB.'),
        field('fragment', 'Fragment of the URL.'),
        field('scheme', 'http or https.'),
        field('host', 'Host that was asked for.', 'domain'),
      ],
    },
    {
      name: 'labels',
      list: true,
      doc: 'Labels that rules set.',
      fields: [field('name', 'Label, with its namespace.')],
    },
    tokenCheck('captchaResponse', 'CAPTCHA'),
    tokenCheck('challengeResponse', 'Challenge'),
    text('ja3Fingerprint', 'JA3 hash of the TLS Client Hello.', 'hash'),
    text('ja4Fingerprint', 'JA4 fingerprint of the TLS Client Hello.', 'hash'),
    text(
      'oversizeFields',
      'Parts that were too large to inspect whole: REQUEST_BODY, REQUEST_JSON_BODY, REQUEST_HEADERS or REQUEST_COOKIES.',
    ),
    whole('requestBodySize', 'Size of the body, bytes.'),
    whole('requestBodySizeInspectedByWAF', 'Bytes of the body that were inspected.'),
    whole('clientAsn', 'Autonomous system of the client; logged only with an ASN match rule.'),
    whole('forwardedAsn', 'Autonomous system of the address in the forwarding header.'),
    text('cfDistributionTenantId', 'CloudFront distribution tenant.', 'resource'),
    {
      name: 'host',
      type: 'VARCHAR',
      entity: 'domain',
      doc: 'The Host header, without a port; the host of the request where no such header is logged.',
      derive: `regexp_replace(coalesce(${headerValue('host')}, "httprequest".host), ':[0-9]+$', '')`,
    },
    {
      name: 'user_agent',
      type: 'VARCHAR',
      entity: 'user-agent',
      doc: 'The User-Agent header.',
      derive: headerValue('user-agent'),
    },
    { name: 'referer', type: 'VARCHAR', entity: 'url', doc: 'The Referer header.', derive: headerValue('referer') },
    {
      name: 'forwarded_for',
      type: 'VARCHAR',
      entity: 'ip',
      doc: 'First address of the X-Forwarded-For header: what the client claims to be behind proxies.',
      derive: bareAddress(`trim(split_part(${headerValue('x-forwarded-for')}, ',', 1))`),
    },
  ],
  defaultColumns: [
    'timestamp',
    'action',
    'httprequest.clientIp',
    'httprequest.country',
    'httprequest.httpMethod',
    'host',
    'httprequest.uri',
    'httprequest.args',
    'terminatingruleid',
    'user_agent',
    'labels',
  ],
  timeline: {
    time: 'timestamp',
    actor: 'httprequest.clientIp',
    action: "concat_ws(' ', 'request', httprequest.httpMethod)",
    target: "nullif(concat(host, httprequest.uri), '')",
    source_ip: 'httprequest.clientIp',
    user_agent: 'user_agent',
    outcome: 'action',
    account: "nullif(split_part(webaclid, ':', 5), '')",
    region: "nullif(split_part(webaclid, ':', 4), '')",
    session: 'httprequest.requestId',
  },
  aliases: {
    time: 'timestamp',
    '@timestamp': 'timestamp',
    ip: 'httprequest.clientIp',
    clientip: 'httprequest.clientIp',
    'source.ip': 'httprequest.clientIp',
    'src_endpoint.ip': 'httprequest.clientIp',
    country: 'httprequest.country',
    'source.geo.country_iso_code': 'httprequest.country',
    method: 'httprequest.httpMethod',
    'http.request.method': 'httprequest.httpMethod',
    uri: 'httprequest.uri',
    path: 'httprequest.uri',
    'url.path': 'httprequest.uri',
    query: 'httprequest.args',
    'url.query': 'httprequest.args',
    domain: 'host',
    'url.domain': 'host',
    agent: 'user_agent',
    useragent: 'user_agent',
    'user_agent.original': 'user_agent',
    'http_request.user_agent': 'user_agent',
    rule: 'terminatingruleid',
    'rule.id': 'terminatingruleid',
    'event.action': 'action',
    acl: 'webaclid',
    ja3: 'ja3fingerprint',
    ja4: 'ja4fingerprint',
    'tls.client.ja3': 'ja3fingerprint',
  },
  samples,
};

export default waf;
