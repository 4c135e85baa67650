// Columns of Windows events, with where evtx_dump, Winlogbeat, Get-WinEvent and flat exports have them.
import type { EntityMeaning, FormatColumn } from '../format.ts';

type Type = 'VARCHAR' | 'INTEGER' | 'BIGINT' | 'JSON';
type System = [name: string, key: string, type: Type, places: string, doc: string, entity?: EntityMeaning];

/**
 * Places with spaces between; `~Provider Name` stands for the three ways in which converters write an XML attribute, and a
 * name without a slash is a key of the record itself.
 */
const system: System[] = [
  [
    'timecreated',
    'TimeCreated',
    'VARCHAR',
    '~TimeCreated~SystemTime /winlog/time_created TimeCreated SystemTime UtcTime @timestamp EventTime',
    'The time as written; Sysmon’s own before that of a collector.',
  ],
  [
    'eventid',
    'EventID',
    'INTEGER',
    '/Event/System/EventID/#text /winlog/event_id Id EventID /Event/System/EventID',
    'Number of the event, by provider.',
  ],
  [
    'channel',
    'Channel',
    'VARCHAR',
    '/Event/System/Channel /winlog/channel LogName Channel',
    'Log: Security, System, Microsoft-Windows-Sysmon/Operational, …',
  ],
  [
    'provider_name',
    'Provider_Name',
    'VARCHAR',
    '~Provider~Name /winlog/provider_name ProviderName SourceName Provider_Name EventSourceName',
    'Component that logged it.',
  ],
  [
    'provider_guid',
    'Provider_Guid',
    'VARCHAR',
    '~Provider~Guid /winlog/provider_guid ProviderId ProviderGuid',
    'Id of that component.',
  ],
  [
    'computer',
    'Computer',
    'VARCHAR',
    '/Event/System/Computer /winlog/computer_name MachineName Computer Hostname',
    'Machine.',
    'domain',
  ],
  [
    'level',
    'Level',
    'VARCHAR',
    '/Event/System/Level /log/level LevelDisplayName Level',
    'Level: a number (0 always, 1 critical, 2 error, 3 warning, 4 information) or a word.',
  ],
  [
    'task',
    'Task',
    'VARCHAR',
    '/Event/System/Task /winlog/task TaskDisplayName Task',
    'Task of the provider: a number or a word.',
  ],
  [
    'opcode',
    'Opcode',
    'VARCHAR',
    '/Event/System/Opcode /winlog/opcode OpcodeDisplayName Opcode',
    'Step of the task: a number or a word.',
  ],
  [
    'keywords',
    'Keywords',
    'VARCHAR',
    '/Event/System/Keywords /winlog/keywords KeywordsDisplayNames Keywords',
    'Keywords: a mask or words.',
  ],
  [
    'eventrecordid',
    'EventRecordID',
    'BIGINT',
    '/Event/System/EventRecordID /winlog/record_id RecordId EventRecordID RecordNumber',
    'Number of the record in its log.',
  ],
  ['version', 'Version', 'INTEGER', '/Event/System/Version /winlog/version Version', 'Version of the event’s shape.'],
  ['qualifiers', 'Qualifiers', 'VARCHAR', '~EventID~Qualifiers Qualifiers', 'Upper part of an old event number.'],
  [
    'processid',
    'Execution_ProcessID',
    'BIGINT',
    '~Execution~ProcessID /winlog/process/pid ExecutionProcessID',
    'Process that logged it.',
  ],
  [
    'threadid',
    'Execution_ThreadID',
    'BIGINT',
    '~Execution~ThreadID /winlog/process/thread/id ThreadId',
    'Thread that logged it.',
  ],
  [
    'activityid',
    'ActivityID',
    'VARCHAR',
    '~Correlation~ActivityID /winlog/activity_id ActivityId',
    'Same in the events of one activity.',
  ],
  [
    'relatedactivityid',
    'RelatedActivityID',
    'VARCHAR',
    '~Correlation~RelatedActivityID /winlog/related_activity_id RelatedActivityId',
    'Activity that it came from.',
  ],
  [
    'userid',
    'Security_UserID',
    'VARCHAR',
    '~Security~UserID /winlog/user/identifier /UserId/Value UserID',
    'SID of the user that logged it.',
    'principal',
  ],
  [
    'eventdata',
    'EventData',
    'JSON',
    'EventData Properties /Event/EventData /winlog/event_data',
    'Data of the event by name, or a list of values.',
  ],
  [
    'userdata',
    'UserData',
    'JSON',
    '/Event/UserData /winlog/user_data UserData',
    'Data of the event in a shape of its own.',
  ],
  ['message', 'Message', 'VARCHAR', 'message Message', 'The event in words.'],
];

function pointersOf(places: string): string[] {
  return places.split(' ').flatMap((place) => {
    if (place.startsWith('/')) return [place];
    const [, element, attribute] = place.split('~');
    if (!element) return [`/${place}`];
    const base = `/Event/System/${element}`;
    return [`${base}/#attributes/${attribute}`, `${base}_attributes/${attribute}`, `${base}/@${attribute}`];
  });
}

type Data = [key: string, doc: string, entity?: EntityMeaning];

/** What many events have in their data; all of it is in `eventdata`. */
const data: Data[] = [
  ['SubjectUserName', 'Who did it.', 'principal'],
  ['SubjectDomainName', 'Domain of who did it.'],
  ['SubjectUserSid', 'SID of who did it.', 'principal'],
  ['SubjectLogonId', 'Logon session of who did it.'],
  ['TargetUserName', 'Account that it was done to, or that signed in.', 'principal'],
  ['TargetDomainName', 'Domain of that account.'],
  ['TargetUserSid', 'SID of that account.', 'principal'],
  ['TargetLogonId', 'Logon session that began.'],
  [
    'LogonType',
    '2 interactive, 3 network, 4 batch, 5 service, 7 unlock, 8 cleartext, 9 new credentials, 10 remote, 11 cached.',
  ],
  ['LogonProcessName', 'Logon process.'],
  ['AuthenticationPackageName', 'NTLM, Kerberos, Negotiate.'],
  ['WorkstationName', 'Machine that it came from.', 'domain'],
  ['IpAddress', 'Address that it came from, as written.'],
  ['IpPort', 'Port that it came from.'],
  ['Status', 'Status, hex.'],
  ['SubStatus', 'More exact status, hex.'],
  ['MemberName', 'Member added or removed.', 'principal'],
  ['MemberSid', 'SID of the member.', 'principal'],
  ['PrivilegeList', 'Privileges.'],
  ['ServiceName', 'Service.', 'resource'],
  ['ImagePath', 'Program of a service.'],
  ['ServiceFileName', 'Program of a service.'],
  ['TicketEncryptionType', 'Encryption of a Kerberos ticket.'],
  ['TaskName', 'Scheduled task.', 'resource'],
  ['ObjectName', 'Object.', 'resource'],
  ['ShareName', 'Share.', 'resource'],
  ['RelativeTargetName', 'File on a share.'],
  ['ProcessName', 'Process.'],
  ['NewProcessName', 'Process that began.'],
  ['ParentProcessName', 'Process that began it.'],
  ['Image', 'Sysmon: program.'],
  ['CommandLine', 'Command line.'],
  ['ParentImage', 'Sysmon: program that began it.'],
  ['ParentCommandLine', 'Sysmon: command line of that.'],
  ['User', 'Sysmon: user.', 'principal'],
  ['Hashes', 'Sysmon: hashes as written, with their algorithms.'],
  ['TargetFilename', 'Sysmon: file.', 'resource'],
  ['TargetObject', 'Sysmon: registry key.', 'resource'],
  ['Details', 'Sysmon: registry value.'],
  ['SourceImage', 'Sysmon: program that reached into another.'],
  ['TargetImage', 'Sysmon: program that was reached into.'],
  ['GrantedAccess', 'Sysmon: access that it got, hex.'],
  ['QueryName', 'Sysmon: name looked up.', 'domain'],
  ['SourceIp', 'Sysmon: source address.', 'ip'],
  ['DestinationIp', 'Sysmon: destination address.', 'ip'],
  ['DestinationPort', 'Sysmon: destination port.'],
  ['DestinationHostname', 'Sysmon: name of the destination.', 'domain'],
  ['SourceAddress', 'Filtering Platform: source address.', 'ip'],
  ['DestAddress', 'Filtering Platform: destination address.', 'ip'],
  ['DestPort', 'Filtering Platform: destination port.'],
  ['Application', 'Filtering Platform: program.'],
  ['AccountName', 'Account that logged it, in flat records of NXLog.', 'principal'],
  ['ScriptBlockText', 'PowerShell: script.'],
  ['HostApplication', 'PowerShell: command line.'],
];

const meaning = (entity?: EntityMeaning) => (entity ? { entity } : {});

const derived: FormatColumn[] = [
  {
    name: 'time',
    type: 'TIMESTAMP',
    doc: 'When it was logged, UTC.',
    derive: `coalesce(CAST(TRY_CAST("timecreated" AS TIMESTAMPTZ) AS TIMESTAMP),
      TRY(make_timestamp(1000 * TRY_CAST(nullif(regexp_extract("timecreated", '^/Date[(]([0-9]{1,14})', 1), '') AS BIGINT))))`,
  },
  {
    name: 'ip',
    type: 'VARCHAR',
    entity: 'ip',
    doc: 'Address that it came from: `ipaddress` where it is one, IPv4 without ::ffff:.',
    derive: `nullif(regexp_extract("ipaddress", '^(?:::ffff:)?((?:[0-9]{1,3}[.]){3}[0-9]{1,3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+)$', 1), '')`,
  },
  {
    name: 'sha256',
    type: 'VARCHAR',
    entity: 'hash',
    doc: 'SHA-256 in `hashes`, small letters.',
    derive: `nullif(lower(regexp_extract("hashes", 'SHA256=([0-9A-Fa-f]{64})', 1)), '')`,
  },
  {
    name: 'outcome',
    type: 'VARCHAR',
    doc: 'Audit Success or Audit Failure, by `keywords`.',
    derive: `CASE WHEN "keywords" ILIKE '0x8010%' OR "keywords" ILIKE '%Audit Failure%' OR "keywords" = '-9218868437227405312' THEN 'Audit Failure'
      WHEN "keywords" ILIKE '0x8020%' OR "keywords" ILIKE '%Audit Success%' OR "keywords" = '-9214364837600034816' THEN 'Audit Success' END`,
  },
];

export const columns: FormatColumn[] = [
  derived[0]!,
  ...system.map(
    ([name, key, type, places, doc, entity]): FormatColumn => ({
      name,
      key,
      type,
      doc,
      from: pointersOf(places),
      ...meaning(entity),
    }),
  ),
  ...derived.slice(1),
  ...data.map(
    ([key, doc, entity]): FormatColumn => ({
      name: key.toLowerCase(),
      key,
      type: 'VARCHAR',
      doc,
      from: [`/Event/EventData/${key}`, `/winlog/event_data/${key}`, `/${key}`],
      ...meaning(entity),
    }),
  ),
];
