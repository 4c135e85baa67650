// An entry of the journal as a sentence. What an entry holds beyond it stands in its detail.
import { z } from 'zod';
import { JournalBreak, type JournalGroup } from '../contract/journal.ts';
import { describeView } from '../query/describe.ts';
import { View } from '../query/view.ts';
import { formatCount, formatNoun } from '../values/sizes.ts';
import { describeBreaks } from './breaks.ts';

type Detail = Record<string, unknown>;

/** By the part of the action's name before the first dot. */
const groups = new Map<string, JournalGroup>(
  Object.entries({
    case: 'case',
    clock: 'case',
    load: 'evidence',
    acquisition: 'evidence',
    sessions: 'evidence',
    indicators: 'findings',
    sql: 'query',
    pivot: 'query',
    chart: 'query',
    entity: 'query',
    marks: 'marks',
    documents: 'marks',
    export: 'export',
    report: 'export',
    archive: 'export',
    verification: 'check',
    custody: 'check',
    hashes: 'check',
    replay: 'check',
    journal: 'journal',
    detections: 'findings',
  }),
);

export const groupTitles: Record<JournalGroup, string> = {
  case: 'Case and settings',
  evidence: 'Evidence',
  query: 'Queries',
  marks: 'Tags, notes, saved work',
  export: 'Exports and reports',
  findings: 'Rules and findings',
  check: 'Verifications',
  journal: 'The journal itself',
  other: 'Other',
};

export const groupOf = (action: string): JournalGroup => groups.get(action.split('.')[0]!) ?? 'other';

const text = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '?'));
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
const count = (value: unknown, noun: string) => formatNoun(number(value), noun);
const part = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Detail)[name] : undefined;
const skewed = (ms: unknown) => (number(ms) === 0 ? '' : `, ${number(ms) > 0 ? '+' : ''}${number(ms) / 1000} s`);
const nameOf = (path: unknown): string => text(path).split(/[/\\]/).at(-1)!;

function short(value: unknown, most: number): string {
  const line = text(value).replaceAll(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

function rowsOf(view: unknown): string {
  const parsed = View.safeParse(view);
  return parsed.success ? ` of ${short(describeView(parsed.data, { timeZone: 'UTC' }), 160)}` : '';
}

const failed = ({ error, message }: Detail): string =>
  typeof (error ?? message) === 'string' ? `: ${short(error ?? message, 200)}` : '';

const account = (value: unknown): string => {
  const [files, records] = [part(value, 'files'), part(value, 'records')];
  const found = count(part(files, 'found'), 'file');
  const rest = (['rows', 'duplicates', 'rejects'] as const).map(
    (name) => `${formatCount(number(part(records, name)))} ${name}`,
  );
  return `${found}, ${count(part(records, 'found'), 'record')} = ${rest.join(' + ')}`;
};

const listed = (value: unknown): string => {
  const names = Array.isArray(value) ? value.map((one) => text(one)) : [];
  const [first = '', ...more] = names;
  return more.length === 0 ? first : `${first} and ${more.length} more`;
};

const broken = (d: Detail): string => {
  const breaks = z.array(JournalBreak).min(1).safeParse(d.breaks);
  return `On opening, the journal was found damaged. ${breaks.success ? describeBreaks(breaks.data) : ''}`.trim();
};

const changed = (d: Detail): string => {
  const { change } = d;
  const rows = count(d.changed, 'row');
  if (part(change, 'kind') === 'tag')
    return part(change, 'on') === true
      ? `Tagged ${rows} “${text(part(change, 'tag'))}”`
      : `Took “${text(part(change, 'tag'))}” from ${rows}`;
  if (part(change, 'kind') === 'star') return part(change, 'on') === true ? `Starred ${rows}` : `Unstarred ${rows}`;
  if (part(change, 'kind') === 'note') return part(change, 'text') ? `Noted ${rows}` : `Removed the note of ${rows}`;
  return `Changed ${rows}`;
};

const counts = (rows: unknown): string =>
  Array.isArray(rows) && rows.length > 0 ? `${rows.map((n) => formatCount(number(n))).join(', ')} rows` : 'no rows';

/** By verdict; the reasons of each are in the detail. */
const sums = (value: unknown): string => {
  const byVerdict = new Map<string, number>();
  for (const one of Array.isArray(value) ? value : []) {
    const verdict = text(part(one, 'verdict'));
    byVerdict.set(verdict, (byVerdict.get(verdict) ?? 0) + number(part(one, 'count')));
  }
  return [...byVerdict].map(([verdict, n]) => `${formatCount(n)} ${verdict}`).join(', ') || 'none';
};

const states = (value: unknown): string => {
  const some = Object.entries(typeof value === 'object' && value !== null ? value : {}).filter(([, n]) => n !== 0);
  return some.map(([name, n]) => `${formatCount(number(n))} ${name.replaceAll('-', ' ')}`).join(', ') || 'nothing';
};

const sentences = new Map<string, (detail: Detail) => string>(
  Object.entries<(detail: Detail) => string>({
    'case.open': (d) => `Opened the case ${text(d.name)} (${text(d.host)})`,
    'case.close': () => 'Closed the case',
    'case.timeZone': (d) => `Times are shown in ${text(d.timeZone)}`,
    'clock.set': (d) =>
      `Times of ${text(d.logType)} in ${text(d.source)} are ${text(d.zone)}${skewed(d.skewMs)} on the timeline`,
    'clock.unset': (d) => `Times of ${text(d.logType)} in ${text(d.source)} are taken as they stand again`,
    'case.pack': () => 'An archive of the case is made',
    'case.packed': (d) => `Made an archive of the case: ${nameOf(d.path)}`,
    'case.unpack': (d) => `The case was unpacked from the archive ${nameOf(d.path)}`,
    'formats.add': (d) =>
      `Took in the log type ${text(d.name)} as ${nameOf(d.path)} defines it${typeof d.replaces === 'string' ? ', in place of an older version' : ''}`,
    'formats.remove': (d) => `Left out the log type ${text(d.name)} from now on`,
    'load.start': (d) => `Load ${text(d.loadId)} began: ${listed(d.paths)}`,
    'load.batch': (d) => `Load ${text(d.loadId)} stored ${count(d.records, 'record')} of ${count(d.items, 'file')}`,
    'load.end': (d) => `Load ${text(d.loadId)} ended (${text(d.state)}): ${account(d.account)}${failed(d)}`,
    'acquisition.create': (d) => `Acquisition ${text(d.acquisitionId)} was set up`,
    'acquisition.list': (d) => `Acquisition ${text(d.acquisitionId)} began to list, as ${text(d.caller)}`,
    'acquisition.start': (d) => `Acquisition ${text(d.acquisitionId)} began, as ${text(d.caller)}`,
    'acquisition.listed': (d) => `Acquisition ${text(d.acquisitionId)} listed ${count(d.objects, 'object')}`,
    'acquisition.objects': (d) => `Acquisition ${text(d.acquisitionId)} has the hashes of its objects`,
    'acquisition.publicKeys': (d) => `Acquisition ${text(d.acquisitionId)} asked for CloudTrail’s public keys`,
    'acquisition.end': (d) => `Acquisition ${text(d.acquisitionId)} ended (${text(d.state)})${failed(d)}`,
    'acquisition.discard': (d) => `Acquisition ${text(d.acquisitionId)} was discarded`,
    'indicators.add': (d) =>
      `Added the list “${text(d.name)}” with ${count(part(d.account, 'indicators'), 'indicator')}, ${count(part(d.account, 'problems'), 'problem')}`,
    'indicators.change': (d) =>
      `Changed the list “${text(part(d.from, 'name'))}”: now “${text(part(d.to, 'name'))}”, level ${text(part(d.to, 'level'))}`,
    'indicators.remove': (d) => `Removed the list “${text(d.name)}” with ${count(d.indicators, 'indicator')}`,
    'indicators.match': (d) =>
      `Looked for indicators in ${count(d.rows, 'record')}; ${count(d.records, 'record')} hold some`,
    'sessions.update': (d) => `Sessions were read from ${count(d.rows, 'new row')}`,
    sql: (d) =>
      d.outcome === 'done'
        ? `Ran SQL, ${counts(d.rows)}: ${short(d.sql, 160)}`
        : `SQL ended (${text(d.outcome)})${failed(d)}: ${short(d.sql, 160)}`,
    'marks.change': (d) => `${changed(d)}${rowsOf(d.view)}`,
    'marks.undo': (d) => `Undone: ${changed(d)}`,
    'marks.redo': (d) => `Done again: ${changed(d)}`,
    'marks.saveTag': (d) => `Kept the tag “${text(part(d.tag, 'name') ?? d.tag)}”`,
    'marks.removeTag': (d) => `Removed the tag “${text(d.tag)}” from ${count(d.rows, 'row')}`,
    'detections.run': (d) =>
      `Ran ${count(d.rules, 'rule')} over ${count(d.rows, 'row')}: ${count(d.findings, 'finding')} of ${count(d.hits, 'row')}`,
    'detections.folder': (d) =>
      d.added === true ? `Took the rules of ${text(d.path)}` : `Left out the rules of ${text(d.path)} from now on`,
    'detections.rules': (d) => `${settingOf(d)} ${formatNoun(lengthOf(d.keys), 'rule')}`,
    'detections.exception': (d) =>
      d.added === true
        ? `Took out of ${d.rule === null ? 'what every rule finds' : `what “${text(d.name)}” finds`}${rowsOf(d.view)}: ${short(d.reason, 160)}`
        : `Took an exception back${rowsOf(d.view)}`,
    'detections.change': (d) => `${judged(d.change)} ${namedFindings(d.findings)}`,
    'documents.put': (d) => `Saved the ${text(d.kind)} “${text(d.name)}”`,
    'documents.remove': (d) => `Removed the saved ${text(d.kind)} “${text(d.name)}”`,
    export: (d) => `Exported ${count(d.rows, 'row')}${rowsOf(d.view)} to ${nameOf(d.path)}`,
    'export.failed': (d) => `An export did not end (${text(d.code)})${failed(d)}`,
    'export.notebook': (d) => `Exported the notebook, ${count(d.rows, 'row')}, to ${nameOf(d.path)}`,
    'export.journal': (d) =>
      `Exported the journal, ${formatNoun(number(d.entries), 'entry', 'entries')}, to ${nameOf(d.path)}`,
    'export.hashes': (d) => `Exported a list of ${formatNoun(number(d.files), 'hash', 'hashes')} to ${nameOf(d.path)}`,
    report: (d) => `Wrote a report of ${count(d.rows, 'tagged row')} to ${nameOf(d.path)}`,
    'verification.file': (d) => `Kept ${nameOf(d.path)} (${text(d.kind)}) for verifications`,
    'verification.digests': (d) => `Verified digests; log files: ${sums(part(d.sums, 'logs'))}`,
    'custody.verify': (d) => `Read the evidence again: ${states(d.counts)}`,
    'custody.compare': (d) => `Compared with the list ${nameOf(d.path)}: ${states(d.counts)}`,
    replay: (d) => `Replayed ${nameOf(d.path)}: ${states(d.counts)}`,
    'journal.cut': () => 'A line that a crash cut off was set aside',
    'journal.broken': broken,
  }),
);

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

function settingOf({ isOn, level }: Detail): string {
  const switched = isOn === true ? ['Switched on'] : isOn === false ? ['Switched off'] : [];
  const levelled =
    level === undefined ? [] : [level === null ? 'Gave back the level of' : `Gave the level ${text(level)} to`];
  return [...switched, ...levelled].join('; ');
}

function judged(change: unknown): string {
  const kind = part(change, 'kind');
  if (kind === 'dismiss') return `Dismissed (${short(part(change, 'reason'), 160)})`;
  if (kind === 'tag') return `${part(change, 'on') === true ? 'Tagged' : 'Untagged'} “${text(part(change, 'tag'))}”:`;
  if (kind === 'note') return part(change, 'text') === null ? 'Removed the note of' : 'Noted on';
  return kind === 'confirm' ? 'Confirmed' : 'Opened again';
}

function namedFindings(findings: unknown): string {
  const [first] = Array.isArray(findings) ? (findings as unknown[]) : [];
  const more = lengthOf(findings) - 1;
  const name = `“${text(part(first, 'rule'))}” by ${text(part(first, 'actor') ?? 'nobody named')}`;
  return more > 0 ? `${name} and ${formatNoun(more, 'more finding')}` : name;
}

/** Never fails: an action that this Pugmark does not know is told by its name and its detail. */
export function describeEntry(action: string, detail: Detail): string {
  return sentences.get(action)?.(detail) ?? `${action} ${short(detail, 160)}`;
}
