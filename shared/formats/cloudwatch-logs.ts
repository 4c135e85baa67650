// What applications and Lambda functions write to CloudWatch Logs, where it is of no other log type: exported to S3 as lines,
// read by the command line or Logs Insights as JSON, or sent on by a subscription.
import type { Format, FormatColumn } from './format.ts';

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const found = (pattern: string) => `nullif(regexp_extract("message", '${pattern}', 1), '')`;

/** A figure of Lambda's REPORT line, or of its `platform.report` event in JSON. */
function figure(name: string, type: 'DOUBLE' | 'BIGINT', doc: string, label: string, key: string): FormatColumn {
  const text = `coalesce(${found(`\\t${label}: ([0-9.]+) M?[Bms]+`)}, ${found(`"${key}": *([0-9.]+)`)})`;
  const isReport = `starts_with("message", 'REPORT ') OR contains("message", '"platform.')`;
  return { name, type, doc, derive: `CASE WHEN ${isReport} THEN TRY_CAST(${text} AS ${type}) END` };
}

function recognise(record: Record<string, unknown>): boolean {
  if (typeof record['@message'] === 'string')
    return '@timestamp' in record && ('@ptr' in record || '@logStream' in record || '@log' in record);
  const { message, timestamp } = record;
  if (typeof message !== 'string' || typeof timestamp !== 'number' || timestamp < 1e11) return false;
  return ['eventId', 'id', 'ingestionTime', 'logStreamName'].some((key) => key in record);
}

const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /;
/** `host program[123]: `: a daemon's line with such a time. */
const syslogTag = /^\S+ [^\s[]+\[\d+\]: /;

const requestId = '11111111-2222-4333-8444-555555555555';
const jsonLine = (message: string) => JSON.stringify({ id: '3862', timestamp: 1741064767250, message });

/** What a subscription's envelope says of all its events. */
const around = (key: string) => `CASE WHEN json_valid(envelope) THEN json_extract_string(envelope, '$.${key}') END`;

const cloudwatchLogs: Format = {
  name: 'cloudwatch_logs',
  title: 'CloudWatch Logs',
  vendor: 'AWS',
  source:
    'CloudWatch Logs User Guide, "Export log data to Amazon S3" and "Log group-level subscription filters", CloudWatch Logs API Reference, FilteredLogEvent, and Lambda Developer Guide, "Working with Lambda function logs"; read 2026-11-27',
  timeColumn: 'timestamp',
  columns: [
    {
      name: 'timestamp',
      type: 'TIMESTAMP',
      epoch: 'ms',
      from: ['/timestamp', '/@timestamp'],
      doc: 'When the event happened, as its sender says, UTC.',
    },
    { name: 'message', type: 'VARCHAR', from: ['/message', '/@message'], doc: 'What was logged, as it is.' },
    { name: 'eventid', key: 'eventId', type: 'VARCHAR', from: ['/eventId', '/id'], doc: 'Id of the event.' },
    {
      name: 'logstreamname',
      key: 'logStreamName',
      type: 'VARCHAR',
      entity: 'resource',
      from: ['/logStreamName', '/@logStream'],
      doc: 'Log stream.',
    },
    {
      name: 'log',
      key: '@log',
      type: 'VARCHAR',
      entity: 'resource',
      doc: 'Log group with its account, in results of Logs Insights.',
    },
    {
      name: 'loggroup',
      type: 'VARCHAR',
      entity: 'resource',
      doc: 'Log group, as the subscription that delivered the event says around it.',
      derive: around('logGroup'),
    },
    {
      name: 'owner',
      type: 'VARCHAR',
      entity: 'account',
      doc: 'Account of the log group, as the subscription says.',
      derive: around('owner'),
    },
    {
      name: 'ingestiontime',
      key: 'ingestionTime',
      type: 'TIMESTAMP',
      epoch: 'ms',
      from: ['/ingestionTime', '/@ingestionTime'],
      doc: 'When CloudWatch Logs took it in, UTC.',
    },
    {
      name: 'lambda_event',
      type: 'VARCHAR',
      doc: 'START, END, REPORT… of Lambda itself, or platform.start, platform.report… in JSON.',
      derive: `coalesce(${found('^(START|END|REPORT) RequestId: ')}, ${found('^(INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT|EXTENSION|TELEMETRY)[ \\t]')}, ${found('"type": *"(platform[.][A-Za-z]+)"')})`,
    },
    {
      name: 'request_id',
      type: 'VARCHAR',
      doc: 'Id of Lambda’s invocation that the line is about.',
      derive: `coalesce(${found(`RequestId: (${uuid})`)}, ${found(`^(?:\\[[A-Z]+\\]\\t)?[0-9T:.-]+Z\\t(${uuid})\\t`)}, ${found(`"(?:requestId|AWSRequestId|aws_request_id|function_request_id)": *"(${uuid})"`)})`,
    },
    {
      name: 'level',
      type: 'VARCHAR',
      doc: 'Level of the line, in capitals: INFO, ERROR….',
      derive: `upper(coalesce(${found(`^[0-9T:.-]+Z\\t(?:${uuid}|undefined)\\t([A-Z]+)\\t`)}, ${found('^\\[?(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\\b')}, ${found('"(?:level|severity|log_level)": *"([A-Za-z]+)"')}))`,
    },
    figure('duration_ms', 'DOUBLE', 'Time that the function ran, milliseconds.', 'Duration', 'durationMs'),
    figure('billed_duration_ms', 'BIGINT', 'Time that is billed, milliseconds.', 'Billed Duration', 'billedDurationMs'),
    figure('memory_size_mb', 'BIGINT', 'Memory that the function has, MB.', 'Memory Size', 'memorySizeMB'),
    figure('max_memory_used_mb', 'BIGINT', 'Memory that it used at most, MB.', 'Max Memory Used', 'maxMemoryUsedMB'),
    figure('init_duration_ms', 'DOUBLE', 'Time to start the runtime, milliseconds.', 'Init Duration', 'initDurationMs'),
    {
      name: 'report_status',
      type: 'VARCHAR',
      doc: 'How the invocation ended, where Lambda says so: timeout, error; in JSON success, too.',
      derive: `CASE WHEN starts_with("message", 'REPORT ') THEN ${found('\\tStatus: ([a-z]+)')} WHEN contains("message", '"platform.') THEN ${found('"status": *"([a-z]+)"')} END`,
    },
    {
      name: 'error_type',
      type: 'VARCHAR',
      doc: 'Kind of the error that ended the invocation, such as Runtime.ExitError.',
      derive: `coalesce(${found('\\tError Type: ([A-Za-z.]+)')}, ${found('"errorType": *"([^"]+)"')})`,
    },
    {
      name: 'function_version',
      type: 'VARCHAR',
      doc: 'Version of the function, on START.',
      derive: found(`^START RequestId: ${uuid} Version: ([^ \\n]+)`),
    },
    {
      name: 'xray_trace_id',
      type: 'VARCHAR',
      doc: 'Trace of X-Ray.',
      derive: found('XRAY TraceId: ([0-9a-f-]+)'),
    },
  ],
  json: { recognise, lastResort: true },
  lines: [
    {
      cut: {
        kind: 'pattern',
        pattern: /^(?<timestamp>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (?<message>[^\n]*)$/,
      },
      nullTexts: [],
      recogniseLine: (line) =>
        stamp.test(line) && !syslogTag.test(line.slice(25, 600)) ? ['timestamp', 'message'] : null,
      lastResort: true,
    },
  ],
  defaultColumns: ['timestamp', 'level', 'message', 'lambda_event', 'request_id', 'duration_ms', 'logstreamname'],
  timeline: {
    time: 'timestamp',
    action: "coalesce(lambda_event, level, 'log line')",
    target: 'coalesce(log, loggroup, logstreamname)',
    outcome: 'coalesce(report_status, error_type, level)',
    account: "coalesce(nullif(regexp_extract(log, '^([0-9]{12}):', 1), ''), owner)",
    session: 'request_id',
  },
  aliases: {
    time: 'timestamp',
    '@timestamp': 'timestamp',
    '@message': 'message',
    '@logstream': 'logstreamname',
    'event.ingested': 'ingestiontime',
    'event.id': 'eventid',
    'log.level': 'level',
    severity: 'level',
    stream: 'logstreamname',
    request: 'request_id',
    requestid: 'request_id',
    duration: 'duration_ms',
    memory: 'max_memory_used_mb',
    'aws.cloudwatch.log_stream': 'logstreamname',
  },
  samples: [
    {
      // In what a subscription delivers.
      record: JSON.stringify({
        messageType: 'DATA_MESSAGE',
        owner: '111122223333',
        logGroup: '/aws/lambda/orders',
        logStream: '2025/03/04/[$LATEST]0123456789abcdef',
        subscriptionFilters: ['all'],
        logEvents: [{ id: '3863', timestamp: 1741064767250, message: 'out of stock' }],
      }),
      expect: { message: 'out of stock', loggroup: '/aws/lambda/orders', owner: '111122223333', eventid: '3863' },
    },
    {
      // Of a subscription.
      record: jsonLine(
        `REPORT RequestId: ${requestId}\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 71 MB\tInit Duration: 233.41 ms\tStatus: timeout\nXRAY TraceId: 1-67c68a0f-aabbccddeeff001122334455\tSegmentId: 0123456789abcdef\tSampled: true\n`,
      ),
      expect: {
        timestamp: '2025-03-04 05:06:07.25',
        eventid: '3862',
        lambda_event: 'REPORT',
        request_id: requestId,
        level: null,
        duration_ms: '3000.0',
        billed_duration_ms: '3000',
        memory_size_mb: '128',
        max_memory_used_mb: '71',
        init_duration_ms: '233.41',
        report_status: 'timeout',
        error_type: null,
        xray_trace_id: '1-67c68a0f-aabbccddeeff001122334455',
      },
    },
    {
      // Of filter-log-events: a line of the Node.js runtime.
      record: JSON.stringify({
        logStreamName: '2025/03/04/[$LATEST]0123456789abcdef',
        timestamp: 1741064767250,
        message: `2025-03-04T05:06:07.250Z\t${requestId}\tWARN\tREPORT is late, Duration: 5 ms\n`,
        ingestionTime: 1741064768000,
        eventId: '386200',
      }),
      expect: {
        logstreamname: '2025/03/04/[$LATEST]0123456789abcdef',
        eventid: '386200',
        ingestiontime: '2025-03-04 05:06:08',
        request_id: requestId,
        level: 'WARN',
        lambda_event: null,
        duration_ms: null,
      },
    },
    {
      // Python's runtime, and an event whose sender knows no id.
      record: JSON.stringify({
        timestamp: 1741064767250,
        message: `[ERROR]\t2025-03-04T05:06:07.250Z\t${requestId}\tno such user`,
        ingestionTime: 1741064768000,
      }),
      expect: { level: 'ERROR', request_id: requestId, eventid: null },
    },
    {
      // Logs Insights.
      record: JSON.stringify({
        '@timestamp': '2025-03-04 05:06:07.250',
        '@message': `START RequestId: ${requestId} Version: $LATEST\n`,
        '@logStream': '2025/03/04/[$LATEST]0123456789abcdef',
        '@log': '111122223333:/aws/lambda/hello',
      }),
      expect: {
        timestamp: '2025-03-04 05:06:07.25',
        lambda_event: 'START',
        function_version: '$LATEST',
        log: '111122223333:/aws/lambda/hello',
      },
    },
    {
      // Lambda's own events in JSON.
      record: jsonLine(
        JSON.stringify({
          time: '2025-03-04T05:06:07.250Z',
          type: 'platform.report',
          record: {
            requestId,
            metrics: { durationMs: 12.5, billedDurationMs: 13, memorySizeMB: 128, maxMemoryUsedMB: 70 },
            status: 'error',
            errorType: 'Runtime.ExitError',
          },
        }),
      ),
      expect: {
        lambda_event: 'platform.report',
        request_id: requestId,
        duration_ms: '12.5',
        billed_duration_ms: '13',
        max_memory_used_mb: '70',
        init_duration_ms: null,
        report_status: 'error',
        error_type: 'Runtime.ExitError',
      },
    },
    {
      // Exported to S3, from an application.
      record: '2025-03-04T05:06:07.250Z INFO user ana signed in',
      expect: {
        timestamp: '2025-03-04 05:06:07.25',
        message: 'INFO user ana signed in',
        level: 'INFO',
        request_id: null,
        logstreamname: null,
      },
    },
    {
      record: `2025-03-04T05:06:07.250Z END RequestId: ${requestId}`,
      expect: { lambda_event: 'END', request_id: requestId },
    },
    { record: '{"id":"3863","timestamp":1741064767250,"message":}', expect: { reject: 'not JSON' } },
  ],
};

export default cloudwatchLogs;
