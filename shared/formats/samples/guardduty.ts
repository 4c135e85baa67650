// Samples of GuardDuty findings: its fixtures, which the tests load and look at.
import type { FormatSample } from '../format.ts';

export const samples: FormatSample[] = [
  {
    // As exported to S3, one in a line: an API call from elsewhere.
    record: JSON.stringify({
      schemaVersion: '2.0',
      accountId: '111122223333',
      region: 'us-east-1',
      partition: 'aws',
      id: '00aa11bb22cc33dd44ee55ff66aa77bb',
      arn: 'arn:aws:guardduty:us-east-1:111122223333:detector/d1/finding/00aa11bb22cc33dd44ee55ff66aa77bb',
      type: 'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom',
      resource: {
        resourceType: 'AccessKey',
        accessKeyDetails: {
          accessKeyId: 'AKIAEXAMPLEEXAMPLE01',
          principalId: 'AIDAEXAMPLEEXAMPLE001',
          userType: 'IAMUser',
          userName: 'ana',
        },
      },
      service: {
        serviceName: 'guardduty',
        detectorId: 'd1',
        action: {
          actionType: 'AWS_API_CALL',
          awsApiCallAction: {
            api: 'GetCallerIdentity',
            serviceName: 'sts.amazonaws.com',
            callerType: 'Remote IP',
            errorCode: 'AccessDenied',
            userAgent: 'aws-cli/2.15.0',
            remoteIpDetails: {
              ipAddressV4: '198.51.100.7',
              organization: { asn: '64500', asnOrg: 'Example Net', isp: 'Example', org: 'Example' },
              country: { countryName: 'Exampleland' },
              city: { cityName: 'Sampleton' },
              geoLocation: { lat: 1.5, lon: 2.5 },
            },
            affectedResources: {},
          },
        },
        resourceRole: 'TARGET',
        additionalInfo: { threatListName: 'bad', value: '{}', type: 'default' },
        evidence: { threatIntelligenceDetails: [{ threatListName: 'bad', threatNames: ['scanner', 'tor'] }] },
        eventFirstSeen: '2025-03-04T05:06:07.000Z',
        eventLastSeen: '2025-03-04T06:07:08.000Z',
        archived: false,
        count: 3,
      },
      severity: 8,
      createdAt: '2025-03-04T05:10:00.123Z',
      updatedAt: '2025-03-04T06:10:00.456Z',
      title: 'A call came from an address on a custom list.',
      description: 'GetCallerIdentity was called from 198.51.100.7.',
    }),
    expect: {
      schemaversion: '2.0',
      accountid: '111122223333',
      region: 'us-east-1',
      partition: 'aws',
      id: '00aa11bb22cc33dd44ee55ff66aa77bb',
      type: 'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom',
      severity: '8.0',
      confidence: null,
      createdat: '2025-03-04 05:10:00.123',
      updatedat: '2025-03-04 06:10:00.456',
      resource_type: 'AccessKey',
      action_type: 'AWS_API_CALL',
      actor: 'ana',
      user_type: 'IAMUser',
      principal_id: 'AIDAEXAMPLEEXAMPLE001',
      access_key_id: 'AKIAEXAMPLEEXAMPLE01',
      remote_ip: '198.51.100.7',
      remote_country: 'Exampleland',
      remote_city: 'Sampleton',
      remote_org: 'Example Net',
      api: 'GetCallerIdentity',
      api_service: 'sts.amazonaws.com',
      error_code: 'AccessDenied',
      user_agent: 'aws-cli/2.15.0',
      resource_role: 'TARGET',
      detector_id: 'd1',
      count: '3',
      archived: 'false',
      event_first_seen: '2025-03-04 05:06:07',
      event_last_seen: '2025-03-04 06:07:08',
      threat_names: '[scanner, tor]',
      instance_ips: '[]',
      target: null,
    },
  },
  {
    // The detail of an EventBridge event: a connection of an instance. The frame around it is a container.
    record: JSON.stringify({
      schemaVersion: '2.0',
      accountId: '444455556666',
      region: 'eu-west-1',
      id: 'f1',
      type: 'UnauthorizedAccess:EC2/SSHBruteForce',
      severity: 2,
      createdAt: '2025-03-04T05:06:07.1Z',
      updatedAt: '2025-03-04T05:06:08.2Z',
      resource: {
        resourceType: 'Instance',
        instanceDetails: {
          instanceId: 'i-0123456789example',
          networkInterfaces: [{ publicIp: '203.0.113.20', privateIpAddress: '192.0.2.20', ipv6Addresses: [] }],
        },
      },
      service: {
        action: {
          actionType: 'NETWORK_CONNECTION',
          networkConnectionAction: {
            connectionDirection: 'INBOUND',
            protocol: 'TCP',
            localPortDetails: { port: 22, portName: 'SSH' },
            remotePortDetails: { port: 40222, portName: 'Unknown' },
            localIpDetails: { ipAddressV4: '192.0.2.20' },
            remoteIpDetails: { ipAddressV4: '198.51.100.8' },
            blocked: false,
          },
        },
        count: 1,
      },
      novelty: true,
    }),
    expect: {
      actor: null,
      instance_id: 'i-0123456789example',
      target: 'i-0123456789example',
      remote_ip: '198.51.100.8',
      remote_port: '40222',
      local_ip: '192.0.2.20',
      local_port: '22',
      direction: 'INBOUND',
      protocol: 'TCP',
      instance_ips: '[203.0.113.20, 192.0.2.20]',
      event_first_seen: null,
      event_last_seen: '2025-03-04 05:06:08.2',
    },
  },
  {
    // A port probe, over IPv6.
    record: JSON.stringify({
      schemaVersion: '2.0',
      accountId: '111122223333',
      type: 'Recon:EC2/PortProbeUnprotectedPort',
      resource: { resourceType: 'Instance', instanceDetails: { instanceId: 'i-2' } },
      service: {
        action: {
          actionType: 'PORT_PROBE',
          portProbeAction: {
            blocked: false,
            portProbeDetails: [
              {
                localPortDetails: { port: 9200 },
                localIpDetails: { ipAddressV4: '192.0.2.21' },
                remoteIpDetails: { ipAddressV6: '2001:db8::5' },
              },
            ],
          },
        },
        eventLastSeen: '2025-03-04T05:06:07Z',
      },
    }),
    expect: { remote_ip: '2001:db8::5', local_port: '9200', local_ip: '192.0.2.21', action_type: 'PORT_PROBE' },
  },
  {
    // A DNS request, and a Kubernetes call with a bucket beside it.
    record: JSON.stringify({
      schemaVersion: '2.0',
      accountId: '111122223333',
      type: 'Backdoor:EC2/C&CActivity.B!DNS',
      resource: { resourceType: 'S3Bucket', s3BucketDetails: [{ arn: 'arn:aws:s3:::b1', name: 'b1' }] },
      service: {
        action: {
          actionType: 'DNS_REQUEST',
          dnsRequestAction: { domain: 'c2.example.com', protocol: 'UDP', blocked: true },
        },
        eventLastSeen: '2025-03-04T05:06:07Z',
      },
    }),
    expect: { domain: 'c2.example.com', protocol: 'UDP', bucket: 'b1', target: 'arn:aws:s3:::b1', remote_ip: null },
  },
  {
    record: JSON.stringify({
      schemaVersion: '2.0',
      accountId: '111122223333',
      type: 'Discovery:Kubernetes/MaliciousIPCaller',
      resource: {
        resourceType: 'EKSCluster',
        eksClusterDetails: { name: 'prod', arn: 'arn:aws:eks:us-east-1:111122223333:cluster/prod' },
        kubernetesDetails: { kubernetesUserDetails: { username: 'system:anonymous', groups: ['g'] } },
      },
      service: {
        action: {
          actionType: 'KUBERNETES_API_CALL',
          kubernetesApiCallAction: {
            requestUri: '/api/v1/secrets',
            verb: 'list',
            sourceIps: ['198.51.100.9'],
            userAgent: 'kubectl/1.30',
            remoteIpDetails: { ipAddressV4: '198.51.100.9' },
          },
        },
        eventLastSeen: '2025-03-04T05:06:07Z',
      },
    }),
    expect: {
      actor: 'system:anonymous',
      api: 'list',
      remote_ip: '198.51.100.9',
      user_agent: 'kubectl/1.30',
      target: 'arn:aws:eks:us-east-1:111122223333:cluster/prod',
    },
  },
  {
    // An attack sequence: several actors, endpoints and resources.
    record: JSON.stringify({
      schemaVersion: '2.0',
      accountId: '111122223333',
      type: 'AttackSequence:IAM/CompromisedCredentials',
      severity: 9,
      resource: { resourceType: 'AttackSequence' },
      service: {
        detection: {
          sequence: {
            uid: 's1',
            actors: [{ id: 'a', user: { name: 'ana', uid: 'AIDAEXAMPLEEXAMPLE001', type: 'IAMUser' } }],
            endpoints: [{ id: 'e', ip: '198.51.100.7' }],
            resources: [{ uid: 'arn:aws:s3:::b1', resourceType: 'S3_BUCKET' }],
          },
        },
        eventLastSeen: '2025-03-04T05:06:07Z',
      },
    }),
    expect: { actor: 'ana', remote_ip: '198.51.100.7', target: 'arn:aws:s3:::b1', severity: '9.0' },
  },
  {
    // Of `aws guardduty get-findings`.
    record: JSON.stringify({
      AccountId: '111122223333',
      Arn: 'arn:aws:guardduty:us-east-1:111122223333:detector/d1/finding/f2',
      CreatedAt: '2025-03-04T05:10:00.123Z',
      Id: 'f2',
      Partition: 'aws',
      Region: 'us-east-1',
      Resource: {
        AccessKeyDetails: { AccessKeyId: 'ASIAEXAMPLEEXAMPLE01', UserName: 'deploy', UserType: 'AssumedRole' },
        ResourceType: 'AccessKey',
      },
      SchemaVersion: '2.0',
      Service: {
        Action: {
          ActionType: 'AWS_API_CALL',
          AwsApiCallAction: { Api: 'CreateUser', RemoteIpDetails: { IpAddressV4: '198.51.100.7' } },
        },
        Archived: true,
        Count: 1,
        EventLastSeen: '2025-03-04T05:06:07.000Z',
      },
      Severity: 5.5,
      Title: 'Unusual.',
      Type: 'Persistence:IAMUser/AnomalousBehavior',
      UpdatedAt: '2025-03-04T05:10:00.123Z',
    }),
    expect: {
      accountid: '111122223333',
      type: 'Persistence:IAMUser/AnomalousBehavior',
      severity: '5.5',
      title: 'Unusual.',
      actor: 'deploy',
      access_key_id: 'ASIAEXAMPLEEXAMPLE01',
      remote_ip: '198.51.100.7',
      api: 'CreateUser',
      archived: 'true',
      count: '1',
      event_last_seen: '2025-03-04 05:06:07',
    },
  },
  {
    record: '{"schemaVersion":"2.0","accountId":"1","type":"x","resource":{},"service":{"count":}}',
    expect: { reject: 'not JSON' },
  },
];
