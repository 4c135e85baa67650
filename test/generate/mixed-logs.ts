// Eight log types of one small incident, an hour long: a shop is scanned through its load balancer, the credentials of its role
// are taken from its server, and used from outside. For looking at several logs at once; all of it is made up.

export const intruder = '203.0.113.66';
export const shopRole = 'arn:aws:iam::111122223333:role/shop';
export const shopSession = 'arn:aws:sts::111122223333:assumed-role/shop/i-0a1b2c3d4e5f60718';
const account = '111122223333';
const start = Date.UTC(2026, 2, 11, 21, 0, 0);

const at = (second: number) => new Date(start + second * 1000);
const iso = (second: number) => at(second).toISOString();
const two = (n: number) => String(n).padStart(2, '0');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `11/Mar/2026:21:00:00 +0000` */
function clf(second: number): string {
  const time = at(second);
  const day = `${two(time.getUTCDate())}/${months[time.getUTCMonth()]!}/${time.getUTCFullYear()}`;
  return `${day}:${time.toISOString().slice(11, 19)} +0000`;
}
const hex = (n: number, length: number) => n.toString(16).padStart(length, '0');
const many = (count: number, make: (i: number) => string) => Array.from({ length: count }, (_, i) => make(i));
const customer = (i: number) => `198.51.100.${10 + (i % 40)}`;

const trail = () =>
  [
    ['sts.amazonaws.com', 'GetCallerIdentity', 1500, null],
    ['s3.amazonaws.com', 'ListBuckets', 1520, null],
    ['s3.amazonaws.com', 'GetBucketPolicy', 1540, 'AccessDenied'],
    ['secretsmanager.amazonaws.com', 'ListSecrets', 1600, 'AccessDenied'],
    ['iam.amazonaws.com', 'CreateUser', 1660, 'AccessDenied'],
  ].map(([eventSource, eventName, second, errorCode], i) => ({
    eventVersion: '1.08',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLEEXAMPLE001:i-0a1b2c3d4e5f60718',
      arn: shopSession,
      accountId: account,
      accessKeyId: 'ASIAEXAMPLEEXAMPLE66',
      sessionContext: { sessionIssuer: { type: 'Role', arn: shopRole, accountId: account, userName: 'shop' } },
    },
    eventTime: iso(second as number).replace('.000', ''),
    eventSource,
    eventName,
    awsRegion: 'eu-west-1',
    sourceIPAddress: intruder,
    userAgent: 'aws-cli/2.15.0',
    ...(errorCode ? { errorCode, errorMessage: 'not authorized' } : {}),
    requestID: `r-${i}`,
    eventID: `00000000-0000-4000-8000-${hex(i, 12)}`,
    readOnly: eventName !== 'CreateUser',
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  }));

function flow(i: number): string {
  const isScan = i % 3 === 0;
  const from = isScan ? intruder : customer(i);
  const begin = start / 1000 + i * 30;
  return `2 ${account} eni-0a1b2c3d4e5f60718 ${from} 10.0.1.20 ${40_000 + i} ${isScan ? 20 + i : 443} 6 ${3 + i} ${200 + i * 7} ${begin} ${begin + 60} ${isScan ? 'REJECT' : 'ACCEPT'} OK`;
}

function balancer(i: number): string {
  const client = i % 2 === 0 ? intruder : customer(i);
  const path = i % 2 === 0 ? ['.env', 'admin', 'fetch?url=http://169.254.169.254/'][i % 3]! : `cart?item=${i}`;
  const code = i % 2 === 0 && i % 3 !== 2 ? 404 : 200;
  return `https ${iso(i * 40).replace('.000Z', '.186641Z')} app/shop/50dc6c495c0c9188 ${client}:${2800 + i} 10.0.1.20:8443 0.001 0.04${i % 10} 0.000 ${code} ${code} ${300 + i} ${800 + i} "GET https://shop.example.com:443/${path} HTTP/1.1" "Mozilla/5.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:eu-west-1:${account}:targetgroup/shop/73e2d6bc24d8a067 "Root=1-67c68a0f-${hex(i, 24)}" "shop.example.com" "arn:aws:acm:eu-west-1:${account}:certificate/0a" 0 ${iso(i * 40)} "forward" "-" "-" "10.0.1.20:8443" "${code}" "-" "-"`;
}

const objectRead = (i: number) =>
  `${'79a5'.repeat(16)} shop-exports [${clf(1700 + i * 11)}] ${intruder} ${shopSession} 3E57427F3EXAMP${two(i)} REST.GET.OBJECT orders/2026-0${1 + (i % 9)}.csv "GET /orders/2026-0${1 + (i % 9)}.csv HTTP/1.1" ${i % 4 === 3 ? '403 AccessDenied' : '200 -'} ${5000 + i} ${50_000 + i} 70 10 "-" "aws-cli/2.15.0" - hostid${two(i)}= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader shop-exports.s3.eu-west-1.amazonaws.com TLSv1.2 - -`;

const lookup = (i: number) =>
  JSON.stringify({
    version: '1.100000',
    account_id: account,
    region: 'eu-west-1',
    vpc_id: 'vpc-0a1b2c3d',
    query_timestamp: iso(60 + i * 50).replace('.000', ''),
    query_name: i % 3 === 0 ? 'drop.example.net.' : 'shop-db.example.com.',
    query_type: 'A',
    query_class: 'IN',
    rcode: i % 5 === 4 ? 'NXDOMAIN' : 'NOERROR',
    answers: i % 5 === 4 ? [] : [{ Rdata: i % 3 === 0 ? intruder : '10.0.2.9', Type: 'A', Class: 'IN' }],
    srcaddr: '10.0.1.20',
    srcport: String(50_000 + i),
    transport: 'UDP',
    srcids: { instance: 'i-0a1b2c3d4e5f60718' },
  });

const cluster = (i: number) =>
  JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: `11111111-0000-4000-8000-${hex(i, 12)}`,
    stage: 'ResponseComplete',
    requestURI: `/api/v1/namespaces/shop/${i % 2 === 0 ? 'secrets' : 'pods'}`,
    verb: 'list',
    user: {
      username: 'shop',
      groups: ['system:authenticated'],
      extra: { arn: [shopSession], canonicalArn: [shopRole], sessionName: ['i-0a1b2c3d4e5f60718'] },
    },
    sourceIPs: [intruder],
    userAgent: 'kubectl/v1.30.0',
    objectRef: { resource: i % 2 === 0 ? 'secrets' : 'pods', namespace: 'shop', apiVersion: 'v1' },
    responseStatus: { metadata: {}, code: i % 2 === 0 ? 403 : 200 },
    requestReceivedTimestamp: iso(1800 + i * 9).replace('.000Z', '.123456Z'),
    stageTimestamp: iso(1800 + i * 9).replace('.000Z', '.234567Z'),
    annotations: { 'authorization.k8s.io/decision': i % 2 === 0 ? 'forbid' : 'allow' },
  });

const page = (i: number) =>
  `${i % 2 === 0 ? intruder : customer(i)} - - [${clf(i * 40)}] "GET /${i % 2 === 0 ? 'admin' : 'cart'} HTTP/1.1" ${i % 2 === 0 ? 404 : 200} ${500 + i} "https://shop.example.com/" "Mozilla/5.0"`;

/** Central European time, of which the lines say nothing. */
const message = (i: number) =>
  `<38>Mar 11 2026 22:${two(i)}:00 shop-1 sshd[${900 + i}]: Failed password for root from ${intruder} port ${40_000 + i} ssh2`;

/** Names and contents of the files. `rows`: of each log type. */
export const mixedLogs: { name: string; logType: string; text: string; rows: number }[] = [
  { name: 'trail.json', logType: 'cloudtrail', text: JSON.stringify({ Records: trail() }), rows: 5 },
  { name: 'flows.log', logType: 'vpcflow', text: lines(many(40, flow)), rows: 40 },
  { name: 'balancer.log', logType: 'alb', text: lines(many(30, balancer)), rows: 30 },
  { name: 's3-access.log', logType: 's3access', text: lines(many(12, objectRead)), rows: 12 },
  { name: 'resolver.jsonl', logType: 'route53_resolver', text: lines(many(20, lookup)), rows: 20 },
  { name: 'eks-audit.jsonl', logType: 'kubernetes_audit', text: lines(many(8, cluster)), rows: 8 },
  { name: 'nginx.log', logType: 'weblog', text: lines(many(24, page)), rows: 24 },
  { name: 'auth.log', logType: 'syslog', text: lines(many(10, message)), rows: 10 },
];

function lines(all: string[]): string {
  return `${all.join('\n')}\n`;
}
