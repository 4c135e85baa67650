// What the loaded logs cannot answer: each a condition on the kinds of logs that are there, and the sentence that is true
// when it holds. Said wherever an answer could be misread: on the coverage page, an entity's page, beside pivots, in reports.
import type { EventKind, LoadedKinds } from './kinds.ts';

export type Topic = 'management' | 'objects' | 'functions' | 'tables' | 'network' | 'integrity' | 'insights';

export type Unanswered = {
  /** Stable. */
  id: string;
  topic: Topic;
  /** `No S3 data events are loaded, so object reads cannot be ruled out.` */
  sentence: string;
};

type Known = { kinds: LoadedKinds; count(this: void, wanted: Partial<EventKind>): number };
type Question = Omit<Unanswered, 'sentence'> & {
  /** The sentence, with ` of account 111122223333` for `of` where only that account is asked about; null: it can be answered. */
  ask(this: void, known: Known, of: string): string | null;
};

const s3 = 's3.amazonaws.com';
const lambda = 'lambda.amazonaws.com';
const dynamodb = 'dynamodb.amazonaws.com';

/** Data events of one service, in one direction; `all` is said instead when there are none in either. */
function dataQuestion(
  id: string,
  topic: Topic,
  source: string,
  reads: boolean,
  say: { all: string; some: string },
): Question {
  return {
    id,
    topic,
    ask: ({ kinds, count }, of) => {
      if (count({ category: 'Data', source, readOnly: reads }) > 0) return null;
      const any = count({ category: 'Data', source }) > 0;
      const sentence = (any ? say.some : say.all).replace('data events', `data events${of}`);
      const [other] = kinds.answers.filter(({ question }) => question === id);
      // They are not promised to be whole, so what they do not tell may have been all the same.
      return other ? `${sentence.replace(/\.$/, '')}; ${other.title} tell of some.` : sentence;
    },
  };
}

const isAnswered = ({ answers }: LoadedKinds, id: string) => answers.some(({ question }) => question === id);

const questions: Question[] = [
  {
    id: 'management-reads',
    topic: 'management',
    ask: ({ count }, of) =>
      count({ category: 'Management', readOnly: true }) > 0
        ? null
        : `No management events that only read${of} are loaded, so that somebody looked around (List, Describe, Get) cannot be ruled out.`,
  },
  {
    id: 'management-writes',
    topic: 'management',
    ask: ({ count }, of) =>
      count({ category: 'Management', readOnly: false }) > 0
        ? null
        : `No management events that write${of} are loaded, so changes to users, roles, machines and settings cannot be ruled out.`,
  },
  {
    id: 'kms',
    topic: 'management',
    ask: ({ count }, of) =>
      count({ source: 'kms.amazonaws.com' }) > 0
        ? null
        : `No KMS events${of} are loaded (trails may leave them out), so decryption cannot be ruled out.`,
  },
  dataQuestion('s3-reads', 'objects', s3, true, {
    all: 'No S3 data events are loaded, so object reads cannot be ruled out.',
    some: 'No S3 data events that read are loaded, so object reads cannot be ruled out.',
  }),
  dataQuestion('s3-writes', 'objects', s3, false, {
    all: 'No S3 data events are loaded, so objects written or deleted cannot be ruled out.',
    some: 'No S3 data events that write are loaded, so objects written or deleted cannot be ruled out.',
  }),
  {
    id: 'lambda',
    topic: 'functions',
    ask: ({ count }, of) =>
      count({ category: 'Data', source: lambda }) > 0
        ? null
        : `No Lambda data events${of} are loaded, so that functions were invoked cannot be ruled out.`,
  },
  {
    id: 'dynamodb',
    topic: 'tables',
    ask: ({ count }, of) =>
      count({ category: 'Data', source: dynamodb }) > 0
        ? null
        : `No DynamoDB data events${of} are loaded, so items read or written cannot be ruled out.`,
  },
  {
    id: 'network-activity',
    topic: 'network',
    ask: ({ count }, of) =>
      count({ category: 'NetworkActivity' }) > 0
        ? null
        : `No network activity events${of} are loaded, so calls that a VPC endpoint denied, or made with others’ credentials, are not seen.`,
  },
  {
    id: 'categories',
    topic: 'management',
    ask: ({ count }, of) => {
      const unsaid = count({ category: null });
      return unsaid === 0
        ? null
        : `${unsaid.toLocaleString('en')} ${unsaid === 1 ? 'event' : 'events'}${of} of an old version ${unsaid === 1 ? 'does' : 'do'} not say whether they are management or data events.`;
    },
  },
  {
    id: 'insights',
    topic: 'insights',
    ask: ({ kinds }, of) =>
      isAnswered(kinds, 'insights') || of !== ''
        ? null
        : 'No Insight events are loaded, so CloudTrail’s own notes on unusual call rates are not at hand.',
  },
  {
    id: 'flow-logs',
    topic: 'network',
    ask: ({ kinds }, of) =>
      isAnswered(kinds, 'flow-logs') || of !== ''
        ? null
        : 'No VPC flow logs are loaded, so connections of machines and how much they sent cannot be told.',
  },
  {
    id: 'digests',
    topic: 'integrity',
    ask: ({ kinds }, of) =>
      isAnswered(kinds, 'digests') || of !== ''
        ? null
        : 'No digest files are loaded, so a quiet hour cannot be told from missing logs, nor a whole log file from an altered one.',
  },
];

type About = { account?: string; topics?: readonly Topic[] };

/**
 * In a fixed order; none at all when everything can be answered, and one, whatever the topics, when there are no events.
 * What some accounts' logs answer and others' do not is told of those.
 * @param about `account`: only what that account's events leave open; `topics`: only these
 */
export function listUnanswered(kinds: LoadedKinds, { account, topics }: About = {}): Unanswered[] {
  const own = account === undefined ? kinds.events : kinds.events.filter((kind) => kind.account === account);
  const of = account === undefined ? '' : ` of account ${account}`;
  if (own.length === 0) {
    const sentence = `No CloudTrail events${of} are loaded, so nothing that was done through the API can be ruled out.`;
    return [{ id: 'nothing', topic: 'management', sentence }];
  }
  const accounts = account === undefined ? [...groupByAccount(own)] : [];
  return questions
    .filter(({ topic }) => !topics || topics.includes(topic))
    .flatMap(({ id, topic, ask }) => {
      const asked = (events: EventKind[], of: string) => ask({ kinds, count: counterOf(events) }, of);
      const whole = asked(own, of);
      if (whole !== null) return [{ id, topic, sentence: whole }];
      const without = accounts.flatMap(([name, events]) =>
        name !== null && asked(events, ' ') !== null ? [{ name, events }] : [],
      );
      if (without.length === 0) return [];
      const sentence = asked(
        without.flatMap(({ events }) => events),
        nameAccounts(without.map(({ name }) => name)),
      );
      return sentence === null ? [] : [{ id, topic, sentence }];
    });
}

const counterOf = (events: EventKind[]) => (wanted: Partial<EventKind>) => {
  const wants = Object.entries(wanted) as [keyof EventKind, unknown][];
  return events
    .filter((kind) => wants.every(([key, value]) => kind[key] === value))
    .reduce((sum, kind) => sum + kind.events, 0);
};

/** ` of account A`, ` of accounts A, B and 3 more`. */
function nameAccounts(names: string[]): string {
  const sorted = names.toSorted();
  if (sorted.length === 1) return ` of account ${sorted[0]!}`;
  const shown = sorted.length > 4 ? [...sorted.slice(0, 3), `${sorted.length - 3} more`] : sorted;
  return ` of accounts ${shown.slice(0, -1).join(', ')} and ${shown.at(-1)!}`;
}

function groupByAccount(events: EventKind[]): Map<string | null, EventKind[]> {
  const groups = new Map<string | null, EventKind[]>();
  for (const kind of events) groups.set(kind.account, [...(groups.get(kind.account) ?? []), kind]);
  return groups;
}
