// What `--help` prints, for all and for each command.

export const commandNames = [
  'load',
  'acquire',
  'sql',
  'export',
  'info',
  'verify',
  'hashes',
  'replay',
  'detect',
  'formats',
  'report',
  'pack',
  'unpack',
  'serve',
] as const;
export type CommandName = (typeof commandNames)[number];

const exitCodes = `Exit codes
  0    done, and everything loaded (files loaded before included)
  1    an error
  2    the command line is wrong
  3    done, with problems: an object was not acquired, a file or record did not load, or the result was cut (sql)
  4    refused: the case is open elsewhere or of a newer version, the SQL is not allowed, or AWS does not let you in
  5    verified, and something is altered, missing or in the wrong place (verify, hashes); rules found something (detect)
  6    replayed, and something came out differently (replay)
  130  cancelled (Ctrl+C; what was committed stays; twice ends at once)`;

const general = `Pugmark: cloud log forensics on this machine.

  pugmark load PATH…  --case DIR    load files and folders into a case
  pugmark acquire s3://BUCKET/…     copy logs out of S3 into a case, and load them
  pugmark sql "SQL"   --case DIR    query it
  pugmark export      --case DIR    write rows to a file, with a manifest
  pugmark info        --case DIR    what is in it
  pugmark verify      --case DIR    check it against CloudTrail's signed digests, or its files by their hashes
  pugmark hashes      --case DIR    lists of hashes of the evidence, and comparing with one
  pugmark replay FILE --case DIR    do again what a journal or a manifest records, and compare
  pugmark detect      --case DIR    run Sigma rules over it, and say what they find
  pugmark formats                   log types that are known; checks definitions of your own
  pugmark report      --case DIR    write its report: HTML, Markdown or PDF
  pugmark pack        --case DIR    the whole case as one file for a colleague, sealed if you like
  pugmark unpack FILE --into DIR    a case of such a file, each of its files checked
  pugmark serve                     the app in a browser on this machine

  pugmark COMMAND --help            more about one command
  pugmark --version

${exitCodes}
`;

const texts: Record<CommandName, string> = {
  load: `pugmark load PATH… --case DIR [--as json|csv|parquet] [--table NAME] [--json]

Loads files and folders, recursively and inside archives. What a file is, is decided from its content. DIR is made when
it is not there (DIR/case.json tells a case). Loading the same files again adds nothing twice.

  --case DIR     the case folder, NAME.pugmark by custom
  --as FORMAT    how to read files that no log format recognises: json (lines), csv, parquet, with inferred columns;
                 without it they are listed as skipped
  --table NAME   the table for those files
  --json         print one JSON object: the whole account, and every file that did not load with its reason

Progress is shown on a terminal only, on standard error.

${exitCodes}
`,
  acquire: `pugmark acquire s3://BUCKET/PREFIX --case DIR [sign in] [which objects] [what to do]
pugmark acquire lookup-events --case DIR [sign in] [--regions R,…] [--from T] [--to T] [--attribute KEY=VALUE]

The first copies the objects of a scope byte for byte into the case's evidence/, with hash, metadata and outcome of each,
and loads them while they arrive. The second asks CloudTrail's API for the event history of the last 90 days, for accounts
without a trail. The same command again goes on where the last one stopped, and takes only what is new. AWS is only ever
asked to read; docs/acquire.md has the policy that it takes.

Sign in (else with AWS_PROFILE, AWS_ACCESS_KEY_ID and so on, or this machine's own role; no secret is an option)
  --profile NAME         a profile of the shared AWS files: keys, SSO, role, credential process, web identity
  --role ARN             assume this role; repeated: then the next one
  --external-id ID       of the last role
  --session-name NAME    of the last role, as the client's own CloudTrail will show it; pugmark when not given
  --mfa-serial ARN       of the device that the first role asks for
  --mfa-code N           its code, where nobody can be asked for it
  --web-identity-token FILE   sign in as the first role, with an OpenID Connect token
  --anonymous            public buckets

Where to (else AWS, and a bucket's region is found by itself)
  --region R             to sign in at
  --endpoint URL         an S3-compatible store; --path-style where buckets are no host names
  --sts-endpoint URL, --cloudtrail-endpoint URL   these services elsewhere

Which objects (none of these: all below PREFIX)
  --accounts A,…  --regions R,…  --services CloudTrail,CloudTrail-Digest,vpcflowlogs,…
                         as AWS lays logs out: AWSLogs/ACCOUNT/SERVICE/REGION/DATE
  --from T  --to T       times of events, UTC; a day alone is meant whole. Deliveries of a day longer are taken too
  --glob 'PATTERN'       over the whole key: * and ? within a part, ** across parts
  --modified-from T  --modified-before T   Last-Modified
  --versions             overwritten and deleted objects too
  --requester-pays       where whoever asks has to pay

What to do (else list, get and load)
  --dry-run              list, and say what it takes: objects, bytes, requests, time, money. Nothing is downloaded
  --check                say what this login may do there; ends with 4 when something that is needed is refused
  --no-copy              load without keeping the bytes; the account says so
  --no-load              copy only
  --follow [--every SEC] look again every 300 seconds, until Ctrl+C; ends with the worst code of all rounds
  --json                 one JSON object; with --follow one a round

${exitCodes}
`,
  sql: `pugmark sql "SELECT …" --case DIR [--json | --csv] [--limit N]

Runs SQL (DuckDB's) in the case's sandbox: evidence can be read, tables can be made in the schema scratch. "-" reads the
SQL from standard input.

  --json      one object: {"columns":[…],"rows":[{…}]}, of the last statement that has a result; integers beyond 2^53 as text
  --csv       RFC 4180, as it is: cells that a spreadsheet would take for formulas are not changed (export does that)
  --limit N   at most N rows. Without --json or --csv the default is 200, and long cells are cut

${exitCodes}
`,
  export: `pugmark export --case DIR (--table NAME | --sql "SELECT …" | --view FILE) --format csv|jsonl|parquet --out FILE

Writes all rows to FILE and a manifest beside it: hash, rows, columns, SQL, evidence. Nothing appears under FILE's name
before it is whole.

  --view FILE        a view as JSON: {"from":{"kind":"table","table":"cloudtrail"},"where":[…],"sort":[…]}
  --search QUERY     only these rows, in the language of the search bar (docs/search.md; dates are UTC):
                     --search 'eventname:Create* -sourceip:10.0.0.0/8 "secret"'
  --delimiter C      CSV: , ; | or tab
  --bom              CSV: begin with a byte order mark, for Excel
  --no-neutralise    CSV: leave cells alone that a spreadsheet would run as formulas (the manifest says so)
  --overwrite        replace FILE
  --json             print one JSON object about what was written

${exitCodes}
`,
  info: `pugmark info --case DIR [--json]

Tables with their rows, and the account of every acquisition and load.

${exitCodes}
`,
  verify: `pugmark verify --case DIR [--keys FILE]… [--signatures FILE]… [--bucket NAME] [--json]
pugmark verify --evidence --case DIR [--json]

Checks every CloudTrail log file of the case, as it was loaded, against the digests that were loaded: signatures, hashes,
chains. Nothing is asked of AWS. The verdicts are kept in the tables log_verdicts, digest_verdicts and chain_findings.
Ends with 0 when every log file is proven, with 3 when some are not covered or cannot be checked, with 5 when something
is altered, missing or in the wrong place.

  --evidence         instead: read every evidence file again, inside archives too, and compare with its SHA-256 at load;
                     3 when something cannot be compared, 5 when something changed or is missing
  --keys FILE        public keys: the JSON that “aws cloudtrail list-public-keys” prints. The case keeps it for the next
                     time, and has those that acquire took. Repeated: more files
  --signatures FILE  signatures of digests whose metadata was not copied: {"signatures":{"KEY OF THE DIGEST":"hex"}}
                     (a digest's own metadata, and the digest after it, have it as well)
  --bucket NAME      the bucket that copied files come from; digests of another one are told
  --json             print one JSON object: counts by verdict and reason, and each file that is wrong

${exitCodes}
`,
  pack: `pugmark pack --case DIR --out FILE [--without-evidence] [--seal] [--passphrase-file FILE] [--overwrite] [--json]

Writes the case to one zip: its tables, marks, journal and exports, the log files that it keeps, and those that it was
loaded from. The list in it (pugmark-archive.json) has the SHA-256 of each file; unpack checks them. Ends with 3 when log
files are gone or changed since they were loaded; the archive has the others.

  --without-evidence      no log files: rows and hashes are in the archive all the same
  --seal                  seal it with a passphrase, which is asked for (twice) and kept nowhere. The file is an age file:
                          “age -d FILE > case.zip” opens it as well. A lost passphrase cannot be recovered
  --passphrase-file FILE  seal it with the first line of FILE; - reads standard input
  --overwrite             replace FILE

${exitCodes}
`,
  unpack: `pugmark unpack FILE --into DIR [--passphrase-file FILE] [--json]

Makes DIR/NAME.pugmark of an archive that pack made, and checks every file in it. Nothing is kept of an archive that is
damaged. The passphrase of a sealed one is asked for. A case on disk is not encrypted: that is the disk's to do.

  --passphrase-file FILE  the passphrase is the first line of FILE; - reads standard input

${exitCodes}
`,
  detect: `pugmark detect --case DIR [--rules PATH]… [--level LEVEL] [--format table|json|csv|sarif] [--all]

Runs Pugmark's own rules, and Sigma rules of yours, over the logs of the case, and prints what they found: one finding for each
rule, actor and day. Only rows that came since the last run are looked at again. What was switched off, excepted or dismissed
in the window stays so. Ends with 5 when there are findings, with 0 when there are none, with 3 when there are none and some
rules could not be read; these are named on standard error.

  --rules PATH     a folder, file or zip of Sigma rules (YAML). The case keeps it for the next time. Repeated: more
  --level LEVEL    findings of this level or a graver one: informational (all), low, medium, high, critical
  --format FORMAT  table for people; json, csv; sarif: SARIF 2.1.0
  --all            dismissed findings too

${exitCodes}
`,
  formats: `pugmark formats [--case DIR] [--json]
pugmark formats check FILE… [--json]

Lists the log types that Pugmark knows, those of your own included. With check: tries definitions of your own out with their
samples and keeps nothing; what is wrong is told with file, line and what to write instead. Ends with 0 when all can be used,
with 3 when one cannot. docs/own-formats.md says how to write one.

  --case DIR   with the rows of this case, and the definitions that it keeps
  --json       print JSON

${exitCodes}
`,
  report: `pugmark report --case DIR --out FILE.html|.md|.pdf [--title TEXT] [--sections A,B,…] [--redact VALUE]…

Writes the report of a case and a manifest beside it; the journal has its SHA-256. What is not said here is as the case
keeps it from the app's page “Report”, redactions included. A PDF is printed by a Chromium, Chrome or Edge of this machine
(PUGMARK_CHROMIUM names another one), without a network.

  --title TEXT, --author TEXT, --about TEXT    the head of it
  --summary FILE         a summary in Markdown
  --sections A,B,…       only these, in this order: summary, timeline, tags, entities, notebook, scope, integrity,
                         coverage, views, files, method
  --tag NAME             only rows with this tag; repeated: or that one
  --redact VALUE         a text that is not to be read in it; repeated: more of them
  --redact-network NET   addresses that are not to be read in it: 10.0.0.0/8, 2001:db8::/32
  --overwrite            replace FILE
  --json                 print one JSON object about what was written

${exitCodes}
`,
  hashes: `pugmark hashes --case DIR [--csv] [--out FILE [--overwrite]] [--json]
pugmark hashes --case DIR --compare LIST [--json]

Prints the SHA-256 of every evidence file as it was at load, in the form of sha256sum: “sha256sum -c” in the folder that is
told checks the files without Pugmark. With --compare, a list that somebody gave is compared instead: sha256sum (--tag too)
or CSV with a column of names and one of SHA-256 hashes. Ends with 5 when a file differs or is not here, with 3 when names
differ or the list lacks files.

  --csv           files and members of archives, with the hash of the content after gzip or zstd, size, format and rows
  --out FILE      write to a file; --overwrite replaces it
  --compare LIST  compare with this list
  --json          print one JSON object about the file written, or the comparison

${exitCodes}
`,
  replay: `pugmark replay JOURNAL.jsonl|MANIFEST.json --case DIR [--json]

Does again in the case DIR what a journal, or the manifest of one export, records of another case: queries of the console
and exports of rows. First the evidence is compared by its hashes, then counts and hashes of what comes out; exports are
written again, hashed and removed. Ends with 0 when all is the same, with 6 when something differs, with 3 when something
could not be done again. docs/journal.md says what is compared.

  --json   print one JSON object: evidence, and each step with both values

${exitCodes}
`,
  serve: `pugmark serve [--case DIR] [--port N] [--no-open]

The app in a browser, on 127.0.0.1 alone. The printed address works once; it signs in one browser. From another machine:
ssh -L N:127.0.0.1:N HOST, and open the same address there.

  --case DIR   open this case at once
  --port N     instead of the usual one, or any free one when that is taken
  --no-open    do not start a browser
`,
};

export function helpText(of: CommandName | null): string {
  return of === null ? general : texts[of];
}
