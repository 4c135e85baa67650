// Kubernetes audit events: as plain files, and as EKS and others hand them on.
import { field, json, text, time } from './fields/columns.ts';
import type { EntityMeaning, Format, FormatColumn } from './format.ts';
import { samples } from './samples/kubernetes-audit.ts';

const userFields: FormatColumn[] = [
  field('username', 'Name, such as system:serviceaccount:default:builder.', 'principal'),
  field('uid', 'Unique id.'),
  { name: 'groups', type: 'VARCHAR', list: true, doc: 'Groups.' },
  { name: 'extra', type: 'JSON', doc: 'More from the authenticator; for EKS the ARN and access key.' },
];

/** SQL: the first value that the authenticator gave under a name. */
const extra = (key: string) => `json_extract_string("user".extra, '/${key}/0')`;

type Derived = [name: string, doc: string, derive: string, entity?: EntityMeaning];
const derived: Derived[] = [
  [
    'source_ip',
    'First of `sourceips`: the client as far as it is known, though it may claim what it likes by X-Forwarded-For.',
    '"sourceips"[1]',
    'ip',
  ],
  [
    'decision',
    'allow or forbid: what the authorizer decided.',
    `json_extract_string("annotations", '/authorization.k8s.io~1decision')`,
  ],
  [
    'decision_reason',
    'Why: the binding that allowed it.',
    `json_extract_string("annotations", '/authorization.k8s.io~1reason')`,
  ],
  ['aws_arn', 'EKS: ARN of the IAM user or role session.', extra('arn'), 'principal'],
  ['aws_role_arn', 'EKS: ARN of the IAM user or role.', extra('canonicalArn'), 'principal'],
  ['aws_session_name', 'EKS: name of the role session.', extra('sessionName')],
  ['access_key_id', 'EKS: access key that the token was made with.', extra('accessKeyId'), 'access-key'],
  [
    'resource',
    'What was acted on: resource/namespace/name/subresource, as far as they are given.',
    `nullif(concat_ws('/', "objectref".resource, "objectref".namespace, "objectref".name, "objectref".subresource), '')`,
    'resource',
  ],
];

const audit: Format = {
  name: 'kubernetes_audit',
  title: 'Kubernetes audit events',
  vendor: 'Kubernetes',
  source:
    'Kubernetes documentation, "kube-apiserver Audit Configuration (v1)" and "Audit Annotations", and EKS User Guide, "Send control plane logs to CloudWatch Logs"; read 2026-11-27',
  timeColumn: 'requestreceivedtimestamp',
  json: {
    recognise: (record) =>
      (record.kind === 'Event' &&
        typeof record.apiVersion === 'string' &&
        record.apiVersion.startsWith('audit.k8s.io/')) ||
      // In an EventList the kind is not repeated.
      (typeof record.auditID === 'string' &&
        typeof record.stage === 'string' &&
        typeof record.verb === 'string' &&
        typeof record.requestURI === 'string'),
  },
  columns: [
    text('kind', 'Event.'),
    text('apiVersion', 'Version of the format, audit.k8s.io/v1.'),
    text('level', 'How much is logged: Metadata, Request or RequestResponse.'),
    text('auditID', 'Id of the request, the same in all of its stages.'),
    text('stage', 'RequestReceived, ResponseStarted, ResponseComplete or Panic.'),
    text('requestURI', 'URI as sent by the client.', 'url'),
    text('verb', 'Verb, such as get, list, watch, create; for other URIs the HTTP method in lower case.'),
    { name: 'user', doc: 'Who is authenticated.', fields: userFields },
    {
      name: 'impersonateduser',
      key: 'impersonatedUser',
      doc: 'In whose name it was done.',
      fields: userFields,
    },
    json('authenticationMetadata', 'How the user was authenticated.'),
    {
      name: 'sourceips',
      key: 'sourceIPs',
      type: 'VARCHAR',
      list: true,
      entity: 'ip',
      doc: 'Addresses of the client and of proxies; all but the last may be made up by the client.',
    },
    text('userAgent', 'User agent of the client.', 'user-agent'),
    {
      name: 'objectref',
      key: 'objectRef',
      doc: 'Object that was acted on.',
      fields: [
        field('resource', 'Kind of object, in the plural: pods, secrets.'),
        field('namespace', 'Namespace.'),
        field('name', 'Name.', 'resource'),
        field('uid', 'Unique id.'),
        field('apiGroup', 'API group; missing for the core group.'),
        field('apiVersion', 'Version of the API group.'),
        field('resourceVersion', 'Version of the object.'),
        field('subresource', 'Part of the object, such as exec or log.'),
      ],
    },
    {
      name: 'responsestatus',
      key: 'responseStatus',
      doc: 'Response.',
      fields: [
        { name: 'code', type: 'INTEGER', doc: 'HTTP status.' },
        field('status', 'Success or Failure; mostly missing where all is well.'),
        field('reason', 'Reason of a failure, such as Forbidden.'),
        field('message', 'Message of a failure.'),
        { name: 'details', type: 'JSON', doc: 'More about a failure.' },
        { name: 'metadata', type: 'JSON', doc: 'List metadata.' },
      ],
    },
    json('requestObject', 'Object of the request, at level Request and above.'),
    json('responseObject', 'Object of the response, at level RequestResponse.'),
    time('requestReceivedTimestamp', 'When the request came, UTC.'),
    time('stageTimestamp', 'When this stage was reached, UTC.'),
    json('annotations', 'What authorizer and admission plugins noted.'),
    ...derived.map(
      ([name, doc, derive, entity]): FormatColumn => ({
        name,
        type: 'VARCHAR',
        doc,
        derive,
        ...(entity ? { entity } : {}),
      }),
    ),
  ],
  defaultColumns: [
    'requestreceivedtimestamp',
    'verb',
    'objectref.resource',
    'objectref.namespace',
    'objectref.name',
    'objectref.subresource',
    'user.username',
    'source_ip',
    'useragent',
    'responsestatus.code',
    'decision',
    'stage',
  ],
  timeline: {
    time: 'requestreceivedtimestamp',
    actor: 'coalesce(aws_arn, "user".username)',
    action: "concat_ws(' ', verb, nullif(concat_ws('/', objectref.resource, objectref.subresource), ''))",
    target: 'coalesce(resource, requesturi)',
    source_ip: 'source_ip',
    user_agent: 'useragent',
    outcome:
      "CASE WHEN decision = 'forbid' THEN 'Forbidden' WHEN responsestatus.code >= 400 THEN coalesce(responsestatus.reason, responsestatus.code::VARCHAR) ELSE 'Success' END",
    session: 'coalesce(access_key_id, auditid)',
  },
  sigma: [
    { product: 'kubernetes', category: 'application', service: 'audit' },
    { product: 'kubernetes', category: null, service: 'audit' },
  ],
  aliases: {
    time: 'requestreceivedtimestamp',
    '@timestamp': 'requestreceivedtimestamp',
    username: 'user.username',
    'user.name': 'user.username',
    'actor.user.name': 'user.username',
    group: 'user.groups',
    groups: 'user.groups',
    impersonated: 'impersonateduser.username',
    ip: 'source_ip',
    sourceip: 'source_ip',
    'source.ip': 'source_ip',
    'src_endpoint.ip': 'source_ip',
    agent: 'useragent',
    'user_agent.original': 'useragent',
    action: 'verb',
    'event.action': 'verb',
    'api.operation': 'verb',
    uri: 'requesturi',
    namespace: 'objectref.namespace',
    'orchestrator.namespace': 'objectref.namespace',
    name: 'objectref.name',
    status: 'responsestatus.code',
    'http.response.status_code': 'responsestatus.code',
    arn: 'aws_arn',
    role: 'aws_role_arn',
    accesskey: 'access_key_id',
  },
  samples,
};

export default audit;
