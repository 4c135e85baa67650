// Takes a definition's samples through a whole load, and tells of each what came out otherwise than it says.
import type { FormatProblem, SampleCheck } from '../../../shared/contract/formats.ts';
import type { Format, FormatSample } from '../../../shared/formats/format.ts';
import type { Definition } from '../../../shared/formats/own/definition.ts';
import { EngineError } from '../engine-error.ts';
import { openTrial, type Trial } from '../ingest/store/trial.ts';
import { makeSample } from './make-format.ts';
import { withOwn } from './with-own.ts';

export async function trySamples(definition: Definition): Promise<SampleCheck[]> {
  const formats = withOwn([definition]);
  const wanted = definition.kind === 'format' ? definition.name : definition.layoutOf;
  const format = formats.find(({ name }) => name === wanted)!;
  const samples = definition.samples.map(makeSample);
  const trial = await openTrial(formats);
  try {
    const checks: SampleCheck[] = [];
    for (const [i, sample] of samples.entries()) {
      const problems = await trySample({ trial, format, formats, samples, sample }).catch(toProblems);
      const placed = problems.map((one) => ({
        ...one,
        place: [`sample ${i + 1}`, one.place].filter(Boolean).join(', '),
      }));
      checks.push({ sample: i + 1, record: sample.record.slice(0, 300), problems: placed });
    }
    return checks;
  } finally {
    await trial.close();
  }
}

/** What DuckDB does not take: a way of writing times that it does not know, for example. */
function toProblems(error: unknown): FormatProblem[] {
  if (!(error instanceof EngineError)) throw error;
  return [problem('', `It cannot be stored: ${error.message}`, error.detail.hint ?? null)];
}

type Tried = { trial: Trial; format: Format; formats: Format[]; samples: FormatSample[]; sample: FormatSample };

const problem = (place: string, reason: string, hint: string | null = null): FormatProblem => ({
  place,
  line: null,
  reason,
  hint,
});

async function trySample({ trial, format, formats, samples, sample }: Tried): Promise<FormatProblem[]> {
  const loaded = await trial.load(fileOf(samples, sample));
  const [other] = loaded.formats.filter((name) => name !== format.name);
  if (other !== undefined) {
    const title = formats.find(({ name }) => name === other)?.title ?? other;
    return [problem('', `It is taken for ${title} (${other}).`, 'Describe its records more closely.')];
  }
  if ('reject' in sample.expect) {
    const reject = sample.expect.reject ?? '';
    if (loaded.rejects.length === 0)
      return [problem('', 'It became a row, and was to be rejected.', 'Describe its records more closely.')];
    const reasons = loaded.rejects.join('; ');
    return reasons.includes(reject)
      ? []
      : [problem('', `It is rejected because: ${reasons}. That has no “${reject}” in it.`, 'Name a part of that.')];
  }
  if (loaded.formats.length === 0) {
    const why = loaded.rejects[0] ?? loaded.reason;
    return [
      problem('', `It is not recognised${why ? `: ${why}` : ''}.`, 'Compare it with what the definition asks for.'),
    ];
  }
  if (loaded.rejects.length > 0) return [problem('', `A part of it is rejected: ${loaded.rejects.join('; ')}.`)];
  await trial.tell(format);
  return await compare(trial, format, sample.expect);
}

/** The sample as a file; one to be rejected stands behind a good one, or nobody could tell what it is. */
function fileOf(samples: FormatSample[], { header, record, expect }: FormatSample): string {
  const good =
    'reject' in expect ? samples.find((one) => !('reject' in one.expect) && one.header === header) : undefined;
  return [header, good?.record, record].filter((part) => part !== undefined).join('\n');
}

async function compare(
  trial: Trial,
  format: Format,
  expected: Record<string, string | null>,
): Promise<FormatProblem[]> {
  const columns = Object.keys(expected);
  const found = columns.length === 0 ? [] : await trial.row(format, columns);
  return columns.flatMap((column, i) => {
    const [wanted, came] = [expected[column] ?? null, found[i] ?? null];
    return wanted === came
      ? []
      : [
          problem(
            `column ${column}`,
            `${shown(wanted)} was expected, ${shown(came)} came.`,
            hintFor(format, column, came),
          ),
        ];
  });
}

function hintFor(format: Format, name: string, came: string | null): string | null {
  const column = format.columns.find((one) => one.name === name);
  if (came !== null || !column || 'fields' in column) return null;
  if (column.type === 'TIMESTAMP')
    return column.written === undefined && column.epoch === undefined
      ? 'Say how the time is written: "written": "%d/%b/%Y:%H:%M:%S %z", or "epoch": "s".'
      : 'The text of the record does not fit what the definition says of the time.';
  return column.type === 'VARCHAR'
    ? `Nothing is found under “${column.key ?? name}”.`
    : `Either nothing is found under “${column.key ?? name}”, or it is no ${column.type}.`;
}

const shown = (value: string | null): string => (value === null ? 'no value' : `“${value}”`);
