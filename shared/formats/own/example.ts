// A small definition that is sound, to begin with.
export const exampleDefinition = String.raw`{
  "name": "myapp",
  "title": "My application",
  "vendor": "Example",
  "source": "The operations handbook, read 2026-11-27",
  "lines": {
    "pattern": "\\[(?<time>[^\\]]+)\\] (?<level>[A-Z]+) user=(?<user>\\S+) from=(?<ip>\\S+) (?<action>\\S+)(?: (?<message>.*))?"
  },
  "columns": [
    { "name": "event_time", "type": "TIMESTAMP", "key": "time", "written": "%d/%b/%Y:%H:%M:%S %z", "doc": "When it was written." },
    { "name": "level", "type": "VARCHAR", "doc": "INFO, WARN or ERROR." },
    { "name": "user_name", "type": "VARCHAR", "key": "user", "entity": "principal", "doc": "Who asked." },
    { "name": "source_ip", "type": "VARCHAR", "key": "ip", "entity": "ip", "doc": "Where the request came from." },
    { "name": "action", "type": "VARCHAR", "doc": "What was asked for." },
    { "name": "message", "type": "VARCHAR", "doc": "The rest of the line." }
  ],
  "time": "event_time",
  "timeline": { "actor": "user_name", "action": "action", "source_ip": "source_ip", "outcome": "level" },
  "defaultColumns": ["event_time", "level", "user_name", "source_ip", "action", "message"],
  "samples": [
    {
      "record": "[04/Mar/2025:06:06:07 +0100] WARN user=alice from=192.0.2.10 export two reports",
      "expect": {
        "event_time": "2025-03-04 05:06:07",
        "level": "WARN",
        "user_name": "alice",
        "source_ip": "192.0.2.10",
        "action": "export",
        "message": "two reports"
      }
    },
    { "record": "a line of another kind", "reject": "not like the lines" }
  ]
}
`;
