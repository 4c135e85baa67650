// Audit logs of MySQL and MariaDB on RDS and Aurora: the MariaDB Audit Plugin, and Aurora's advanced auditing in the same order.
import type { EntityMeaning, Format, FormatColumn } from './format.ts';

type Field = [name: string, type: 'VARCHAR' | 'INTEGER' | 'BIGINT', doc: string, entity?: EntityMeaning];

/** In the order of a line. */
const fields: Field[] = [
  ['timestamp', 'VARCHAR', 'When it happened, as written: `20250304 05:06:07`, or microseconds since 1970 (Aurora).'],
  ['serverhost', 'VARCHAR', 'Instance or host that the server runs on.', 'resource'],
  ['username', 'VARCHAR', 'User of the database.', 'principal'],
  ['host', 'VARCHAR', 'Where the user connected from: address or name; since MariaDB 12 with a port.'],
  ['connectionid', 'BIGINT', 'Number of the connection.'],
  ['queryid', 'BIGINT', 'Number of the query, which its table events share.'],
  [
    'operation',
    'VARCHAR',
    'CONNECT, FAILED_CONNECT, DISCONNECT, QUERY, or of a table READ, WRITE, CREATE, ALTER, RENAME, DROP.',
  ],
  ['database', 'VARCHAR', 'Database in use.', 'resource'],
  ['object', 'VARCHAR', 'Text of the query, or name of the table.'],
  ['retcode', 'INTEGER', 'Error number of the server; 0 when it succeeded.'],
  [
    'connection_type',
    'VARCHAR',
    'How the connection is secured: 1 TCP, 2 socket, 3 pipe, 4 TLS, 5 shared memory, or in words.',
  ],
];

const known = fields.map(([name]) => name);
const head = /^(?:\d{8} \d\d:\d\d:\d\d|\d{16}),[^,']*,[^,]*,[^,']*,\d+,\d+,[A-Z][A-Z_]*,/;

const rdsAudit: Format = {
  name: 'rds_audit',
  title: 'RDS and Aurora audit logs',
  vendor: 'AWS',
  source:
    'Amazon RDS User Guide, "MariaDB Audit Plugin support for MySQL", Amazon Aurora User Guide, "Using Advanced Auditing with an Amazon Aurora MySQL DB cluster", and MariaDB documentation, "Audit Plugin Log Format"; read 2026-11-27',
  timeColumn: 'event_time',
  zoneless: true,
  columns: [
    ...fields.map(([name, type, doc, entity]): FormatColumn => ({ name, type, doc, ...(entity ? { entity } : {}) })),
    {
      name: 'event_time',
      type: 'TIMESTAMP',
      doc: '`timestamp` as a time: UTC for Aurora, else the clock of the server, which RDS keeps in UTC.',
      derive: `coalesce(TRY(make_timestamp(TRY_CAST("timestamp" AS BIGINT))), try_strptime("timestamp", '%Y%m%d %H:%M:%S'))`,
    },
    {
      name: 'client_ip',
      type: 'VARCHAR',
      entity: 'ip',
      doc: 'Address in `host`.',
      derive: `nullif(regexp_extract("host", '^((?:[0-9]{1,3}[.]){3}[0-9]{1,3}|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)', 1), '')`,
    },
    {
      name: 'statement',
      type: 'VARCHAR',
      doc: 'First word of a query, in capitals: SELECT, DROP, GRANT….',
      derive: `CASE WHEN "operation" LIKE 'QUERY%' THEN nullif(upper(regexp_extract("object", '^[\\s(]*([A-Za-z]+)', 1)), '') END`,
    },
  ],
  lines: [
    {
      cut: { kind: 'quoted', separator: ',', quote: "'", escape: 'backslash' },
      nullTexts: [],
      // The connection type is RDS's own, and not in every version.
      fewestFields: 10,
      recogniseLine: (line) => (head.test(line) ? known : null),
    },
  ],
  defaultColumns: [
    'event_time',
    'username',
    'client_ip',
    'operation',
    'database',
    'object',
    'retcode',
    'connectionid',
    'serverhost',
  ],
  timeline: {
    time: 'event_time',
    actor: 'username',
    action: "operation || coalesce(' ' || statement, '')",
    target: `nullif(concat_ws('.', "database", CASE WHEN operation NOT LIKE 'QUERY%' THEN "object" END), '')`,
    source_ip: 'client_ip',
    outcome: "CASE retcode WHEN 0 THEN 'Success' ELSE 'Error ' || retcode END",
    session: "serverhost || ' ' || connectionid",
  },
  aliases: {
    time: 'event_time',
    '@timestamp': 'event_time',
    user: 'username',
    principal: 'username',
    'user.name': 'username',
    ip: 'client_ip',
    sourceip: 'client_ip',
    'source.ip': 'client_ip',
    'source.address': 'host',
    action: 'operation',
    'event.action': 'operation',
    query: 'object',
    sql: 'object',
    table: 'object',
    db: 'database',
    error: 'retcode',
    instance: 'serverhost',
    server: 'serverhost',
    connection: 'connectionid',
  },
  samples: [
    {
      record:
        "20250304 05:06:07,ip-192-0-2-1,admin,192.0.2.10,12,45,QUERY,shop,'SELECT name, \\'a\\\\b\\' FROM users WHERE id IN (1,2)',0,4",
      expect: {
        event_time: '2025-03-04 05:06:07',
        timestamp: '20250304 05:06:07',
        serverhost: 'ip-192-0-2-1',
        username: 'admin',
        host: '192.0.2.10',
        client_ip: '192.0.2.10',
        connectionid: '12',
        queryid: '45',
        operation: 'QUERY',
        database: 'shop',
        object: "SELECT name, 'a\\b' FROM users WHERE id IN (1,2)",
        statement: 'SELECT',
        retcode: '0',
        connection_type: '4',
      },
    },
    {
      // Who is refused has no database; before the connection type came.
      record: '20250304 05:06:08,ip-192-0-2-1,root,203.0.113.5,13,0,FAILED_CONNECT,,,1045',
      expect: {
        client_ip: '203.0.113.5',
        queryid: '0',
        operation: 'FAILED_CONNECT',
        database: null,
        object: null,
        statement: null,
        retcode: '1045',
        connection_type: null,
      },
    },
    {
      record: '20250304 05:06:09,ip-192-0-2-1,rdsadmin,localhost,3,0,CONNECT,,,0,SOCKET',
      expect: { host: 'localhost', client_ip: null, connection_type: 'SOCKET' },
    },
    {
      // A table event of MariaDB 12, which writes the port; more fields than are known.
      record: '20250304 05:06:10,db1,ana,192.0.2.10:50123,14,46,WRITE,shop,orders,0,1,new',
      expect: {
        host: '192.0.2.10:50123',
        client_ip: '192.0.2.10',
        operation: 'WRITE',
        object: 'orders',
        extra: '{"field_12":"new"}',
      },
    },
    {
      // Aurora: microseconds, IPv6.
      record: "1741064767250000,aurora-1,admin,2001:db8::7,12,45,QUERY,shop,'drop table `users`',1142",
      expect: {
        event_time: '2025-03-04 05:06:07.25',
        timestamp: '1741064767250000',
        serverhost: 'aurora-1',
        client_ip: '2001:db8::7',
        object: 'drop table `users`',
        statement: 'DROP',
        retcode: '1142',
      },
    },
    {
      record: '20250304 05:06:07,ip-192-0-2-1,admin,192.0.2.10,12,45,QUERY,shop',
      expect: { reject: '8 fields where' },
    },
  ],
};

export default rdsAudit;
