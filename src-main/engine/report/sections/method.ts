// How the report was made and how another expert checks it, with the place in the journal up to which it holds.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Block, Inline } from '../../../../shared/report/document.ts';
import { formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import { duckdbVersion } from '../../duckdb/database.ts';
import { checkJournal } from '../../journal/check.ts';
import { type Context, code, heading } from '../context.ts';

/** What is written into the journal without changing what a report says. */
const idle = /^(case\.(open|close|pack|packed|unpack)|report|replay|sql|custody\..*|export(\..*)?)$/;

export async function gatherMethod({ open, state, choices }: Context): Promise<Block[]> {
  const { entries, breaks } = checkJournal(await readFile(join(open.dir, 'journal.jsonl')), null);
  const last = entries.findLast(({ entry }) => !idle.test(entry.action))?.entry;
  const redacted =
    choices.redact.values.length + choices.redact.networks.length + (choices.redact.pattern === '' ? 0 : 1);
  const steps: Inline[][] = [
    [
      'Evidence is only read. Each file was hashed (SHA-256) while it was loaded: its bytes as found, and its content, unpacked. What was hashed is what was loaded.',
    ],
    [
      'Every record became a row, a duplicate of a named row, or a reject with its bytes kept; every row names its file and its record in it.',
    ],
    ['Tags, stars and notes are an investigator’s. They are kept beside the evidence and do not change it.'],
    [
      'Each figure names the query that gave it. The queries stand in the appendix and run in Pugmark over the same case.',
    ],
    [
      'The SHA-256 of this report is in the case’s journal and in the manifest beside the file. The journal is a chain: each entry has the hash of the one before.',
    ],
    [
      'Who loads the same files, whose hashes are listed, into a new case and runs the same queries gets the same figures.',
    ],
  ];
  return [
    { kind: 'list', items: steps },
    ...(redacted === 0
      ? []
      : [
          {
            kind: 'callout' as const,
            tone: 'warn' as const,
            text: [
              `This report is redacted: ${redactionWords(choices.redact)} replaced by labels such as “[redacted 1]”, in the queries and in the picture too. A label stands for the same value everywhere.`,
            ],
          },
        ]),
    heading('Versions and journal'),
    {
      kind: 'facts',
      facts: [
        ['Pugmark', [state.options.version]],
        ['DuckDB', [duckdbVersion()]],
        ['Case', code(open.info.id)],
        [
          'Journal',
          last
            ? [`entry ${formatCount(last.seq)} is the last that bears on this report; its hash is `, ...code(last.hash)]
            : ['no entry yet'],
        ],
        [
          'Its chain',
          [
            breaks.length === 0
              ? 'unbroken from the first entry to the last'
              : `broken in ${formatNoun(breaks.length, 'place')}; the journal’s page says where`,
          ],
        ],
      ],
    },
  ];
}

function redactionWords({ values, networks, pattern }: Context['choices']['redact']): string {
  const parts = [
    ...(values.length > 0 ? [formatNoun(values.length, 'chosen value')] : []),
    ...(networks.length > 0 ? [`the addresses of ${formatNoun(networks.length, 'network')}`] : []),
    ...(pattern === '' ? [] : ['what a pattern finds']),
  ];
  const isOne = networks.length === 0 && pattern === '' && values.length === 1;
  return `${parts.join(', ')} ${isOne ? 'is' : 'are'}`;
}
