// The columns of a fresh CloudTrail grid, and the event's id to check rows by.
import type { ColumnRef } from '../../shared/query/view.ts';

export const gridColumns: ColumnRef[] = [
  ['eventtime'],
  ['eventname'],
  ['eventsource'],
  ['useridentity', 'arn'],
  ['useridentity', 'accessKeyId'],
  ['sourceipaddress'],
  ['useragent'],
  ['errorcode'],
  ['awsregion'],
  ['recipientaccountid'],
  ['requestparameters'],
  ['eventid'],
].map(([column, ...path]) => ({ column: column!, path }));
