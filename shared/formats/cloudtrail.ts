// AWS CloudTrail events (management, data, network activity), in the shape of AWS's own Athena table.
import type { FormatColumn, JsonFormat } from './format.ts';

const text = (name: string, doc: string, key?: string): FormatColumn => ({
  name: key ? name : name.toLowerCase(),
  key: key ?? name,
  type: 'VARCHAR',
  doc,
});
const field = (name: string, doc: string): FormatColumn => ({ name, type: 'VARCHAR', doc });
const json = (name: string, doc: string): FormatColumn => ({ name: name.toLowerCase(), key: name, type: 'JSON', doc });
const flag = (name: string, doc: string): FormatColumn => ({
  name: name.toLowerCase(),
  key: name,
  type: 'BOOLEAN',
  doc,
});

const cloudtrail: JsonFormat = {
  kind: 'json',
  name: 'cloudtrail',
  title: 'CloudTrail events',
  vendor: 'AWS',
  source:
    'CloudTrail User Guide, "CloudTrail record contents" (event version 1.11), and Athena User Guide, "Create a table for CloudTrail logs"; read 2026-11-22',
  timeColumn: 'eventtime',
  recognise: (record) =>
    record.eventCategory !== 'Insight' &&
    record.eventType !== 'AwsCloudTrailInsight' &&
    // An S3 event notification has the same names for other things.
    record.eventSource !== 'aws:s3' &&
    typeof record.eventName === 'string' &&
    typeof record.eventSource === 'string' &&
    ('eventVersion' in record || 'eventID' in record || 'eventTime' in record || 'userIdentity' in record),
  columns: [
    text('eventVersion', 'Version of the record format, major.minor.'),
    {
      name: 'useridentity',
      key: 'userIdentity',
      doc: 'Who made the request, and with which credentials.',
      fields: [
        field(
          'type',
          'Root, IAMUser, AssumedRole, Role, FederatedUser, Directory, AWSAccount, AWSService, IdentityCenterUser, SAMLUser, WebIdentityUser, Unknown.',
        ),
        field('principalId', 'Unique id of the caller; for a role session `AROA…:session name`.'),
        field('arn', 'ARN of the caller; for a role session the assumed-role ARN.'),
        field('accountId', 'Account that owns the caller.'),
        field('invokedBy', 'AWS service that made the request on behalf of the caller.'),
        field('accessKeyId', 'Key that signed the request: AKIA… long-term, ASIA… temporary.'),
        field('userName', 'Friendly name of the caller.'),
        field('credentialId', 'Id of the credential, for bearer tokens and IAM Identity Center.'),
        field('identityProvider', 'Identity provider of a SAML or web identity user.'),
        {
          name: 'onBehalfOf',
          doc: 'IAM Identity Center user for whom the request was made.',
          fields: [
            field('userId', 'Identity Center user id.'),
            field('identityStoreArn', 'ARN of the identity store.'),
          ],
        },
        {
          name: 'inScopeOf',
          doc: 'Service resource within whose scope the credentials were issued.',
          fields: [
            field('sourceArn', 'ARN of the resource.'),
            field('sourceAccount', 'Account of the resource.'),
            field('issuerType', 'Kind of issuer.'),
            field('credentialsIssuedTo', 'Resource that the credentials were issued to.'),
          ],
        },
        {
          name: 'sessionContext',
          doc: 'Session of temporary credentials.',
          fields: [
            {
              name: 'attributes',
              doc: 'Session attributes.',
              fields: [
                field('mfaAuthenticated', '`true` when the session was opened with MFA.'),
                field('creationDate', 'When the temporary credentials were issued, ISO 8601.'),
              ],
            },
            {
              name: 'sessionIssuer',
              doc: 'Who issued the session: the role or user behind it.',
              fields: [
                field('type', 'Role, Root, IAMUser, FederatedUser.'),
                field('principalId', 'Unique id of the issuer.'),
                field('arn', 'ARN of the role or user.'),
                field('accountId', 'Account of the issuer.'),
                field('userName', 'Name of the role or user.'),
              ],
            },
            {
              name: 'webIdFederationData',
              doc: 'Web identity provider behind the session.',
              fields: [
                field('federatedProvider', 'Provider name or ARN.'),
                { name: 'attributes', type: 'JSON', doc: 'Attributes from the provider.' },
              ],
            },
            field('sourceIdentity', 'Source identity set when the role was assumed.'),
            field('ec2RoleDelivery', 'Version of the instance metadata service that gave the credentials: 1.0 or 2.0.'),
            field('assumedRoot', '`true` for a root session by AssumeRoot.'),
          ],
        },
      ],
    },
    { name: 'eventtime', key: 'eventTime', type: 'TIMESTAMP', doc: 'When the request completed, UTC.' },
    text('eventSource', 'Service that the request was made to, such as iam.amazonaws.com.'),
    text('eventName', 'API action.'),
    text('awsRegion', 'Region that the request was made to.'),
    text('sourceIPAddress', 'Address that the request came from, or the name of an AWS service.'),
    text('userAgent', 'Agent through which the request was made.'),
    text('errorCode', 'Error of the service; missing when the request succeeded.'),
    text('errorMessage', 'Description of the error.'),
    json('requestParameters', 'Parameters sent with the request.'),
    json('responseElements', 'Response of actions that change something.'),
    json('additionalEventData', 'Data about the event that is not part of request or response.'),
    { ...text('requestID', 'Id of the request, given by the service.'), unique: true },
    { ...text('eventID', 'Unique id of the event.'), unique: true },
    flag('readOnly', 'True when the action only reads.'),
    {
      name: 'resources',
      doc: 'Resources accessed.',
      list: true,
      fields: [
        { name: 'ARN', type: 'VARCHAR', doc: 'ARN of the resource.' },
        field('accountId', 'Account that owns the resource.'),
        field('type', 'Resource type, such as AWS::S3::Object.'),
      ],
    },
    text('eventType', 'AwsApiCall, AwsServiceEvent, AwsConsoleAction, AwsConsoleSignIn, AwsVpceEvent.'),
    text('apiVersion', 'API version of the action.'),
    flag('managementEvent', 'True for a management event.'),
    text('recipientAccountId', 'Account that received the event.'),
    json('serviceEventDetails', 'Details of a service event: what triggered it and the result.'),
    text('sharedEventID', 'Id shared by the copies of one action delivered to several accounts.'),
    text('vpcEndpointId', 'VPC endpoint through which the request was made.'),
    text('vpcEndpointAccountId', 'Account that owns the VPC endpoint.'),
    text('eventCategory', 'Management, Data, NetworkActivity.'),
    {
      name: 'addendum',
      doc: 'Why an event was delivered late or changed after delivery.',
      fields: [
        field('reason', 'DELIVERY_DELAY, UPDATED_DATA, SERVICE_OUTAGE.'),
        field('updatedFields', 'Fields that were updated.'),
        field('originalRequestID', 'Request id of the original event.'),
        field('originalEventID', 'Event id of the original event.'),
      ],
    },
    flag('sessionCredentialFromConsole', 'True when the request came from a console session.'),
    json('edgeDeviceDetails', 'Edge devices that are targets of the request.'),
    {
      name: 'tlsdetails',
      key: 'tlsDetails',
      doc: 'TLS of the connection.',
      fields: [
        field('tlsVersion', 'TLS version.'),
        field('cipherSuite', 'Cipher suite.'),
        field('clientProvidedHostHeader', 'Host name that the client used.'),
      ],
    },
    json('eventContext', 'Resource tags and condition keys added to enriched events.'),
  ],
  defaultColumns: [
    'eventtime',
    'eventname',
    'eventsource',
    'useridentity.arn',
    'useridentity.accessKeyId',
    'sourceipaddress',
    'useragent',
    'errorcode',
    'awsregion',
    'recipientaccountid',
    'requestparameters',
  ],
  timeline: {
    time: 'eventtime',
    actor: `coalesce(useridentity.arn, useridentity.invokedBy, useridentity.userName, useridentity.principalId, useridentity.accountId)`,
    action: 'eventname',
    target: 'coalesce(resources[1].ARN, eventsource)',
    source_ip: 'sourceipaddress',
    user_agent: 'useragent',
    outcome: "coalesce(errorcode, 'Success')",
    account: 'recipientaccountid',
    region: 'awsregion',
    session: 'useridentity.accessKeyId',
  },
  samples: [
    {
      record: JSON.stringify({
        eventVersion: '1.08',
        userIdentity: {
          type: 'IAMUser',
          principalId: 'AIDAEXAMPLEEXAMPLE001',
          arn: 'arn:aws:iam::111122223333:user/ana',
          accountId: '111122223333',
          accessKeyId: 'AKIAEXAMPLEEXAMPLE01',
          userName: 'ana',
        },
        eventTime: '2025-03-04T05:06:07Z',
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreateUser',
        awsRegion: 'us-east-1',
        sourceIPAddress: '192.0.2.10',
        userAgent: 'aws-cli/2.15.0',
        requestParameters: { userName: 'bob' },
        responseElements: null,
        requestID: '11111111-2222-4333-8444-555555555555',
        eventID: '66666666-7777-4888-9999-000000000000',
        readOnly: false,
        eventType: 'AwsApiCall',
        managementEvent: true,
        recipientAccountId: '111122223333',
        eventCategory: 'Management',
      }),
      expect: {
        eventtime: '2025-03-04 05:06:07',
        eventname: 'CreateUser',
        'useridentity.arn': 'arn:aws:iam::111122223333:user/ana',
        requestparameters: '{"userName":"bob"}',
        responseelements: null,
        readonly: 'false',
        errorcode: null,
      },
    },
    {
      // Seen in the wild: time with a space and a fraction, readOnly as text, a service in place of an address, parameters as text.
      record: JSON.stringify({
        eventTime: '2025-03-04 05:06:07.25',
        eventSource: 'kms.amazonaws.com',
        eventName: 'Decrypt',
        sourceIPAddress: 'AWS Internal',
        readOnly: 'true',
        requestParameters: 'opaque',
        userIdentity: { invokedBy: 'AWS Internal' },
      }),
      expect: {
        eventtime: '2025-03-04 05:06:07.25',
        readonly: 'true',
        requestparameters: '"opaque"',
        'useridentity.type': null,
      },
    },
    {
      record: '{"eventName":"CreateUser","eventSource":"iam.amazonaws.com","eventTime":tomorrow}',
      expect: { reject: 'not valid JSON' },
    },
  ],
};

export default cloudtrail;
