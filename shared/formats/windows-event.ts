// Windows events exported as JSON: evtx_dump, Winlogbeat, PowerShell's Get-WinEvent | ConvertTo-Json, and flat records as NXLog
// and public data sets have them.
import { columns } from './fields/windows-event.ts';
import type { Format } from './format.ts';

const objectAt = (record: Record<string, unknown>, key: string): Record<string, unknown> | null =>
  typeof record[key] === 'object' && record[key] !== null ? (record[key] as Record<string, unknown>) : null;

function recognise(record: Record<string, unknown>): boolean {
  const event = objectAt(record, 'Event');
  const system = event && objectAt(event, 'System');
  if (system) return 'EventID' in system && ('Channel' in system || 'Computer' in system);
  const winlog = objectAt(record, 'winlog');
  if (winlog) return 'event_id' in winlog && ('channel' in winlog || 'provider_name' in winlog);
  const isText = (key: string) => typeof record[key] === 'string';
  if (isText('ProviderName') && isText('LogName')) return 'Id' in record && 'RecordId' in record;
  return (
    /^\d{1,5}$/.test(String(record.EventID)) &&
    isText('Channel') &&
    (isText('Hostname') || isText('Computer')) &&
    (isText('EventTime') || isText('TimeCreated') || isText('SystemTime') || isText('@timestamp'))
  );
}

const logon = {
  SubjectUserSid: 'S-1-5-18',
  SubjectUserName: 'HOST1$',
  SubjectDomainName: 'EXAMPLE',
  SubjectLogonId: '0x3e7',
  TargetUserSid: 'S-1-5-21-1-2-3-1001',
  TargetUserName: 'ana',
  TargetDomainName: 'EXAMPLE',
  TargetLogonId: '0x8dcdc',
  LogonType: '3',
  WorkstationName: 'LAPTOP7',
  IpAddress: '192.0.2.10',
  IpPort: '50123',
};

const evtx = {
  Event: {
    '#attributes': { xmlns: 'http://schemas.microsoft.com/win/2004/08/events/event' },
    System: {
      Provider: { '#attributes': { Name: 'Microsoft-Windows-Security-Auditing', Guid: '54849625' } },
      EventID: 4624,
      Version: 2,
      Level: 0,
      Task: 12544,
      Opcode: 0,
      Keywords: '0x8020000000000000',
      TimeCreated: { '#attributes': { SystemTime: '2025-03-04T05:06:07.123456Z' } },
      EventRecordID: 1001,
      Correlation: { '#attributes': { ActivityID: 'aaaa' } },
      Execution: { '#attributes': { ProcessID: 640, ThreadID: 700 } },
      Channel: 'Security',
      Computer: 'host1.example.com',
      Security: null,
    },
    EventData: logon,
  },
};

const windowsEvent: Format = {
  name: 'windows_event',
  title: 'Windows events',
  vendor: 'Microsoft',
  source:
    'Microsoft Learn, "Event Schema" (System, EventData), "EventLogRecord Class" and Elastic’s "Winlogbeat fields"; README of the evtx tools; read 2026-11-27',
  timeColumn: 'time',
  json: { recognise },
  columns,
  defaultColumns: [
    'time',
    'computer',
    'channel',
    'eventid',
    'provider_name',
    'subjectusername',
    'targetusername',
    'ip',
    'logontype',
    'image',
    'commandline',
    'outcome',
    'eventdata',
  ],
  timeline: {
    time: 'time',
    actor: `CASE WHEN eventid IN (4624, 4625, 4634, 4647, 4768, 4769, 4771, 4776) THEN targetusername
      ELSE coalesce(nullif(subjectusername, '-'), "user", nullif(targetusername, '-'), accountname, userid) END`,
    action: `channel || ' ' || eventid`,
    target: `coalesce(nullif(commandline, ''), newprocessname, targetfilename, targetobject, image, targetimage, taskname, servicename, objectname, sharename, "application", nullif(targetusername, '-'), computer)`,
    source_ip: 'coalesce(ip, sourceip, sourceaddress)',
    outcome: 'outcome',
    account: `coalesce(nullif(targetdomainname, '-'), nullif(subjectdomainname, '-'))`,
    region: 'computer',
    session: `coalesce(nullif(targetlogonid, '0x0'), subjectlogonid)`,
  },
  aliases: {
    '@timestamp': 'time',
    id: 'eventid',
    'event.code': 'eventid',
    'winlog.event_id': 'eventid',
    'winlog.channel': 'channel',
    log: 'channel',
    'winlog.provider_name': 'provider_name',
    provider: 'provider_name',
    'winlog.computer_name': 'computer',
    host: 'computer',
    'host.name': 'computer',
    username: 'targetusername',
    'user.name': 'targetusername',
    'source.ip': 'ip',
    'process.command_line': 'commandline',
    'process.executable': 'image',
    recordid: 'eventrecordid',
    script: 'scriptblocktext',
  },
  samples: [
    {
      record: JSON.stringify(evtx),
      expect: {
        time: '2025-03-04 05:06:07.123456',
        eventid: '4624',
        channel: 'Security',
        provider_name: 'Microsoft-Windows-Security-Auditing',
        provider_guid: '54849625',
        computer: 'host1.example.com',
        level: '0',
        task: '12544',
        keywords: '0x8020000000000000',
        outcome: 'Audit Success',
        eventrecordid: '1001',
        version: '2',
        processid: '640',
        threadid: '700',
        activityid: 'aaaa',
        userid: null,
        subjectusername: 'HOST1$',
        targetusername: 'ana',
        logontype: '3',
        ip: '192.0.2.10',
        eventdata: JSON.stringify(logon),
        userdata: null,
      },
    },
    {
      // evtx_dump with attributes apart, a number with qualifiers, data without names.
      record: JSON.stringify({
        Event: {
          System: {
            Provider_attributes: { Name: 'Service Control Manager' },
            EventID: 7036,
            EventID_attributes: { Qualifiers: 16384 },
            TimeCreated_attributes: { SystemTime: '2025-03-04T05:06:07Z' },
            Channel: 'System',
            Computer: 'host1',
            Security_attributes: { UserID: 'S-1-5-18' },
          },
          EventData: { Data: { '#text': ['one', 'two'] } },
        },
      }),
      expect: {
        time: '2025-03-04 05:06:07',
        eventid: '7036',
        qualifiers: '16384',
        provider_name: 'Service Control Manager',
        userid: 'S-1-5-18',
        eventdata: '{"Data":{"#text":["one","two"]}}',
        outcome: null,
      },
    },
    {
      record: JSON.stringify({
        '@timestamp': '2025-03-04T05:06:07.250Z',
        event: { code: '4625', provider: 'Microsoft-Windows-Security-Auditing' },
        host: { name: 'host1' },
        log: { level: 'information' },
        message: 'An account failed to log on.',
        winlog: {
          channel: 'Security',
          provider_name: 'Microsoft-Windows-Security-Auditing',
          event_id: '4625',
          record_id: '1002',
          computer_name: 'host1.example.com',
          keywords: ['Audit Failure'],
          task: 'Logon',
          process: { pid: 640, thread: { id: 700 } },
          event_data: { ...logon, IpAddress: '::ffff:198.51.100.4', Status: '0xc000006d' },
        },
      }),
      expect: {
        time: '2025-03-04 05:06:07.25',
        eventid: '4625',
        eventrecordid: '1002',
        level: 'information',
        task: 'Logon',
        keywords: '["Audit Failure"]',
        outcome: 'Audit Failure',
        ipaddress: '::ffff:198.51.100.4',
        ip: '198.51.100.4',
        status: '0xc000006d',
        message: 'An account failed to log on.',
        threadid: '700',
      },
    },
    {
      // Windows PowerShell 5.
      record: JSON.stringify({
        Id: 4624,
        Version: 2,
        Qualifiers: null,
        Level: 0,
        Keywords: 'MASK',
        RecordId: 1003,
        ProviderName: 'Microsoft-Windows-Security-Auditing',
        LogName: 'Security',
        ThreadId: 700,
        MachineName: 'host1.example.com',
        UserId: { Value: 'S-1-5-18' },
        TimeCreated: '/Date(1741064767250)/',
        LevelDisplayName: 'Information',
        KeywordsDisplayNames: ['Audit Success'],
        Properties: [{ Value: 'S-1-5-18' }],
        Message: 'An account was successfully logged on.',
      }).replace('"MASK"', '-9214364837600034816'),
      expect: {
        time: '2025-03-04 05:06:07.25',
        eventid: '4624',
        level: 'Information',
        userid: 'S-1-5-18',
        outcome: 'Audit Success',
        eventdata: '[{"Value":"S-1-5-18"}]',
        targetusername: null,
        message: 'An account was successfully logged on.',
      },
    },
    {
      // Flat, as NXLog writes it: Sysmon.
      record: JSON.stringify({
        '@timestamp': '2025-03-04T05:06:07.250Z',
        EventTime: '2025-03-04 06:06:07',
        EventID: 1,
        Channel: 'Microsoft-Windows-Sysmon/Operational',
        SourceName: 'Microsoft-Windows-Sysmon',
        Hostname: 'host1',
        Image: 'C:\\Windows\\System32\\whoami.exe',
        CommandLine: 'whoami /all',
        User: 'EXAMPLE\\ana',
        Hashes: `MD5=00,SHA256=${'AB'.repeat(32)}`,
      }),
      expect: {
        time: '2025-03-04 05:06:07.25',
        provider_name: 'Microsoft-Windows-Sysmon',
        computer: 'host1',
        commandline: 'whoami /all',
        user: 'EXAMPLE\\ana',
        sha256: 'ab'.repeat(32),
      },
    },
    { record: '{"Event":{"System":{"EventID":1,"Channel":"System",}}}', expect: { reject: 'not JSON' } },
  ],
};

export default windowsEvent;
