// What a snippet is: one question that an investigator asks of CloudTrail, and the SQL that answers it. Data only; the
// console lists them, the tests run each of them on a real table.

export type SnippetTopic =
  | 'Overview'
  | 'Access keys'
  | 'Principals'
  | 'Sign-in'
  | 'Identity changes'
  | 'Covering tracks'
  | 'Data'
  | 'Compute';

export type Snippet = {
  /** Stable name, kebab-case. */
  id: string;
  topic: SnippetTopic;
  /** The question, as one would ask it. */
  title: string;
  /** One or two sentences: why it matters, what to look for in the answer. */
  why: string;
  /** Runs as it stands. When something is to be edited first, a leading `-- Change:` comment says what. */
  sql: string;
  /** Texts in `sql` to be edited, most important first; the editor selects them one after another. */
  edit?: string[];
};
