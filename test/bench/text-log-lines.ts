// Lines of text logs as their services write them, invented from a seed: clients, agents and paths come again and again, times go
// up, ids are all different. What the benchmarks count in them is told beside each line.
import { type Random, seedRandom } from '../generate/random.ts';

export const textLogNames = ['vpcflow', 'alb', 's3access', 'weblog', 'zeek'] as const;
export type TextLogName = (typeof textLogNames)[number];

export type Line = {
  text: string;
  /** What the line says for bytes; 0 where it has `-`. */
  bytes: number;
  /** Its action, status or state; `-` for none. */
  outcome: string;
};
export type LineWriter = {
  /** Before the lines of each file. */
  head: string;
  /** @param at seconds since 1970, whole where the format knows no fractions */
  write(random: Random, at: number): Line;
  hasFractions: boolean;
};

const account = '111122223333';
const region = 'eu-west-1';
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const pad = (n: number) => String(n).padStart(2, '0');

/** The range that RFC 2544 keeps for benchmarks; the first clients are the busiest. */
const clients = Array.from(
  { length: 20_000 },
  (_, i) => `198.${18 + (i >> 15)}.${(i >> 7) & 255}.${1 + ((i * 2) & 255)}`,
);
/** Stands in all logs, in about a line of 27. */
export const busiestClient = clients[0]!;
const pickClient = (random: Random) => clients[Math.floor(random.unit() ** 3 * clients.length)]!;

const seeded = seedRandom('text logs');
const hosts = Array.from({ length: 400 }, (_, i) => `10.0.${i >> 6}.${10 + (i & 63) * 3}`);
const interfaces = hosts.map(() => `eni-0${seeded.hex(4)}`);
const versions = Array.from({ length: 12 }, (_, i) => 120 + i);
const agents = [
  ...versions.map(
    (v) =>
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${v}.0.0.0 Safari/537.36`,
  ),
  ...versions.map((v) => `Mozilla/5.0 (X11; Linux x86_64; rv:${v}.0) Gecko/20100101 Firefox/${v}.0`),
  ...versions.map(
    (v) =>
      `Mozilla/5.0 (iPhone; CPU iPhone OS 17_${v - 120} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148`,
  ),
  'curl/8.5.0',
  'python-requests/2.32.3',
  'Go-http-client/2.0',
];
const sdks = [
  'aws-cli/2.15.30 Python/3.11.8 Linux/6.1.0 exe/x86_64.debian.12',
  'aws-sdk-java/2.25.11 Linux/5.10 OpenJDK_64-Bit_Server_VM/21',
  'Boto3/1.34.69 md/Botocore#1.34.69 ua/2.0 os/linux lang/python#3.12.2',
  'S3Console/0.4, aws-internal/3',
  '-',
];
const words = [
  'account',
  'api',
  'assets',
  'basket',
  'blog',
  'cart',
  'catalogue',
  'checkout',
  'help',
  'images',
  'invoices',
  'login',
  'media',
  'news',
  'orders',
  'products',
  'reports',
  'search',
  'static',
  'users',
];
const pickPath = (random: Random) => `/${random.pick(words)}/${random.pick(words)}/${random.below(4000)}`;
const pickQuery = (random: Random) =>
  random.chance(0.3) ? `?page=${random.below(50)}&sort=${random.pick(words)}&t=${random.hex(2)}` : '';
const statuses = [
  '200',
  '200',
  '200',
  '200',
  '200',
  '200',
  '200',
  '204',
  '206',
  '301',
  '302',
  '304',
  '304',
  '400',
  '401',
  '403',
  '404',
  '404',
  '429',
  '500',
  '502',
  '503',
];
const methods = ['GET', 'GET', 'GET', 'GET', 'GET', 'GET', 'POST', 'POST', 'PUT', 'HEAD', 'DELETE'];
/** Most answers are small, a few large. */
const pickSize = (random: Random) => Math.floor(40 + random.unit() ** 6 * 5_000_000);

/** ISO 8601 with microseconds. */
export function preciseTime(at: number): string {
  const micros = Math.round(at * 1e6);
  const seconds = Math.floor(micros / 1e6);
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(micros - seconds * 1e6).padStart(6, '0')}Z`;
}
function apacheTime(at: number): string {
  const date = new Date(at * 1000);
  return `${pad(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000`;
}

/** Version 2, the default. */
const vpcflow: LineWriter = {
  head: 'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n',
  hasFractions: false,
  write(random, at) {
    const host = random.below(hosts.length);
    const end = at + 30 + random.below(30);
    if (random.chance(0.01))
      return { text: `2 ${account} ${interfaces[host]} - - - - - - - ${at} ${end} - NODATA`, bytes: 0, outcome: '-' };
    const inward = random.chance(0.5);
    const [near, far] = [hosts[host]!, random.chance(0.4) ? random.pick(hosts) : pickClient(random)];
    const [high, low] = [
      1024 + random.below(64_511),
      random.pick([22, 53, 80, 123, 443, 443, 443, 3306, 3389, 5432, 8080]),
    ];
    const packets = 1 + Math.floor(random.unit() ** 4 * 3000);
    const bytes = packets * (40 + random.below(1400));
    const outcome = random.chance(0.12) ? 'REJECT' : 'ACCEPT';
    const ends = inward ? `${far} ${near} ${high} ${low}` : `${near} ${far} ${low} ${high}`;
    return {
      text: `2 ${account} ${interfaces[host]} ${ends} ${low === 53 || low === 123 ? 17 : 6} ${packets} ${bytes} ${at} ${end} ${outcome} OK`,
      bytes,
      outcome,
    };
  },
};

/** All fields up to the connection's trace id. */
const alb: LineWriter = {
  head: '',
  hasFractions: true,
  write(random, at) {
    const type = random.pick(['https', 'https', 'h2', 'h2', 'h2', 'http']);
    const outcome = random.pick(statuses);
    const isRefused = outcome === '403' || outcome === '503';
    const target = isRefused ? '-' : `${random.pick(hosts)}:8443`;
    const times = isRefused ? '-1 -1 -1' : `0.00${random.below(10)} ${(random.unit() ** 4 * 3).toFixed(3)} 0.000`;
    const bytes = pickSize(random);
    const [host, port] = type === 'http' ? ['shop.example.com', 80] : ['shop.example.com', 443];
    const url = `${type === 'http' ? 'http' : 'https'}://${host}:${port}${pickPath(random)}${pickQuery(random)}`;
    const tls = type === 'http' ? '- -' : 'ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2';
    const group = isRefused
      ? '-'
      : `arn:aws:elasticloadbalancing:${region}:${account}:targetgroup/shop/73e2d6bc24d8a067`;
    const certificate =
      type === 'http'
        ? '"-" "-"'
        : `"${host}" "arn:aws:acm:${region}:${account}:certificate/11111111-2222-4333-8444-555555555555"`;
    const began = preciseTime(at - random.unit() * 0.4);
    return {
      text: `${type} ${preciseTime(at)} app/shop/50dc6c495c0c9188 ${pickClient(random)}:${1024 + random.below(64_511)} ${target} ${times} ${outcome} ${isRefused ? '-' : outcome} ${100 + random.below(2000)} ${bytes} "${random.pick(methods)} ${url} HTTP/${type === 'h2' ? '2.0' : '1.1'}" "${random.pick(agents)}" ${tls} ${group} "Root=1-${random.hex(2)}-${random.hex(6)}" ${certificate} ${random.below(40)} ${began} "${isRefused ? 'waf' : 'forward'}" "-" "-" "${target}" "${isRefused ? '-' : outcome}" "-" "-" TID_${random.hex(8)}`,
      bytes,
      outcome,
    };
  },
};

const buckets = ['ledger', 'invoices-2026', 'shop-assets', 'backups', 'data-lake-raw', 'reports'];
const operations = [
  'REST.GET.OBJECT',
  'REST.GET.OBJECT',
  'REST.GET.OBJECT',
  'REST.HEAD.OBJECT',
  'REST.PUT.OBJECT',
  'REST.PUT.PART',
  'REST.DELETE.OBJECT',
  'REST.GET.BUCKET',
];
const owner = seeded.hex(16);

/** All fields up to `aclRequired`. */
const s3access: LineWriter = {
  head: '',
  hasFractions: false,
  write(random, at) {
    const operation = random.pick(operations);
    const bucket = random.pick(buckets);
    const key = operation.endsWith('BUCKET')
      ? '-'
      : `${random.pick(words)}/${random.pick(words)}/${random.uuid()}.parquet`;
    const isAnonymous = random.chance(0.03);
    const outcome = isAnonymous ? '403' : random.pick(['200', '200', '200', '200', '206', '304', '404']);
    const error = { 403: 'AccessDenied', 404: 'NoSuchKey' }[outcome] ?? '-';
    const bytes = outcome === '304' || operation.includes('PUT') ? 0 : pickSize(random);
    const requester = isAnonymous
      ? '-'
      : `arn:aws:sts::${account}:assumed-role/${random.pick(words)}/i-0${random.hex(4)}`;
    const uri = `${operation.split('.')[1]} /${bucket}/${key === '-' ? '?list-type=2' : key} HTTP/1.1`;
    return {
      text: `${owner} ${bucket} [${apacheTime(at)}] ${pickClient(random)} ${requester} ${random.hex(4).toUpperCase()} ${operation} ${key} "${uri}" ${outcome} ${error} ${bytes === 0 ? '-' : bytes} ${key === '-' ? '-' : bytes + random.below(100)} ${1 + random.below(400)} ${random.below(200)} "-" "${random.pick(sdks)}" - ${random.base64(76)} ${isAnonymous ? '-' : 'SigV4'} TLS_AES_128_GCM_SHA256 ${isAnonymous ? '-' : 'AuthHeader'} ${bucket}.s3.${region}.amazonaws.com TLSv1.3 - -`,
      bytes,
      outcome,
    };
  },
};

/** Combined Log Format. */
const weblog: LineWriter = {
  head: '',
  hasFractions: false,
  write(random, at) {
    const user = random.chance(0.05) ? random.pick(words) : '-';
    const outcome = random.pick(statuses);
    const bytes = outcome === '204' || outcome === '304' ? 0 : pickSize(random);
    const referer = random.chance(0.5) ? `https://shop.example.com${pickPath(random)}` : '-';
    // One in a hundred has a quote in its agent, which the server escapes.
    const agent = random.chance(0.01) ? 'a \\"quoted\\" agent' : random.pick(agents);
    return {
      text: `${pickClient(random)} - ${user} [${apacheTime(at)}] "${random.pick(methods)} ${pickPath(random)}${pickQuery(random)} HTTP/1.1" ${outcome} ${bytes === 0 ? '-' : bytes} "${referer}" "${agent}"`,
      bytes,
      outcome,
    };
  },
};

const zeekFields =
  'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state local_orig local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents';
const zeekTypes =
  'time string addr port addr port enum string interval count count string bool bool count string count count count count set[string]';

/** conn.log. */
const zeek: LineWriter = {
  head: `#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#open\t2026-01-05-00-00-00\n#fields\t${zeekFields.replaceAll(' ', '\t')}\n#types\t${zeekTypes.replaceAll(' ', '\t')}\n`,
  hasFractions: true,
  write(random, at) {
    const [proto, service, port] = random.pick([
      ['tcp', 'ssl', 443],
      ['tcp', 'ssl', 443],
      ['tcp', 'http', 80],
      ['udp', 'dns', 53],
      ['tcp', 'ssh', 22],
      ['tcp', '-', 3389],
    ] as const);
    const outcome = random.pick(['SF', 'SF', 'SF', 'SF', 'S0', 'REJ', 'RSTO', 'RSTR', 'OTH']);
    const isAnswered = outcome !== 'S0' && outcome !== 'REJ';
    const bytes = isAnswered ? pickSize(random) : 0;
    const packets = 1 + random.below(60);
    const traffic = isAnswered
      ? `${(random.unit() ** 3 * 600).toFixed(6)}\t${random.below(9000)}\t${bytes}`
      : '-\t-\t-';
    return {
      text: `${at.toFixed(6)}\tC${random.base32(17)}\t${pickClient(random)}\t${1024 + random.below(64_511)}\t${random.pick(hosts)}\t${port}\t${proto}\t${service}\t${traffic}\t${outcome}\tF\tT\t0\t${isAnswered ? 'ShADadFf' : 'S'}\t${packets}\t${packets * (40 + random.below(900))}\t${isAnswered ? packets : 0}\t${isAnswered ? bytes + 40 * packets : 0}\t-`,
      bytes,
      outcome,
    };
  },
};

export const lineWriters: Record<TextLogName, LineWriter> = { vpcflow, alb, s3access, weblog, zeek };
