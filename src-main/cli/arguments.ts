// Turns the words of a command line into a command, or says what is wrong with them.
import { type AcquireCommand, parseAcquire } from './acquire/parse-acquire.ts';
import type { HashesCommand } from './custody/hashes.ts';
import { type DetectCommand, parseDetect } from './detect/parse-detect.ts';
import { type FormatsCommand, parseFormats } from './formats/parse-formats.ts';
import { type CommandName, commandNames } from './help.ts';
import type { ReplayCommand } from './replay.ts';
import { parseReport, type ReportCommand } from './report/parse-report.ts';
import { UsageError } from './usage-error.ts';
import { flag, need, oneOf, readWords, text, whole } from './words.ts';

export type LoadCommand = {
  name: 'load';
  paths: string[];
  caseDir: string;
  as: 'auto' | 'json' | 'csv' | 'parquet';
  table: string | undefined;
  json: boolean;
};
export type SqlCommand = {
  name: 'sql';
  /** `-`: read from standard input. */
  sql: string;
  caseDir: string;
  output: 'table' | 'json' | 'csv';
  limit: number | undefined;
};
export type ExportCommand = {
  name: 'export';
  caseDir: string;
  from: { table: string } | { sql: string } | { viewFile: string };
  /** In the language of the search bar: only these rows. */
  search: string | undefined;
  format: 'csv' | 'jsonl' | 'parquet';
  out: string;
  delimiter: ',' | ';' | '\t' | '|';
  bom: boolean;
  neutralise: boolean;
  overwrite: boolean;
  json: boolean;
};
export type InfoCommand = { name: 'info'; caseDir: string; json: boolean };
export type VerifyCommand = {
  name: 'verify';
  caseDir: string;
  keys: string[];
  signatures: string[];
  bucket: string | undefined;
  /** Read the evidence again, instead of the digests. */
  evidence: boolean;
  json: boolean;
};
export type PackCommand = {
  name: 'pack';
  caseDir: string;
  out: string;
  withEvidence: boolean;
  seal: boolean;
  passphraseFile: string | undefined;
  overwrite: boolean;
  json: boolean;
};
export type UnpackCommand = {
  name: 'unpack';
  path: string;
  into: string;
  passphraseFile: string | undefined;
  json: boolean;
};
export type ServeCommand = {
  name: 'serve';
  caseDir: string | undefined;
  port: number | undefined;
  open: boolean;
};
export type Command =
  | { name: 'help'; of: CommandName | null }
  | { name: 'version' }
  | LoadCommand
  | AcquireCommand
  | SqlCommand
  | ExportCommand
  | InfoCommand
  | VerifyCommand
  | HashesCommand
  | ReplayCommand
  | ReportCommand
  | DetectCommand
  | FormatsCommand
  | PackCommand
  | UnpackCommand
  | ServeCommand;

export function parseCommand(args: string[]): Command {
  const [first, ...rest] = args;
  if (first === undefined) throw new UsageError('Say what to do.', null);
  if (first === '--version' || first === '-v') return { name: 'version' };
  if (first === '--help' || first === '-h' || first === 'help') return { name: 'help', of: asCommand(rest[0]) };
  const name = asCommand(first);
  if (name === null) throw new UsageError(`There is no command “${first}”.`, null);
  const words = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (words.includes('--help') || words.includes('-h')) return { name: 'help', of: name };
  return parsers[name](rest);
}

function asCommand(word: string | undefined): CommandName | null {
  return commandNames.find((name) => name === word) ?? null;
}

const parsers: Record<CommandName, (args: string[]) => Command> = {
  load(args) {
    const { values, positionals } = readWords('load', args, { case: text, as: text, table: text, json: flag }, true);
    if (positionals.length === 0) throw new UsageError('Name at least one file or folder to load.', 'load');
    return {
      name: 'load',
      paths: positionals,
      caseDir: need('load', '--case DIR', values.case),
      as: oneOf('load', '--as', values.as ?? 'auto', ['auto', 'json', 'csv', 'parquet']),
      table: values.table,
      json: values.json,
    };
  },
  acquire: parseAcquire,
  sql(args) {
    const comment = args.findIndex(isSqlComment);
    const words = args.filter((_, i) => i !== comment);
    const { values, positionals } = readWords('sql', words, { case: text, json: flag, csv: flag, limit: text }, true);
    const texts: string[] = comment < 0 ? positionals : [args[comment]!, ...positionals];
    if (texts.length !== 1)
      throw new UsageError('Give the SQL as one argument, in quotes; - reads it from standard input.', 'sql');
    if (values.json && values.csv) throw new UsageError('Choose --json or --csv, not both.', 'sql');
    return {
      name: 'sql',
      sql: texts[0]!,
      caseDir: need('sql', '--case DIR', values.case),
      output: values.json ? 'json' : values.csv ? 'csv' : 'table',
      limit: values.limit === undefined ? undefined : whole('sql', '--limit', values.limit, 1, 50_000_000),
    };
  },
  export(args) {
    const texts = { case: text, table: text, sql: text, view: text, search: text };
    const file = { format: text, out: text, delimiter: text };
    const flags = { bom: flag, 'no-neutralise': flag, overwrite: flag, json: flag };
    const { values } = readWords('export', args, { ...texts, ...file, ...flags }, false);
    const { table, sql, view } = values;
    if ([table, sql, view].filter((value) => value !== undefined).length !== 1)
      throw new UsageError('Say what to export with one of --table, --sql and --view.', 'export');
    const from = table !== undefined ? { table } : sql !== undefined ? { sql } : { viewFile: view! };
    const delimiter = values.delimiter === 'tab' ? '\t' : (values.delimiter ?? ',');
    return {
      name: 'export',
      caseDir: need('export', '--case DIR', values.case),
      from,
      search: values.search,
      format: oneOf('export', '--format', need('export', '--format', values.format), ['csv', 'jsonl', 'parquet']),
      out: need('export', '--out FILE', values.out),
      delimiter: oneOf('export', '--delimiter', delimiter, [',', ';', '\t', '|']),
      bom: values.bom,
      neutralise: !values['no-neutralise'],
      overwrite: values.overwrite,
      json: values.json,
    };
  },
  info(args) {
    const { values } = readWords('info', args, { case: text, json: flag }, false);
    return { name: 'info', caseDir: need('info', '--case DIR', values.case), json: values.json };
  },
  report: parseReport,
  detect: parseDetect,
  formats: parseFormats,
  verify(args) {
    const files = { type: 'string', multiple: true } as const;
    const options = { case: text, keys: files, signatures: files, bucket: text, evidence: flag, json: flag };
    const { values } = readWords('verify', args, options, false);
    return {
      name: 'verify',
      caseDir: need('verify', '--case DIR', values.case),
      keys: values.keys ?? [],
      signatures: values.signatures ?? [],
      bucket: values.bucket === undefined ? undefined : need('verify', '--bucket NAME', values.bucket),
      evidence: values.evidence,
      json: values.json,
    };
  },
  pack(args) {
    const flags = { 'without-evidence': flag, seal: flag, overwrite: flag, json: flag };
    const options = { case: text, out: text, 'passphrase-file': text, ...flags };
    const { values } = readWords('pack', args, options, false);
    return {
      name: 'pack',
      caseDir: need('pack', '--case DIR', values.case),
      out: need('pack', '--out FILE', values.out),
      withEvidence: !values['without-evidence'],
      seal: values.seal || values['passphrase-file'] !== undefined,
      passphraseFile: values['passphrase-file'],
      overwrite: values.overwrite,
      json: values.json,
    };
  },
  unpack(args) {
    const { values, positionals } = readWords(
      'unpack',
      args,
      { into: text, 'passphrase-file': text, json: flag },
      true,
    );
    if (positionals.length !== 1) throw new UsageError('Name the one archive to unpack.', 'unpack');
    return {
      name: 'unpack',
      path: positionals[0]!,
      into: need('unpack', '--into DIR', values.into),
      passphraseFile: values['passphrase-file'],
      json: values.json,
    };
  },
  hashes(args) {
    const options = { case: text, csv: flag, out: text, overwrite: flag, compare: text, json: flag };
    const { values } = readWords('hashes', args, options, false);
    if (values.compare !== undefined && (values.out !== undefined || values.csv))
      throw new UsageError('Compare with a list, or write one: not both.', 'hashes');
    return {
      name: 'hashes',
      caseDir: need('hashes', '--case DIR', values.case),
      csv: values.csv,
      out: values.out,
      overwrite: values.overwrite,
      compare: values.compare,
      json: values.json,
    };
  },
  replay(args) {
    const { values, positionals } = readWords('replay', args, { case: text, json: flag }, true);
    if (positionals.length !== 1) throw new UsageError('Name the one journal or manifest to replay.', 'replay');
    return {
      name: 'replay',
      path: positionals[0]!,
      caseDir: need('replay', '--case DIR', values.case),
      json: values.json,
    };
  },
  serve(args) {
    const { values } = readWords('serve', args, { case: text, port: text, 'no-open': flag }, false);
    return {
      name: 'serve',
      caseDir: values.case,
      port: values.port === undefined ? undefined : whole('serve', '--port', values.port, 0, 65_535),
      open: !values['no-open'],
    };
  },
};

/** SQL that begins with a comment looks like an option, but has spaces in it before any `=`. */
const isSqlComment = (arg: string) => /^--(?![\w-]+=)\S*\s/.test(arg);
