// logfmt: lines of key=value, as Go programs, Heroku and many others write them. So general that it is taken only where
// nothing else knows the lines.
import type { EntityMeaning, Format, FormatColumn } from './format.ts';

const keys = new Map<string, string>();

function column(name: string, doc: string, written: string, entity?: EntityMeaning): FormatColumn {
  for (const key of written.split(' ')) keys.set(key, name);
  return { name, key: written.split(' ')[0]!, type: 'VARCHAR', doc, ...(entity ? { entity } : {}) };
}
const derived = (name: string, doc: string, derive: string, entity?: EntityMeaning): FormatColumn => ({
  name,
  type: 'VARCHAR',
  doc,
  derive,
  ...(entity ? { entity } : {}),
});

/** A number since 1970: seconds until the year 5138, milliseconds, microseconds and nanoseconds are told apart by their size. */
const number = 'abs(TRY_CAST("timestamp" AS DOUBLE))';
const time = `coalesce(
    CASE WHEN ${number} >= 1e17 THEN TRY(make_timestamp(CAST(TRY_CAST("timestamp" AS DOUBLE) / 1e3 AS BIGINT)))
      WHEN ${number} >= 1e14 THEN TRY(make_timestamp(CAST(TRY_CAST("timestamp" AS DOUBLE) AS BIGINT)))
      WHEN ${number} >= 1e11 THEN TRY(make_timestamp(CAST(TRY_CAST("timestamp" AS DOUBLE) * 1e3 AS BIGINT)))
      WHEN ${number} >= 1e8 THEN TRY(make_timestamp(CAST(TRY_CAST("timestamp" AS DOUBLE) * 1e6 AS BIGINT))) END,
    CAST(TRY_CAST("timestamp" AS TIMESTAMPTZ) AS TIMESTAMP),
    try_strptime("timestamp", ['%Y/%m/%d %H:%M:%S', '%Y/%m/%d %H:%M:%S.%f', '%Y-%m-%d %H:%M:%S,%f']))`;

const columns: FormatColumn[] = [
  {
    name: 'time',
    type: 'TIMESTAMP',
    doc: 'When it was logged: UTC where the line says its zone or counts from 1970, else as written.',
    derive: time,
  },
  column('timestamp', 'The time as written.', 'time ts t timestamp @timestamp datetime date'),
  column('level', 'Level: debug, info, warn, error, …', 'level lvl severity loglevel at'),
  column('message', 'Message.', 'msg message'),
  column('logger', 'Part of the program that logged it.', 'logger component module subsystem'),
  column('caller', 'Place in the source that logged it.', 'caller source file'),
  column('error', 'Error.', 'err error'),
  column('service', 'Program.', 'service app program'),
  column('host', 'Machine, or host asked for.', 'host hostname', 'domain'),
  column('user', 'User.', 'user username usr uname user_id userId', 'principal'),
  column(
    'client',
    'Client as written, an address with or without a port.',
    'ip client_ip clientIP remote_addr remote_ip remote src_ip fwd addr client peer',
  ),
  derived(
    'ip',
    'First address in `client`.',
    `CASE WHEN regexp_matches("client", '^([0-9]{1,3}[.]){3}[0-9]{1,3}') THEN regexp_extract("client", '^[0-9.]+')
      WHEN "client" LIKE '[%' THEN nullif(regexp_extract("client", '^.([0-9A-Fa-f:.]+)]', 1), '')
      WHEN regexp_full_match("client", '[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*') THEN "client" END`,
    'ip',
  ),
  column('method', 'HTTP method.', 'method'),
  column('path', 'What was asked for.', 'path uri url request_path', 'url'),
  { ...column('status', 'HTTP or other status.', 'status status_code code'), type: 'VARCHAR' },
  column('duration', 'How long it took, as written.', 'duration elapsed took latency'),
  column('user_agent', 'User agent.', 'user_agent userAgent ua agent', 'user-agent'),
  column('request_id', 'Request.', 'request_id requestId req_id reqid'),
  column('trace_id', 'Trace.', 'trace_id traceID traceId trace'),
];

const pair = /[ \t]*([A-Za-z_@][\w.@/-]*)=(?:"(?:[^"\\]|\\.)*"|[^\s"]*)(?=[ \t]|$)/y;

/** Pairs and nothing else, of which at least two are of the kind that every logger writes. */
function isLogfmt(line: string): boolean {
  // The Linux audit log has pairs, too, but is a format of its own.
  if (line.includes('msg=audit(')) return false;
  const text = line.trimEnd();
  const found = new Set<string>();
  let pairs = 0;
  pair.lastIndex = 0;
  while (pair.lastIndex < text.length) {
    const match = pair.exec(text);
    if (!match) return false;
    pairs++;
    const known = keys.get(match[1]!);
    if (known) found.add(known);
  }
  const logs = found.has('message') || found.has('level') || found.has('error');
  return pairs >= 2 && found.size >= 2 && (logs || (found.has('method') && found.has('path')));
}

const logfmt: Format = {
  name: 'logfmt',
  title: 'logfmt',
  vendor: 'General',
  source: 'go-logfmt documentation, package logfmt, and Brandur Leach, "logfmt"; read 2026-11-27',
  timeColumn: 'time',
  zoneless: true,
  columns,
  lines: [
    {
      cut: { kind: 'pairs' },
      nullTexts: [],
      recogniseLine: (line) => (isLogfmt(line) ? [] : null),
      columnFor: (field) => keys.get(field) ?? null,
      lastResort: true,
    },
  ],
  defaultColumns: [
    'time',
    'level',
    'message',
    'error',
    'logger',
    'caller',
    'service',
    'user',
    'ip',
    'method',
    'path',
    'status',
  ],
  timeline: {
    time: 'time',
    actor: 'coalesce("user", client)',
    action: 'coalesce(method, logger, service, level)',
    target: 'coalesce(path, message, error)',
    source_ip: 'ip',
    user_agent: 'user_agent',
    outcome: 'coalesce(status, level)',
    session: 'coalesce(request_id, trace_id)',
  },
  aliases: {
    '@timestamp': 'time',
    ts: 'time',
    msg: 'message',
    lvl: 'level',
    'log.level': 'level',
    err: 'error',
    'user.name': 'user',
    'source.ip': 'ip',
    sourceip: 'ip',
    'host.name': 'host',
    url: 'path',
    agent: 'user_agent',
    'trace.id': 'trace_id',
  },
  samples: [
    {
      record: 'ts=2025-03-04T05:06:07.25Z level=info msg="signed in" user=ana remote_addr=192.0.2.10:50123 tries=2',
      expect: {
        time: '2025-03-04 05:06:07.25',
        timestamp: '2025-03-04T05:06:07.25Z',
        level: 'info',
        message: 'signed in',
        user: 'ana',
        client: '192.0.2.10:50123',
        ip: '192.0.2.10',
        error: null,
        extra: '{"tries":"2"}',
      },
    },
    {
      record:
        'time="2025-03-04T05:06:07+01:00" level=error msg="open \\"a b\\": no such file" error=ENOENT caller=main.go:12 dry_run=',
      expect: {
        time: '2025-03-04 04:06:07',
        message: 'open "a b": no such file',
        error: 'ENOENT',
        caller: 'main.go:12',
        extra: '{"dry_run":null}',
      },
    },
    {
      record: 'level=warn ts=1741064767.25 logger=store msg=slow addr=[2001:db8::7]:443 took=1.5s',
      expect: { time: '2025-03-04 05:06:07.25', logger: 'store', ip: '2001:db8::7', duration: '1.5s' },
    },
    {
      // Heroku's router.
      record:
        'at=info method=GET path="/a?b=c" host=www.example.com request_id=r-1 fwd="198.51.100.4,192.0.2.9" status=200 bytes=10',
      expect: {
        time: null,
        level: 'info',
        method: 'GET',
        path: '/a?b=c',
        ip: '198.51.100.4',
        status: '200',
        request_id: 'r-1',
        extra: '{"bytes":"10"}',
      },
    },
    {
      record: 't=1741064767250 lvl=eror msg="two times" time=later msg=again',
      expect: {
        time: '2025-03-04 05:06:07.25',
        level: 'eror',
        message: 'two times',
        extra: '{"time":"later","msg":"again"}',
      },
    },
    {
      record: 'level=error msg=panic user=ana\n\tgoroutine 1 [running]:',
      expect: { level: 'error', user: 'ana', message: 'panic\n\tgoroutine 1 [running]:' },
    },
    { record: 'panic: level=error msg="not closed', expect: { reject: 'not a record of a known format' } },
  ],
};

export default logfmt;
