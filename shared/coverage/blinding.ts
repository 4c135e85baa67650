// Requests that end, narrow or redirect what is logged or watched: after one of them, silence proves nothing. Names are those
// of the services' API references, read 2026-11-27.

/** By event source (without `.amazonaws.com`), what each request does to what one can see. */
export const blindingEvents: Record<string, Record<string, string>> = {
  cloudtrail: {
    StopLogging: 'the trail stops recording',
    DeleteTrail: 'the trail is deleted',
    UpdateTrail: 'the trail records elsewhere or otherwise',
    PutEventSelectors: 'other kinds of events are recorded',
    PutInsightSelectors: 'other Insights are recorded',
    DeleteEventDataStore: 'an event data store is deleted',
    StopEventDataStoreIngestion: 'an event data store takes no more events',
    UpdateEventDataStore: 'an event data store keeps events otherwise',
  },
  ec2: { DeleteFlowLogs: 'flow logs end' },
  config: {
    StopConfigurationRecorder: 'Config stops recording',
    DeleteConfigurationRecorder: 'the recorder of Config is deleted',
    DeleteDeliveryChannel: 'Config delivers no more',
  },
  guardduty: {
    DeleteDetector: 'GuardDuty is switched off',
    UpdateDetector: 'GuardDuty watches otherwise',
    DeletePublishingDestination: 'GuardDuty publishes no more findings',
  },
  securityhub: { DisableSecurityHub: 'Security Hub is switched off' },
  macie2: { DisableMacie: 'Macie is switched off' },
  logs: { DeleteLogGroup: 'a log group is deleted', DeleteLogStream: 'a log stream is deleted' },
  route53resolver: {
    DeleteResolverQueryLogConfig: 'DNS query logs end',
    DisassociateResolverQueryLogConfig: 'DNS query logs of a network end',
  },
};

/** Event names with the source that they belong to, for a query. */
export const listBlinding = (): { source: string; name: string }[] =>
  Object.entries(blindingEvents).flatMap(([service, names]) =>
    Object.keys(names).map((name) => ({ source: `${service}.amazonaws.com`, name })),
  );

/** What such a request does, in words; a failed one is told as such. */
export function describeBlinding(source: string, name: string, errorCode: string | null): string {
  const words = blindingEvents[source.replace(/\.amazonaws\.com$/, '')]?.[name] ?? name;
  return errorCode === null ? words : `failed (${errorCode}): ${words}`;
}
