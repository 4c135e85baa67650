// The words of `pugmark report`.
import { type SectionId, sectionIds } from '../../../shared/report/choices.ts';
import { UsageError } from '../usage-error.ts';
import { flag, need, readWords, text } from '../words.ts';

export type ReportCommand = {
  name: 'report';
  caseDir: string;
  out: string;
  format: 'html' | 'md' | 'pdf';
  /** Absent: as the case keeps it. */
  title: string | undefined;
  author: string | undefined;
  about: string | undefined;
  summaryFile: string | undefined;
  /** In their order; the others are left out. */
  sections: SectionId[] | undefined;
  tags: string[] | undefined;
  /** Besides what the case keeps. */
  redact: string[];
  redactNetworks: string[];
  overwrite: boolean;
  json: boolean;
};

const list = { type: 'string', multiple: true, default: [] as string[] } as const;
const options = {
  case: text,
  out: text,
  title: text,
  author: text,
  about: text,
  summary: text,
  sections: text,
  tag: { type: 'string', multiple: true },
  redact: list,
  'redact-network': list,
  overwrite: flag,
  json: flag,
} as const;

export function parseReport(args: string[]): ReportCommand {
  const { values } = readWords('report', args, options, false);
  const out = need('report', '--out FILE', values.out);
  const ending = /\.(html|md|pdf)$/i.exec(out)?.[1];
  if (ending === undefined) throw new UsageError('--out FILE ends with .html, .md or .pdf.', 'report');
  return {
    name: 'report',
    caseDir: need('report', '--case DIR', values.case),
    out,
    format: ending.toLowerCase() as ReportCommand['format'],
    title: values.title,
    author: values.author,
    about: values.about,
    summaryFile: values.summary,
    sections: values.sections === undefined ? undefined : readSections(values.sections),
    tags: values.tag,
    redact: values.redact,
    redactNetworks: values['redact-network'],
    overwrite: values.overwrite,
    json: values.json,
  };
}

function readSections(written: string): SectionId[] {
  return written.split(',').map((word) => {
    const found = sectionIds.find((id) => id === word.trim());
    if (found === undefined)
      throw new UsageError(`There is no section “${word.trim()}”. There are: ${sectionIds.join(', ')}.`, 'report');
    return found;
  });
}
