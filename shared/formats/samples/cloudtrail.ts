// Samples of CloudTrail events: its fixtures, which the tests load and look at.
import type { FormatSample } from '../format.ts';

export const samples: FormatSample[] = [
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
    // A query in Athena: structs in its own words, a partition column, a name with a comma.
    header:
      '"eventversion","useridentity","eventtime","eventsource","eventname","awsregion","sourceipaddress","errorcode","requestparameters","responseelements","resources","readonly","recipientaccountid","tlsdetails","day"',
    record:
      '"1.11","{type=AssumedRole, principalid=AROAEXAMPLE:ana, arn=arn:aws:sts::111122223333:assumed-role/Admin/ana, accountid=111122223333, invokedby=null, accesskeyid=ASIAEXAMPLEEXAMPLE01, username=ana, of Example, onbehalfof=null, sessioncontext={attributes={mfaauthenticated=true, creationdate=2025-03-04T05:00:00Z}, sessionissuer={type=Role, principalid=AROAEXAMPLE, arn=arn:aws:iam::111122223333:role/Admin, accountid=111122223333, username=Admin}, webidfederationdata=null}}","2025-03-04T05:06:07Z","s3.amazonaws.com","GetObject","us-east-1","192.0.2.10",,"{""bucketName"":""ledger""}",,"[{arn=arn:aws:s3:::ledger/a, b.pdf, accountid=null, type=AWS::S3::Object}, {arn=arn:aws:s3:::ledger, accountid=111122223333, type=AWS::S3::Bucket}]","true","111122223333","{tlsversion=TLSv1.3, ciphersuite=TLS_AES_128_GCM_SHA256, clientprovidedhostheader=ledger.s3.amazonaws.com}","2025/03/04"',
    expect: {
      eventtime: '2025-03-04 05:06:07',
      eventname: 'GetObject',
      'useridentity.type': 'AssumedRole',
      'useridentity.arn': 'arn:aws:sts::111122223333:assumed-role/Admin/ana',
      'useridentity.userName': 'ana, of Example',
      'useridentity.invokedBy': null,
      'useridentity.sessionContext.attributes.mfaAuthenticated': 'true',
      'useridentity.sessionContext.sessionIssuer.userName': 'Admin',
      'useridentity.sessionContext.webIdFederationData.federatedProvider': null,
      requestparameters: '{"bucketName":"ledger"}',
      errorcode: null,
      resources:
        "[{'ARN': 'arn:aws:s3:::ledger/a, b.pdf', 'accountId': NULL, 'type': 'AWS::S3::Object'}, {'ARN': 'arn:aws:s3:::ledger', 'accountId': 111122223333, 'type': 'AWS::S3::Bucket'}]",
      readonly: 'true',
      'tlsdetails.cipherSuite': 'TLS_AES_128_GCM_SHA256',
      extra: '{"day":"2025/03/04"}',
    },
  },
  {
    // CloudTrail Lake: names as in the records, a time with a space; structs as JSON, as other tools export them.
    header: 'eventTime,eventName,eventSource,userIdentity,eventID,managementEvent',
    record:
      '2025-03-04 05:06:07.250,CreateUser,iam.amazonaws.com,"{""type"":""Root"",""arn"":""arn:aws:iam::111122223333:root""}",66666666-7777-4888-9999-000000000000,true',
    expect: {
      eventtime: '2025-03-04 05:06:07.25',
      'useridentity.arn': 'arn:aws:iam::111122223333:root',
      eventid: '66666666-7777-4888-9999-000000000000',
      managementevent: 'true',
      extra: null,
    },
  },
  {
    record: '{"eventName":"CreateUser","eventSource":"iam.amazonaws.com","eventTime":tomorrow}',
    expect: { reject: 'not JSON' },
  },
];
