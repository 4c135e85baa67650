// Timelines of Plaso (log2timeline, psort) and Timesketch: l2tcsv, dynamic CSV, JSON lines, and Timesketch's CSV and JSONL.
import type { EntityMeaning, Format, FormatColumn } from './format.ts';

/** Names in CSV and JSON beside the column's own. */
const others = new Map<string, string>();

function text(name: string, doc: string, also: string[] = [], entity?: EntityMeaning): FormatColumn {
  for (const other of also) others.set(other.toLowerCase(), name);
  return {
    name,
    type: 'VARCHAR',
    doc,
    ...(also.length > 0 ? { from: [name, ...also].map((key) => `/${key}`) } : {}),
    ...(entity ? { entity } : {}),
  };
}

/** l2tcsv has the day, the time of day and the name of their zone. */
const clock = `coalesce(try_strptime("date" || ' ' || "time", '%m/%d/%Y %H:%M:%S'), try_strptime("date" || ' ' || "time", '%Y-%m-%d %H:%M:%S'))`;

const columns: FormatColumn[] = [
  {
    name: 'event_time',
    type: 'TIMESTAMP',
    doc: 'When it happened, UTC: `datetime`; else `timestamp`; else `date` and `time` in `timezone`; else `time`, seconds since 1970.',
    derive: `coalesce("datetime", TRY(make_timestamp("timestamp")),
      CASE WHEN coalesce(nullif("timezone", '-'), 'UTC') = 'UTC' THEN ${clock}
        ELSE CAST(TRY(timezone("timezone", ${clock})) AS TIMESTAMP) END,
      TRY(make_timestamp(TRY_CAST("time" AS BIGINT) * 1000000)))`,
  },
  { name: 'datetime', type: 'TIMESTAMP', doc: 'When it happened, UTC.' },
  { name: 'timestamp', type: 'BIGINT', doc: 'The same, microseconds since 1970 as Plaso counts them.' },
  text('date', 'Day, month/day/year.'),
  text('time', 'Time of day; in TLN seconds since 1970.'),
  text('timezone', 'Zone of `date` and `time`.', ['zone']),
  text('timestamp_desc', 'What happened then: Creation Time, Last Visited Time, …', ['type']),
  text('macb', 'Modified, accessed, changed, born: a letter each, a dot where not.'),
  text('source', 'Kind of source, short: FILE, EVT, REG, WEBHIST, LOG.', ['source_short']),
  text('source_long', 'Kind of source, in words.', ['sourcetype']),
  text('message', 'What happened, in words.', ['desc', 'description']),
  text('message_short', 'The same, cut.', ['short', 'description_short']),
  text('data_type', 'Type of event: windows:evtx:record, fs:stat, …'),
  text('parser', 'Parser that read it.', ['format']),
  text('display_name', 'File that it was read from, with where that is.'),
  text('filename', 'File that it was read from, or is about.', [], 'resource'),
  text('inode', 'Number of that file in its file system.'),
  text('hostname', 'Machine.', ['host', 'computer_name'], 'domain'),
  text('username', 'User.', ['user'], 'principal'),
  text('user_sid', 'SID of the user.', [], 'principal'),
  text('event_identifier', 'Number of a Windows event.'),
  text('url', 'Address visited.', [], 'url'),
  text('tag', 'Labels.', ['notes']),
  text('version', 'Version of l2tcsv.'),
  text('extra_attributes', 'What else the event has, in l2tcsv.', ['extra']),
  text('md5_hash', 'MD5 of the content, hex.', [], 'hash'),
  text('sha1_hash', 'SHA-1 of the content, hex.', [], 'hash'),
  text('sha256_hash', 'SHA-256 of the content, hex.', [], 'hash'),
  { name: 'file_entropy', type: 'DOUBLE', doc: 'Entropy of the content, bits per byte.' },
  text('yara_match', 'Yara rules that match the content.'),
  { name: 'pathspec', type: 'JSON', doc: 'Where the file is: image, partition, snapshot, path.' },
  { name: 'date_time', type: 'JSON', doc: 'The time as the source had it.' },
];

const l2tcsv =
  'date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra';

const plaso: Format = {
  name: 'plaso',
  title: 'Plaso and Timesketch timelines',
  vendor: 'Plaso, Timesketch',
  source:
    'Plaso documentation, "Output and formatting" and "l2tcsv output format"; Timesketch documentation, "Create timeline from JSONL or CSV file"; read 2026-11-27',
  timeColumn: 'event_time',
  json: {
    recognise: (record) =>
      typeof record.timestamp_desc === 'string' &&
      (typeof record.datetime === 'string' || typeof record.timestamp === 'number') &&
      (typeof record.message === 'string' || typeof record.data_type === 'string'),
  },
  columns,
  table: {
    recognise(names) {
      const has = (list: string) => list.split(',').every((name) => names.includes(name));
      return (
        has('date,time,timezone,MACB,source,sourcetype,type') ||
        has('datetime,timestamp_desc,message') ||
        has('datetime,timestamp_desc,source,source_long') ||
        // TLN, with bars between.
        has('Time,Source,Host,User,Description')
      );
    },
    columnFor(name) {
      const key = name.toLowerCase();
      const column = others.get(key) ?? key;
      return columns.find((one) => one.name === column && one.derive === undefined)?.name ?? null;
    },
  },
  defaultColumns: [
    'event_time',
    'timestamp_desc',
    'source',
    'source_long',
    'message',
    'filename',
    'hostname',
    'username',
    'parser',
    'tag',
  ],
  timeline: {
    time: 'event_time',
    actor: "nullif(username, '-')",
    action: 'timestamp_desc',
    target: 'coalesce(message, filename)',
    region: "nullif(hostname, '-')",
  },
  aliases: {
    '@timestamp': 'event_time',
    desc: 'message',
    description: 'message',
    short: 'message_short',
    type: 'timestamp_desc',
    sourcetype: 'source_long',
    host: 'hostname',
    'host.name': 'hostname',
    user: 'username',
    'user.name': 'username',
    file: 'filename',
    'file.path': 'filename',
    label: 'tag',
    format: 'parser',
    sha256: 'sha256_hash',
    md5: 'md5_hash',
  },
  samples: [
    {
      header: l2tcsv,
      record:
        '03/04/2025,05:06:07,UTC,M...,FILE,File stat,Content Modification Time,ana,host1,/tmp/a,TSK:/tmp/a Type: file,2,TSK:/tmp/a,1001,-,filestat,file_size: 10; is_allocated: True',
      expect: {
        event_time: '2025-03-04 05:06:07',
        date: '03/04/2025',
        timezone: 'UTC',
        macb: 'M...',
        source: 'FILE',
        source_long: 'File stat',
        timestamp_desc: 'Content Modification Time',
        username: 'ana',
        hostname: 'host1',
        message_short: '/tmp/a',
        message: 'TSK:/tmp/a Type: file',
        version: '2',
        filename: 'TSK:/tmp/a',
        inode: '1001',
        parser: 'filestat',
        extra_attributes: 'file_size: 10; is_allocated: True',
        extra: null,
      },
    },
    {
      header: l2tcsv,
      record: '03/04/2025,05:06:07,Europe/Lisbon,.A..,LOG,x,Last Access Time,-,-,s,d,2,f,1,-,p,',
      expect: { event_time: '2025-03-04 05:06:07', username: null },
    },
    {
      header: l2tcsv,
      record: '07/04/2025,05:06:07,Europe/Berlin,.A..,LOG,x,Last Access Time,-,-,s,d,2,f,1,-,p,',
      expect: { event_time: '2025-07-04 03:06:07' },
    },
    {
      header: l2tcsv,
      record: '00/00/0000,00:00:00,UTC,....,LOG,x,Not a time,-,-,s,d,2,f,1,-,p,',
      expect: { event_time: null, date: '00/00/0000' },
    },
    {
      // psort's default, with a field of one's own.
      header: 'datetime,timestamp_desc,source,source_long,message,parser,display_name,tag,sha256_hash,my_field',
      record:
        '2025-03-04T05:06:07.123456+00:00,Creation Time,EVT,WinEVTX,"[4624 / 0x1210] Signed in, as ana",winevtx,OS:/c/Security.evtx,-,00ff,x',
      expect: {
        event_time: '2025-03-04 05:06:07.123456',
        message: '[4624 / 0x1210] Signed in, as ana',
        parser: 'winevtx',
        display_name: 'OS:/c/Security.evtx',
        sha256_hash: '00ff',
        extra: '{"my_field":"x"}',
      },
    },
    {
      record: JSON.stringify({
        __container_type__: 'event',
        __type__: 'AttributeContainer',
        data_type: 'windows:evtx:record',
        date_time: { __class_name__: 'Filetime', __type__: 'DateTimeValues', timestamp: 133855383672500000 },
        display_name: 'OS:/c/Security.evtx',
        event_identifier: 4624,
        filename: '/c/Security.evtx',
        computer_name: 'host1.example.com',
        inode: '-',
        message: 'Signed in.',
        parser: 'winevtx',
        pathspec: { type_indicator: 'OS' },
        timestamp: 1741064767250000,
        timestamp_desc: 'Content Modification Time',
        user_sid: 'S-1-5-18',
      }),
      expect: {
        event_time: '2025-03-04 05:06:07.25',
        timestamp: '1741064767250000',
        data_type: 'windows:evtx:record',
        hostname: 'host1.example.com',
        event_identifier: '4624',
        user_sid: 'S-1-5-18',
        pathspec: '{"type_indicator":"OS"}',
      },
    },
    {
      header: 'message,timestamp,datetime,timestamp_desc,extra_field_1',
      record: 'A message,1741064767250000,2025-03-04T07:06:07+02:00,Write time,foo',
      expect: {
        event_time: '2025-03-04 05:06:07',
        message: 'A message',
        timestamp_desc: 'Write time',
        extra: '{"extra_field_1":"foo"}',
      },
    },
    {
      record: JSON.stringify({
        message: 'Another message',
        timestamp: 123456790,
        datetime: '2025-03-04T05:06:07+00:00',
        timestamp_desc: 'Write time',
        extra_field_1: 'bar',
      }),
      expect: { event_time: '2025-03-04 05:06:07', message: 'Another message', timestamp: '123456790' },
    },
    {
      header: 'Time|Source|Host|User|Description',
      record:
        '1741064767|LOG|host1.example.com|ana|2025-03-04T05:06:07+00:00; Content Modification Time; [app, pid: 7] Done',
      expect: {
        event_time: '2025-03-04 05:06:07',
        source: 'LOG',
        hostname: 'host1.example.com',
        username: 'ana',
        message: '2025-03-04T05:06:07+00:00; Content Modification Time; [app, pid: 7] Done',
        extra: null,
      },
    },
    {
      record: '{"message":"x","datetime":"2025-03-04T05:06:07+00:00","timestamp_desc":"Write time","tag":[}',
      expect: { reject: 'not JSON' },
    },
  ],
};

export default plaso;
