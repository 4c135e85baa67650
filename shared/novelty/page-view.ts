// Reading calls that the AWS console makes on its own: which rows they are, and how they are put together to page views.
import type { NewFilter } from '../query/edit.ts';
import { entityPlaces } from '../query/entity.ts';
import type { View } from '../query/view.ts';
import { rowsView } from './views.ts';

/** What user agents of the console hold, in lower case, or begin with; and those of CloudShell, where a person types commands. */
export const consoleMarks = { holds: 'console', startsWith: 'Mozilla/', not: 'cloudshell' } as const;

export const pageViewWords =
  'Reading calls of one console session from one address, each within seconds of the one before, count as one page view. Calls of the console are those whose record says that its credentials come from a console session, or whose user agent is a browser or names the console; commands typed in CloudShell are not. A page that polls goes on as one view for as long as it polls in that pace. Where a person clicks on within those seconds, two clicks are told as one.';

const column = (name: string, ...path: string[]) => ({ column: name, path });
const flags = { negated: false, enabled: true } as const;
const agent = column('useragent');

/** Filters that keep the reading calls of the console. */
export function consoleReads(): NewFilter[] {
  return [
    { op: 'in', column: column('readonly'), values: ['true'], ...flags },
    {
      op: 'any',
      ...flags,
      filters: [
        { id: 'c1', op: 'in', column: column('sessioncredentialfromconsole'), values: ['true'], ...flags },
        { id: 'c2', op: 'startsWith', column: agent, value: consoleMarks.startsWith, caseSensitive: true, ...flags },
        { id: 'c3', op: 'contains', column: agent, value: consoleMarks.holds, caseSensitive: false, ...flags },
      ],
    },
    { op: 'contains', column: agent, value: consoleMarks.not, caseSensitive: false, negated: true, enabled: true },
  ];
}

/** The rows of a page view. @param key null: its calls carry none, and `arn` says whose they are */
export function pageView(of: {
  key: string | null;
  arn: string | null;
  ip: string | null;
  first: string;
  last: string;
}): View {
  const owner: NewFilter[] =
    of.key === null
      ? [
          { op: 'in', column: entityPlaces.key, values: [null, ''], ...flags },
          { op: 'in', column: entityPlaces.arn, values: [of.arn], ...flags },
        ]
      : [{ op: 'in', column: entityPlaces.key, values: [of.key], ...flags }];
  return rowsView({}, [
    ...owner,
    { op: 'in', column: entityPlaces.ip, values: of.ip === null ? [null, ''] : [of.ip], ...flags },
    { op: 'range', column: column('eventtime'), from: of.first, to: of.last, includeTo: true, ...flags },
    ...consoleReads(),
  ]);
}
