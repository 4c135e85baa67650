// AWS CloudTrail events (management, data, network activity), in the shape of AWS's own Athena table.
import { field, flag, json, text } from './fields/columns.ts';
import type { Format } from './format.ts';
import { samples } from './samples/cloudtrail.ts';

/** SQL: the result that a sign-in has under its own name, such as `{"ConsoleLogin": "Failure"}`. */
const signIn = (column: string) =>
  `CASE WHEN eventsource = 'signin.amazonaws.com' THEN ${column} ->> ('$."' || eventname || '"') END`;

const cloudtrail: Format = {
  name: 'cloudtrail',
  title: 'CloudTrail events',
  vendor: 'AWS',
  source:
    'CloudTrail User Guide, "CloudTrail record contents" (event version 1.11), and Athena User Guide, "Create a table for CloudTrail logs"; read 2026-11-22',
  timeColumn: 'eventtime',
  json: {
    recognise: (record) =>
      record.eventCategory !== 'Insight' &&
      record.eventType !== 'AwsCloudTrailInsight' &&
      // An S3 event notification has the same names for other things.
      record.eventSource !== 'aws:s3' &&
      typeof record.eventName === 'string' &&
      typeof record.eventSource === 'string' &&
      ('eventVersion' in record || 'eventID' in record || 'eventTime' in record || 'userIdentity' in record),
  },
  // What Athena and CloudTrail Lake write as CSV, and Parquet of the same tables.
  table: {
    recognise(names) {
      const have = new Set(names.map((name) => name.toLowerCase()));
      return (
        ['eventtime', 'eventname', 'eventsource'].every((name) => have.has(name)) &&
        ['useridentity', 'eventid', 'awsregion', 'sourceipaddress', 'requestparameters'].some((name) => have.has(name))
      );
    },
  },
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
        field('arn', 'ARN of the caller; for a role session the assumed-role ARN.', 'principal'),
        field('accountId', 'Account that owns the caller.', 'account'),
        field('invokedBy', 'AWS service that made the request on behalf of the caller.'),
        field('accessKeyId', 'Key that signed the request: AKIA… long-term, ASIA… temporary.', 'access-key'),
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
            field('sourceArn', 'ARN of the resource.', 'resource'),
            field('sourceAccount', 'Account of the resource.', 'account'),
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
                field('arn', 'ARN of the role or user.', 'principal'),
                field('accountId', 'Account of the issuer.', 'account'),
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
            field('sourceIdentity', 'Source identity set when the role was assumed.', 'principal'),
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
    text('sourceIPAddress', 'Address that the request came from, or the name of an AWS service.', 'ip'),
    text('userAgent', 'Agent through which the request was made.', 'user-agent'),
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
        { name: 'ARN', type: 'VARCHAR', doc: 'ARN of the resource.', entity: 'resource' },
        field('accountId', 'Account that owns the resource.', 'account'),
        field('type', 'Resource type, such as AWS::S3::Object.'),
      ],
    },
    text('eventType', 'AwsApiCall, AwsServiceEvent, AwsConsoleAction, AwsConsoleSignIn, AwsVpceEvent.'),
    text('apiVersion', 'API version of the action.'),
    flag('managementEvent', 'True for a management event.'),
    text('recipientAccountId', 'Account that received the event.', 'account'),
    json('serviceEventDetails', 'Details of a service event: what triggered it and the result.'),
    text('sharedEventID', 'Id shared by the copies of one action delivered to several accounts.'),
    text('vpcEndpointId', 'VPC endpoint through which the request was made.', 'resource'),
    text('vpcEndpointAccountId', 'Account that owns the VPC endpoint.', 'account'),
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
        field('clientProvidedHostHeader', 'Host name that the client used.', 'domain'),
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
    // Of IAM Identity Center the names are empty, and the user stands among the additional data.
    actor: `coalesce(nullif(useridentity.arn, ''), useridentity.invokedBy, nullif(useridentity.userName, ''), nullif(useridentity.principalId, ''), additionaleventdata ->> '$.UserName', useridentity.onBehalfOf.userId, useridentity.accountId)`,
    action: 'eventname',
    target: 'coalesce(resources[1].ARN, eventsource)',
    source_ip: 'sourceipaddress',
    user_agent: 'useragent',
    // A sign-in that failed has no code.
    outcome: `coalesce(errorcode, errormessage, ${signIn('responseelements')}, ${signIn('serviceeventdetails')}, 'Success')`,
    // Records of before 2014 name no recipient.
    account: 'coalesce(recipientaccountid, useridentity.accountId)',
    region: 'awsregion',
    session: "nullif(useridentity.accessKeyId, '')",
  },
  sigma: [{ product: 'aws', category: null, service: 'cloudtrail' }],
  sigmaKeys: [
    'eventSource',
    'eventName',
    'errorCode',
    'eventType',
    'readOnly',
    'sessionCredentialFromConsole',
    'userIdentity.type',
    'userIdentity.invokedBy',
    'userIdentity.sessionContext.sessionIssuer.type',
  ],
  aliases: {
    action: 'eventname',
    api: 'eventname',
    service: 'eventsource',
    time: 'eventtime',
    user: 'useridentity.arn',
    principal: 'useridentity.arn',
    username: 'useridentity.userName',
    usertype: 'useridentity.type',
    key: 'useridentity.accessKeyId',
    accesskey: 'useridentity.accessKeyId',
    issuer: 'useridentity.sessionContext.sessionIssuer.arn',
    role: 'useridentity.sessionContext.sessionIssuer.userName',
    mfa: 'useridentity.sessionContext.attributes.mfaAuthenticated',
    ip: 'sourceipaddress',
    sourceip: 'sourceipaddress',
    agent: 'useragent',
    error: 'errorcode',
    message: 'errormessage',
    region: 'awsregion',
    account: 'recipientaccountid',
    request: 'requestparameters',
    response: 'responseelements',
    bucket: 'requestparameters.bucketName',
    resource: 'resources.ARN',
    // Elastic Common Schema and Filebeat's AWS module, as Kibana shows CloudTrail.
    '@timestamp': 'eventtime',
    'event.action': 'eventname',
    'event.provider': 'eventsource',
    'event.id': 'eventid',
    'source.ip': 'sourceipaddress',
    'source.address': 'sourceipaddress',
    'user_agent.original': 'useragent',
    'user.name': 'useridentity.userName',
    'cloud.region': 'awsregion',
    'cloud.account.id': 'recipientaccountid',
    'aws.cloudtrail.error_code': 'errorcode',
    'aws.cloudtrail.error_message': 'errormessage',
    'aws.cloudtrail.user_identity': 'useridentity',
    'aws.cloudtrail.user_identity.arn': 'useridentity.arn',
    'aws.cloudtrail.user_identity.type': 'useridentity.type',
    'aws.cloudtrail.user_identity.access_key_id': 'useridentity.accessKeyId',
    'aws.cloudtrail.request_parameters': 'requestparameters',
    'aws.cloudtrail.response_elements': 'responseelements',
  },
  samples,
};

export default cloudtrail;
