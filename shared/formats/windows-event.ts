// Windows events exported as JSON: evtx_dump, Winlogbeat, PowerShell's Get-WinEvent | ConvertTo-Json, and flat records as NXLog
// and public data sets have them.
import { columns } from './fields/windows-event.ts';
import type { Format } from './format.ts';
import { samples } from './samples/windows-event.ts';

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
  samples,
};

export default windowsEvent;
