// Syslog: RFC 5424, the older form of RFC 3164 with or without its priority, and files with ISO 8601 times as rsyslog writes
// them. So general that it is taken only where nothing else knows the lines.
import { field as text } from './fields/columns.ts';
import type { Format, FormatColumn } from './format.ts';

const iso = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)`;
const months = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
/** `Mar  4 05:06:07`, `Mar  4 2025 05:06:07`. */
const bsd = String.raw`${months} [ \d]?\d(?: \d{4})? \d\d:\d\d:\d\d(?:\.\d{1,6})?`;
/** `app[123]: `, `app: `. */
const tag = String.raw`(?<app>[^\s:[\]]{1,64})(?:\[(?<procid>[^\]\s]{0,128})\])?:(?: |$)`;
const element = String.raw`\[(?:[^"\]]|"(?:[^"\\]|\\.)*")*\]`;

const rfc5424 = new RegExp(
  String.raw`^<(?<pri>\d{1,3})>(?<version>[1-9]\d?) (?<timestamp>-|${iso}) (?<host>\S{1,255}) (?<app>\S{1,128}) (?<procid>\S{1,128}) (?<msgid>\S{1,64}) (?<structured_data>-|(?:${element})+)(?: \uFEFF?(?<message>.*))?$`,
);
const rfc3164 = new RegExp(
  String.raw`^(?:<(?<pri>\d{1,3})>)?(?<timestamp>${bsd}) (?<host>\S{0,255}) (?:${tag})?(?<message>.*)$`,
);
const withIso = new RegExp(
  String.raw`^(?:<(?<pri>\d{1,3})>)?(?<timestamp>${iso}) (?<host>\S{1,255}) ${tag}(?<message>.*)$`,
);

const facilities =
  'kern,user,mail,daemon,auth,syslog,lpr,news,uucp,cron,authpriv,ftp,ntp,audit,alert,clock,local0,local1,local2,local3,local4,local5,local6,local7';
const severities = 'emerg,alert,crit,err,warning,notice,info,debug';
const nameOf = (list: string, index: string) => `list_extract(string_split('${list}', ','), (${index}) + 1)`;

/** A time is complete with its zone (ISO 8601), or at least with its year. */
const time = `coalesce(
    CAST(TRY_CAST(replace("timestamp", ',', '.') AS TIMESTAMPTZ) AS TIMESTAMP),
    try_strptime(regexp_replace("timestamp", ' +', ' ', 'g'), '%b %d %Y %H:%M:%S'),
    try_strptime(regexp_replace("timestamp", ' +', ' ', 'g'), '%b %d %Y %H:%M:%S.%f'))`;
const address = '^(([0-9]{1,3}[.]){3}[0-9]{1,3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+)$';

const derived = (column: FormatColumn, derive: string): FormatColumn => ({ ...column, derive });
const reading = (pattern: RegExp) => ({
  cut: { kind: 'pattern' as const, pattern },
  nullTexts: ['-'],
  recogniseLine: (line: string) => (pattern.test(line) ? [] : null),
  lastResort: true as const,
});

const syslog: Format = {
  name: 'syslog',
  title: 'Syslog',
  vendor: 'IETF',
  source:
    'RFC 5424, "The Syslog Protocol", RFC 3164, "The BSD syslog Protocol", and rsyslog documentation, "Templates"; read 2026-11-27',
  timeColumn: 'time',
  zoneless: true,
  columns: [
    {
      name: 'time',
      type: 'TIMESTAMP',
      doc: 'When it was logged: UTC where the line says its zone, else as written. Null where the line leaves out the year, as RFC 3164 does; the timeline then takes that of the file.',
      derive: time,
    },
    text('timestamp', 'The time as written.'),
    text('host', 'Machine that logged it: a name or an address.', 'domain'),
    derived(
      text('host_ip', '`host` where it is an address.', 'ip'),
      `CASE WHEN regexp_matches("host", '${address}') THEN "host" END`,
    ),
    text('app', 'Program that logged it.'),
    text('procid', 'Id of its process.'),
    text('msgid', 'Kind of message.'),
    text('message', 'Message.'),
    derived(
      text('ip', 'First IPv4 address in the message, or the IPv6 address that it says it is from.', 'ip'),
      `coalesce(
        nullif(regexp_extract("message", '(?:[0-9]{1,3}[.]){3}[0-9]{1,3}'), ''),
        nullif(regexp_extract("message", '(?:from |rhost=|user [^ ]+ )([0-9A-Fa-f]*:[0-9A-Fa-f:]+)(?: |$)', 1), ''))`,
    ),
    derived(
      text('user', 'User of a sign-in or of sudo, where the message is one that is known.', 'principal'),
      `nullif(coalesce(
        nullif(regexp_extract("message", '^(?:Accepted|Failed) [a-z/-]+ for (?:invalid user )?([^ ]+) from ', 1), ''),
        nullif(regexp_extract("message", '^(?:Invalid user|Successful su for|FAILED su for|FAILED SU [(]to) ([^ )]+)', 1), ''),
        nullif(regexp_extract("message", ' (?:invalid|illegal|authenticating) user ([^ ]+) ', 1), ''),
        nullif(regexp_extract("message", 'session (?:opened|closed) for user ([^ (]+)', 1), ''),
        nullif(regexp_extract("message", 'password changed for ([^ ]+)', 1), ''),
        nullif(regexp_extract("message", 'authentication failures?;.* user=([^ ]+)', 1), ''),
        nullif(regexp_extract("message", '^new user: name=([^,]+)', 1), ''),
        CASE WHEN "app" = 'sudo' THEN regexp_extract("message", '^ *([^ :]+) : ', 1) END), '')`,
    ),
    text('structured_data', 'Structured data as written: [id name="value" …].'),
    { name: 'pri', type: 'INTEGER', doc: 'Priority: 8 × facility + severity.' },
    derived(text('facility', 'Facility: kern, user, mail, daemon, auth, …, local7.'), nameOf(facilities, '"pri" // 8')),
    derived(
      text('severity', 'Severity: emerg, alert, crit, err, warning, notice, info, debug.'),
      nameOf(severities, '"pri" % 8'),
    ),
    { name: 'version', type: 'INTEGER', doc: 'Version of the syslog protocol.' },
  ],
  lines: [reading(rfc5424), reading(rfc3164), reading(withIso)],
  defaultColumns: ['time', 'timestamp', 'host', 'app', 'procid', 'severity', 'message', 'ip', 'user'],
  timeline: {
    time: 'time',
    yearless: `CASE WHEN regexp_matches("timestamp", '^[A-Z][a-z]{2} +[0-9]+ [0-9:]+') THEN coalesce(
      try_strptime(regexp_replace('2000 ' || "timestamp", ' +', ' ', 'g'), '%Y %b %d %H:%M:%S'),
      try_strptime(regexp_replace('2000 ' || "timestamp", ' +', ' ', 'g'), '%Y %b %d %H:%M:%S.%f')) END`,
    actor: 'coalesce("user", host)',
    action: 'app',
    target: 'message',
    source_ip: 'ip',
    outcome: `coalesce(
      nullif(regexp_extract(message, '^(Accepted|Failed|Invalid user) ', 1), ''),
      nullif(regexp_extract(message, 'authentication failure|incorrect password|NOT in sudoers'), ''), severity)`,
    session: `host || ' ' || app || ' ' || procid`,
  },
  sigma: ['syslog', 'auth', 'sshd', 'sudo', 'cron'].map((service) => ({ product: 'linux', category: null, service })),
  aliases: {
    '@timestamp': 'time',
    'host.name': 'host',
    hostname: 'host',
    program: 'app',
    process: 'app',
    'process.name': 'app',
    appname: 'app',
    ident: 'app',
    pid: 'procid',
    'process.pid': 'procid',
    msg: 'message',
    level: 'severity',
    'log.syslog.severity.name': 'severity',
    'log.syslog.facility.name': 'facility',
    'source.ip': 'ip',
    sourceip: 'ip',
    'user.name': 'user',
  },
  samples: [
    {
      record: '<34>1 2025-03-04T05:06:07.003Z host1.example.com su - ID47 - \ufeffsu root failed for ana on /dev/pts/8',
      expect: {
        time: '2025-03-04 05:06:07.003',
        timestamp: '2025-03-04T05:06:07.003Z',
        pri: '34',
        facility: 'auth',
        severity: 'crit',
        version: '1',
        host: 'host1.example.com',
        host_ip: null,
        app: 'su',
        procid: null,
        msgid: 'ID47',
        structured_data: null,
        message: 'su root failed for ana on /dev/pts/8',
        extra: null,
      },
    },
    {
      record: '<165>1 2025-03-04T05:06:07.000003-07:00 192.0.2.1 myproc 8710 - - It is time.',
      expect: { time: '2025-03-04 12:06:07.000003', host_ip: '192.0.2.1', facility: 'local4', severity: 'notice' },
    },
    {
      record:
        '<165>1 2025-03-04T05:06:07Z host1.example.com evntslog - ID47 [exampleSDID@32473 iut="3" eventSource="App \\"x\\"]"][other@32473 class="high"] An entry',
      expect: {
        structured_data: '[exampleSDID@32473 iut="3" eventSource="App \\"x\\"]"][other@32473 class="high"]',
        message: 'An entry',
      },
    },
    {
      record: '<165>1 - - - - - [exampleSDID@32473 iut="3"]',
      expect: { time: null, host: null, app: null, message: null, structured_data: '[exampleSDID@32473 iut="3"]' },
    },
    {
      record: "<34>Mar  4 05:06:07 host1 su: 'su root' failed for ana on /dev/pts/8",
      expect: {
        time: null,
        timestamp: 'Mar  4 05:06:07',
        facility: 'auth',
        host: 'host1',
        app: 'su',
        procid: null,
        message: "'su root' failed for ana on /dev/pts/8",
      },
    },
    {
      record:
        'Mar 14 05:06:07 host1 sshd[1234]: Failed password for invalid user bob from 198.51.100.4 port 50123 ssh2',
      expect: { pri: null, severity: null, app: 'sshd', procid: '1234', ip: '198.51.100.4', user: 'bob' },
    },
    {
      // Without a tag, as RFC 3164 shows it; with a year, as network devices write it.
      record: '<13>Feb  5 17:32:18 192.0.2.99 Use the BFG!',
      expect: { app: null, host: '192.0.2.99', host_ip: '192.0.2.99', message: 'Use the BFG!' },
    },
    {
      record: '<166>Mar  4 2025 05:06:07 fw1 : %ASA-6-302013: Built outbound TCP connection for 203.0.113.7',
      expect: { time: '2025-03-04 05:06:07', host: 'fw1', ip: '203.0.113.7' },
    },
    {
      record:
        '2025-03-04T05:06:07.123456+01:00 host1 sudo:      ana : TTY=pts/0 ; PWD=/home/ana ; USER=root ; COMMAND=/bin/sh',
      expect: { time: '2025-03-04 04:06:07.123456', app: 'sudo', user: 'ana' },
    },
    {
      // A message of several lines.
      record: 'Mar 14 05:06:07 host1 app[7]: Traceback:\n  File "a.py", line 1',
      expect: { app: 'app', message: 'Traceback:\n  File "a.py", line 1' },
    },
    {
      record:
        'Mar 14 05:06:07 host1 sshd[7]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=2001:db8::7  user=ana',
      expect: { ip: '2001:db8::7', user: 'ana' },
    },
    {
      record: 'Mar 14 05:06:07 host1 sshd[7]: Connection closed by invalid user bob 198.51.100.4 port 4022 [preauth]',
      expect: { ip: '198.51.100.4', user: 'bob' },
    },
    {
      record: 'Mar 14 05:06:07 host1 passwd[7]: pam_unix(passwd:chauthtok): password changed for ana',
      expect: { user: 'ana' },
    },
    {
      record: 'Mar 14 05:06:07 host1 useradd[7]: new user: name=eve, UID=1001, GID=1001, home=/home/eve',
      expect: { user: 'eve' },
    },
    {
      // Without a host, where lines are summed up.
      record: 'Mar 14 05:06:07  sshd[7]: last message repeated 2 times',
      expect: { host: null, app: 'sshd', procid: '7', message: 'last message repeated 2 times' },
    },
    { record: '<34>2 not a time', expect: { reject: 'not a record of a known format' } },
  ],
};

export default syslog;
