// What there is to do again: the steps that a journal, or the manifest of one export, records.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ExportRequest } from '../../../../shared/contract/exports.ts';
import { readColumnKey } from '../../../../shared/query/column-key.ts';
import { View } from '../../../../shared/query/view.ts';
import { EngineError, messageOf } from '../../engine-error.ts';
import { checkJournal } from '../check.ts';

export type Evidence = { items: number; digest: string };
export type ExportStep = {
  what: 'export';
  seq: number | null;
  request: z.output<typeof ExportRequest>;
  rows: number;
  sha256: string;
  content: string | null;
};
export type SqlStep = {
  what: 'sql';
  seq: number;
  sql: string;
  rowLimit: number;
  rows: number[];
  digests: (string | null)[];
};
/** Recorded, and not to be done again. */
export type OtherStep = { what: 'other'; seq: number | null; title: string; reason: string };
export type Step = ExportStep | SqlStep | OtherStep;

export type Recorded = {
  kind: 'journal' | 'manifest';
  steps: Step[];
  /** The last that is recorded. */
  evidence: Evidence | null;
  /** Hashes of the content of all evidence; null: not recorded, or not of all. */
  contents: string[] | null;
  /** Whether the journal is whole by itself. */
  isWhole: boolean;
};

const Evidence = z.object({ items: z.number(), digest: z.string() });
const Common = z.object({
  view: View,
  rows: z.number(),
  sha256: z.string(),
  content: z.string().nullable().default(null),
});
const ManifestFile = Common.extend({
  columns: z.array(z.string()),
  selected: z.number().nullable(),
  format: z.object({
    name: ExportRequest.shape.format,
    delimiter: z.string().optional(),
    bom: z.boolean().optional(),
    formulasNeutralised: z.boolean().optional(),
  }),
  evidence: Evidence,
});
const ExportDetail = Common.extend({
  format: ExportRequest.shape.format,
  columns: z.array(z.string()).nullable(),
  selected: z.number().nullable().default(null),
  options: z
    .object({ delimiter: z.string(), bom: z.boolean(), neutraliseFormulas: z.boolean() })
    .default({ delimiter: ',', bom: false, neutraliseFormulas: true }),
  evidence: Evidence,
});
const SqlDetail = z.object({
  sql: z.string(),
  rows: z.array(z.number()),
  outcome: z.string(),
  rowLimit: z.number().default(10_000_000),
  digests: z.array(z.string().nullable()).default([]),
});
const LoadDetail = z.object({ evidence: Evidence, contents: z.array(z.string()).nullable() });

export async function readRecord(path: string): Promise<Recorded> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'NOT_FOUND' : 'FAILED';
    throw new EngineError(code, `It cannot be read: ${messageOf(error)}`, { at: path }, { cause: error });
  }
  const manifest = ManifestFile.safeParse(parseJson(bytes));
  if (manifest.success) return recordOfManifest(manifest.data);
  const checked = checkJournal(bytes, null);
  if (checked.entries.length === 0)
    throw new EngineError('INVALID', 'This is neither a journal nor the manifest of an export.', {
      at: path,
      hint: 'Choose a journal.jsonl, or a file that ends in .manifest.json.',
    });
  const recorded: Recorded = {
    kind: 'journal',
    steps: [],
    evidence: null,
    contents: [],
    isWhole: checked.breaks.length === 0,
  };
  for (const { entry } of checked.entries) addEntry(recorded, entry);
  return recorded;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null; // A journal is no JSON as a whole.
  }
}

type ManifestContent = z.output<typeof ManifestFile>;

function recordOfManifest({
  view,
  rows,
  sha256,
  content,
  columns,
  selected,
  format,
  evidence,
}: ManifestContent): Recorded {
  const options = {
    delimiter: format.delimiter ?? ',',
    bom: format.bom ?? false,
    neutraliseFormulas: format.formulasNeutralised ?? true,
  };
  const step = exportStep(null, { view, rows, sha256, content, columns, selected, format: format.name, options });
  return { kind: 'manifest', steps: [step], evidence, contents: null, isWhole: true };
}

function exportStep(seq: number | null, detail: Omit<z.output<typeof ExportDetail>, 'evidence'>): Step {
  const { view, rows, sha256, content, columns, selected, format, options } = detail;
  const title = `export of ${rows} rows`;
  if (selected !== null) return { what: 'other', seq, title, reason: 'single rows were chosen by hand' };
  const refs = columns?.map(readColumnKey);
  if (refs?.includes(null)) return { what: 'other', seq, title, reason: 'it names a column in an unknown way' };
  const request = ExportRequest.parse({ view, format, ...options, ...(refs ? { columns: refs } : {}) });
  return { what: 'export', seq, request, rows, sha256, content };
}

function addEntry(recorded: Recorded, { seq, action, detail }: { seq: number; action: string; detail: unknown }): void {
  if (action === 'sql') {
    const read = SqlDetail.safeParse(detail);
    if (!read.success) return;
    const { sql, rows, outcome, rowLimit, digests } = read.data;
    if (outcome === 'done') recorded.steps.push({ what: 'sql', seq, sql, rowLimit, rows, digests });
    else recorded.steps.push({ what: 'other', seq, title: sql, reason: `it ended with ${outcome}` });
  } else if (action === 'export') {
    const read = ExportDetail.safeParse(detail);
    if (!read.success) {
      recorded.steps.push({ what: 'other', seq, title: 'export', reason: 'its entry is not understood' });
      return;
    }
    recorded.evidence = read.data.evidence;
    recorded.steps.push(exportStep(seq, read.data));
  } else if (action === 'load.end') {
    const read = LoadDetail.safeParse(detail);
    if (read.success) recorded.evidence = read.data.evidence;
    const contents = read.success ? read.data.contents : null;
    recorded.contents = recorded.contents && contents ? [...recorded.contents, ...contents] : null;
  }
}
