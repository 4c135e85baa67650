// What `--help` prints, for all and for each command.

export const commandNames = ['load', 'acquire', 'sql', 'export', 'info', 'serve'] as const;
export type CommandName = (typeof commandNames)[number];

const exitCodes = `Exit codes
  0    done, and everything loaded (files loaded before included)
  1    an error
  2    the command line is wrong
  3    done, with problems: a file or record did not load (load), or the result was cut (sql)
  4    refused: the case is open elsewhere or of a newer version, or the SQL is not allowed
  130  cancelled (Ctrl+C; what was committed stays; twice ends at once)`;

const general = `Pugmark: cloud log forensics on this machine.

  pugmark load PATH…  --case DIR    load files and folders into a case
  pugmark acquire s3://BUCKET/PREFIX --case DIR    copy logs out of S3 into a case, and load them
  pugmark sql "SQL"   --case DIR    query it
  pugmark export      --case DIR    write rows to a file, with a manifest
  pugmark info        --case DIR    what is in it
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
  acquire: `pugmark acquire s3://BUCKET/PREFIX --case DIR [how to sign in] [which objects] [what to do]
pugmark acquire lookup-events --case DIR [how to sign in] [--regions R,…] [--from T] [--to T] [--attribute KEY=VALUE]

Copies the objects of a scope byte for byte into the case's evidence/, with hash, metadata and reason for each, and loads
them while they arrive. lookup-events asks CloudTrail's API for the last 90 days instead, for accounts without a trail.
The same command again goes on where the last one stopped, and takes only what is new.

How to sign in (default: AWS_ACCESS_KEY_ID and so on, else the machine's own role; no secret is ever an option)
  --profile NAME            a profile of the shared AWS files: keys, SSO, role, credential process, web identity
  --role ARN …              assume a role with that, then the next one; --external-id ID (the last role's),
                            --mfa-serial ARN (the first role's), --session-name NAME
  --mfa-code N              instead of being asked for it
  --web-identity-token FILE with --role
  --anonymous               public buckets
  --region R                --endpoint URL, --path-style, --sts-endpoint URL, --cloudtrail-endpoint URL: another store

Which objects (of AWS's layout, AWSLogs/ACCOUNT/SERVICE/REGION/DATE; none given: all below the prefix)
  --accounts A,…  --services CloudTrail,CloudTrail-Digest,vpcflowlogs,…  --regions R,…
  --from T  --to T          times of events, UTC; a day alone is meant whole. A day of delivery is added at the end
  --glob 'PATTERN'          over the whole key: * and ? within a part, ** across parts
  --modified-from T  --modified-before T      Last-Modified
  --versions                overwritten and deleted objects too
  --requester-pays          pay for requests to a bucket whose owner does not

What to do
  --dry-run                 list, say what it takes (objects, bytes, requests, time, money), download nothing
  --check                   say what this login may do there
  --no-copy                 load without keeping the bytes; the account says so
  --no-load                 copy only
  --follow [--every SEC]    again and again, until Ctrl+C
  --json                    one JSON object a round

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
  --delimiter C      CSV: , ; | or tab
  --bom              CSV: begin with a byte order mark, for Excel
  --no-neutralise    CSV: leave cells alone that a spreadsheet would run as formulas (the manifest says so)
  --overwrite        replace FILE
  --json             print one JSON object about what was written

${exitCodes}
`,
  info: `pugmark info --case DIR [--json]

Tables with their rows and time span, and the account of every load.

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
