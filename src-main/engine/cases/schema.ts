// The case's own tables, and how an older case becomes a current one. A migration is a list of statements that takes
// format version n to n + 1; they run in one transaction after the folder's files were backed up.

/** Version of the case folder that this Pugmark writes. */
export const currentVersion = 6;

const version1 = [
  `CREATE TABLE logs.main.loads (
    load_id UINTEGER, paths VARCHAR[], read_as VARCHAR, target_table VARCHAR, started TIMESTAMP, ended TIMESTAMP,
    state VARCHAR, already_loaded UBIGINT, not_reached UBIGINT, error VARCHAR)`,
  // `unfinished`: the file's load was cut off; `records` of it are committed and loading the file again goes on from there.
  `CREATE TABLE logs.main.evidence (
    evidence_id UINTEGER, load_id UINTEGER, path VARCHAR, member VARCHAR, container VARCHAR, format VARCHAR,
    outcome VARCHAR, reason VARCHAR, records UBIGINT, "rows" UBIGINT, duplicates UBIGINT, rejects UBIGINT,
    size UBIGINT, content_size UBIGINT, sha256 VARCHAR, content_sha256 VARCHAR,
    file_size UBIGINT, modified TIMESTAMP, loaded_at TIMESTAMP, unfinished BOOLEAN)`,
  `CREATE TABLE logs.main.duplicates (
    table_name VARCHAR, evidence_id UINTEGER, record_no UINTEGER, of_evidence_id UINTEGER, of_record_no UINTEGER)`,
  'CREATE TABLE logs.main.rejects (evidence_id UINTEGER, record_no UINTEGER, place VARCHAR, reason VARCHAR, bytes BLOB)',
  'CREATE SCHEMA logs.pugmark',
  'CREATE TABLE logs.pugmark.lossy (evidence_id UINTEGER, record_no UINTEGER, bytes BLOB)',
  'CREATE TABLE logs.pugmark.documents (kind VARCHAR, id VARCHAR, name VARCHAR, body JSON, updated TIMESTAMP)',
  // Columns of tables whose shape was inferred from the data: which key of the record each holds, and its type.
  'CREATE TABLE logs.pugmark.inferred_columns (table_name VARCHAR, column_name VARCHAR, key VARCHAR, type VARCHAR, place INTEGER)',
];

const version2 = [
  'ALTER TABLE logs.main.loads ADD COLUMN acquisition_id UINTEGER',
  // Where the case keeps the bytes, relative to its folder; NULL: they are at `path`, or were not kept.
  'ALTER TABLE logs.main.evidence ADD COLUMN file VARCHAR',
  `CREATE TABLE logs.main.acquisitions (
    acquisition_id UINTEGER, title VARCHAR, request JSON, login VARCHAR, caller VARCHAR, endpoint VARCHAR,
    started TIMESTAMP, listed TIMESTAMP, ended TIMESTAMP, state VARCHAR, follows UINTEGER,
    listed_objects UBIGINT, listed_bytes UBIGINT, seen UBIGINT, list_requests UBIGINT, error VARCHAR)`,
  // One row per object whose fate is known; `file` is relative to the case folder, NULL where no copy is kept.
  `CREATE TABLE logs.main.objects (
    acquisition_id UINTEGER, object_no UINTEGER, path VARCHAR, bucket VARCHAR, key VARCHAR, version_id VARCHAR,
    outcome VARCHAR, reason VARCHAR, file VARCHAR, size UBIGINT, modified TIMESTAMP, sha256 VARCHAR, checked_by VARCHAR,
    etag VARCHAR, storage_class VARCHAR, is_latest BOOLEAN, is_delete_marker BOOLEAN, owner VARCHAR, encryption VARCHAR,
    content_type VARCHAR, metadata JSON, requests UINTEGER, acquired_at TIMESTAMP)`,
  // What was listed, and how far the listing is; emptied when all of it is acquired.
  `CREATE TABLE logs.pugmark.listing (
    acquisition_id UINTEGER, object_no UINTEGER, key VARCHAR, version_id VARCHAR, size UBIGINT, modified TIMESTAMP,
    etag VARCHAR, storage_class VARCHAR, is_latest BOOLEAN, is_delete_marker BOOLEAN, is_restored BOOLEAN, owner VARCHAR,
    delivered TIMESTAMP, day DATE, account VARCHAR, service VARCHAR, region VARCHAR, file VARCHAR)`,
  'CREATE TABLE logs.pugmark.list_folders (acquisition_id UINTEGER, folder VARCHAR, next VARCHAR)',
  `CREATE TABLE logs.pugmark.lookup_regions (
    acquisition_id UINTEGER, region VARCHAR, state VARCHAR, events UBIGINT, pages UBIGINT, files UINTEGER,
    reached TIMESTAMP, next_token VARCHAR, reason VARCHAR)`,
  `CREATE TABLE logs.pugmark.public_keys (
    acquisition_id UINTEGER, region VARCHAR, keys UINTEGER, file VARCHAR, sha256 VARCHAR, problem VARCHAR)`,
];

const version3 = [
  // Who used which key when, a share per piece of the log that was read; see queries/sessions.
  `CREATE TABLE logs.pugmark.session_uses (
    key VARCHAR, type VARCHAR, principal_id VARCHAR, arn VARCHAR, account VARCHAR, invoked_by VARCHAR, user_name VARCHAR,
    provider VARCHAR, behalf_of VARCHAR, issued_to VARCHAR, mfa VARCHAR, created VARCHAR, role VARCHAR,
    source_identity VARCHAR, delivery VARCHAR, web_provider VARCHAR, from_console BOOLEAN,
    first TIMESTAMP, last TIMESTAMP, events UBIGINT, errors UBIGINT)`,
  'CREATE TABLE logs.pugmark.session_accounts (account VARCHAR, first TIMESTAMP, last TIMESTAMP)',
  // Events that issued credentials, or began a session of the console (without a `target_key`).
  `CREATE TABLE logs.pugmark.session_issues (
    evidence_id UINTEGER, record_no UINTEGER, issued TIMESTAMP, event_id VARCHAR, event VARCHAR, recipient VARCHAR,
    target_key VARCHAR, target_arn VARCHAR, target_id VARCHAR, target_user VARCHAR, target_role VARCHAR, session_name VARCHAR,
    key VARCHAR, type VARCHAR, principal_id VARCHAR, arn VARCHAR, account VARCHAR, invoked_by VARCHAR, user_name VARCHAR,
    provider VARCHAR, caller VARCHAR)`,
  // What was made of them: rows of `cloudtrail` looked at, the sessions, and who is behind a key or principal id.
  'CREATE TABLE logs.pugmark.session_state (version UINTEGER, seen UBIGINT)',
  `CREATE TABLE logs.pugmark.sessions (
    session VARCHAR, is_key BOOLEAN, kind VARCHAR, principal VARCHAR, principal_id VARCHAR, account VARCHAR, role VARCHAR,
    session_name VARCHAR, source_identity VARCHAR, mfa BOOLEAN, created TIMESTAMP,
    first_use TIMESTAMP, last_use TIMESTAMP, events UBIGINT, errors UBIGINT,
    link VARCHAR, issued_by VARCHAR, issued_at TIMESTAMP, evidence_id UINTEGER, record_no UINTEGER, copies UBIGINT,
    parent VARCHAR, made_by VARCHAR, origin VARCHAR, actor VARCHAR, depth UINTEGER, missing VARCHAR)`,
  'CREATE TABLE logs.pugmark.actors (actor_key VARCHAR, actor_name VARCHAR)',
  // What an investigator keeps of rows, one row per record that has any of it; see queries/marks. `tags` is sorted, NULL: none.
  `CREATE TABLE logs.main.row_marks (
    table_name VARCHAR, evidence_id UINTEGER, record_no UINTEGER, tags VARCHAR[], starred BOOLEAN, note VARCHAR,
    changed TIMESTAMP, changed_by VARCHAR)`,
  'CREATE TABLE logs.main.tag_names (tag VARCHAR, color VARCHAR, shortcut UTINYINT)',
  `INSERT INTO logs.main.tag_names VALUES
    ('Suspicious', 'orange', 1), ('Malicious', 'red', 2), ('Benign', 'green', 3), ('Ask the client', 'blue', 4)`,
];

const version4 = [
  // Digests and logs checked; the verdicts are those of the last time that it was done. See integrity/digests.
  `CREATE TABLE logs.main.verifications (
    verification_id UINTEGER, started TIMESTAMP, ended TIMESTAMP, keys UINTEGER, signatures UBIGINT, bucket VARCHAR,
    sums JSON, fingerprints VARCHAR[], problems VARCHAR[])`,
  // `evidence_id` is NULL for what a digest names and is not here.
  `CREATE TABLE logs.main.digest_verdicts (
    evidence_id UINTEGER, verdict VARCHAR, reason VARCHAR, bucket VARCHAR, key VARCHAR, account VARCHAR, region VARCHAR,
    starts TIMESTAMP, ends TIMESTAMP, files UBIGINT, signed_by VARCHAR, note VARCHAR, sha256 VARCHAR)`,
  `CREATE TABLE logs.main.log_verdicts (
    evidence_id UINTEGER, verdict VARCHAR, reason VARCHAR, bucket VARCHAR, key VARCHAR, digest_key VARCHAR,
    expected_sha256 VARCHAR, sha256 VARCHAR)`,
  `CREATE TABLE logs.main.chain_findings (
    reason VARCHAR, bucket VARCHAR, account VARCHAR, region VARCHAR, trail VARCHAR, is_backfill BOOLEAN,
    starts TIMESTAMP, ends TIMESTAMP, digests UBIGINT, key VARCHAR, missing_key VARCHAR)`,
  `CREATE TABLE logs.main.digest_chains (
    bucket VARCHAR, organisation VARCHAR, account VARCHAR, region VARCHAR, trail VARCHAR, is_backfill BOOLEAN,
    starts TIMESTAMP, ends TIMESTAMP, digests UBIGINT, verified UBIGINT, missing UBIGINT, breaks UBIGINT, files UBIGINT)`,
  // Archives that opened whole, whose members alone are in `evidence`; one row for each of its states that was loaded.
  `CREATE TABLE logs.main.evidence_archives (
    archive_id UINTEGER, load_id UINTEGER, path VARCHAR, member VARCHAR, kind VARCHAR, size UBIGINT, sha256 VARCHAR,
    file_size UBIGINT, modified TIMESTAMP, loaded_at TIMESTAMP, file VARCHAR)`,
  // What reading the evidence again gave, the last time that it was done; see integrity/custody. Either id is NULL.
  `CREATE TABLE logs.pugmark.custody_checks (
    evidence_id UINTEGER, archive_id UINTEGER, verdict VARCHAR, reason VARCHAR, sha256 VARCHAR, content_sha256 VARCHAR, checked TIMESTAMP)`,
  // Files that a verification was given and the case keeps for the next: `keys` or `signatures`; `file` is relative to the case.
  `CREATE TABLE logs.pugmark.verification_files (
    kind VARCHAR, file VARCHAR, sha256 VARCHAR, path VARCHAR, imported TIMESTAMP)`,
];

const version5 = [
  // What finds rows: rules and lists of indicators, as they were when they ran last; `seen` rows of `table_name` were looked at.
  `CREATE TABLE logs.main.rules (
    rule UINTEGER, rule_key VARCHAR, name VARCHAR, kind VARCHAR, level VARCHAR, table_name VARCHAR, tactics VARCHAR[],
    techniques VARCHAR[], is_shown BOOLEAN, stamp VARCHAR, seen UBIGINT)`,
  // One row per rule and record, with what findings are made of; `row_id` is the record's rowid, `actor_key` finds the actor.
  `CREATE TABLE logs.main.rule_hits (
    rule UINTEGER, table_name VARCHAR, row_id UBIGINT, evidence_id UINTEGER, record_no UINTEGER, event_time TIMESTAMP,
    actor_key VARCHAR, caller VARCHAR, source_ip VARCHAR, action VARCHAR, account VARCHAR, region VARCHAR, outcome VARCHAR)`,
  // Hits that correlations count, see detections/run/events.
  `CREATE TABLE logs.pugmark.correlation_events (
    correlation UINTEGER, step UTINYINT, rule UINTEGER, row_id UBIGINT, evidence_id UINTEGER, record_no UINTEGER,
    event_time TIMESTAMP, groups VARCHAR[], counted VARCHAR[])`,
  // Hits of a rule by one actor on one day. A number stays with its rule, actor and day, whatever is loaded later.
  `CREATE TABLE logs.main.findings (
    finding UINTEGER, rule UINTEGER, actor VARCHAR, day DATE, hits UBIGINT, excepted UBIGINT, first TIMESTAMP, last TIMESTAMP,
    failed UBIGINT, source_ips VARCHAR[], source_ip_count UBIGINT, actions VARCHAR[], action_count UBIGINT,
    accounts VARCHAR[], regions VARCHAR[])`,
  // The hits that a finding counts: without those that an exception takes out.
  'CREATE TABLE logs.main.finding_hits (finding UINTEGER, evidence_id UINTEGER, record_no UINTEGER)',
  'CREATE TABLE logs.pugmark.finding_numbers (finding UINTEGER, rule_key VARCHAR, actor VARCHAR, day DATE)',
  // What an investigator made of a finding.
  `CREATE TABLE logs.main.finding_marks (
    finding UINTEGER, state VARCHAR, reason VARCHAR, tags VARCHAR[], note VARCHAR, changed TIMESTAMP, changed_by VARCHAR)`,
  'CREATE TABLE logs.pugmark.rule_folders (path VARCHAR, added TIMESTAMP, read TIMESTAMP, kept JSON)',
  'CREATE TABLE logs.pugmark.rule_settings (rule_key VARCHAR, is_on BOOLEAN, level VARCHAR)',
  // `rule_key` NULL: for every rule. `view`: the rows that are no hits.
  `CREATE TABLE logs.pugmark.rule_exceptions (
    exception_id VARCHAR, rule_key VARCHAR, view JSON, reason VARCHAR, made TIMESTAMP, made_by VARCHAR)`,
  // Lists of indicators, and where the records hold them; see detections/indicators. `list_key` names the list among rules.
  `CREATE TABLE logs.pugmark.indicator_lists (
    list_id UINTEGER, list_key VARCHAR, name VARCHAR, level VARCHAR, form VARCHAR, path VARCHAR, sha256 VARCHAR, stamp VARCHAR,
    imported TIMESTAMP, imported_by VARCHAR, entries UBIGINT, columns JSON, others JSON)`,
  // Addresses as numbers of 128 bits, IPv4 as IPv6 writes it: ::ffff:0:0/96; `prefix_length` of that, NULL: a range that is no network.
  `CREATE TABLE logs.main.indicators (
    list_id UINTEGER, indicator UINTEGER, kind VARCHAR, value VARCHAR, note VARCHAR, place VARCHAR,
    first_address UHUGEINT, last_address UHUGEINT, prefix_length UTINYINT)`,
  // Entries that became none. `of`: the place of the indicator that they repeat; NULL: they are problems.
  `CREATE TABLE logs.pugmark.indicator_problems (
    list_id UINTEGER, problem UINTEGER, place VARCHAR, text VARCHAR, reason VARCHAR, of VARCHAR)`,
  'CREATE TABLE logs.pugmark.indicator_seen (list_id UINTEGER, table_name VARCHAR, seen UBIGINT)',
  // `found`: the text of the record.
  `CREATE TABLE logs.main.indicator_hits (
    list_id UINTEGER, indicator UINTEGER, table_name VARCHAR, evidence_id UINTEGER, record_no UINTEGER, event_time TIMESTAMP,
    found VARCHAR)`,
];

const version6 = [
  // In which zone a source's times are, and what is added to them; see queries/timeline/clocks. `source`: how paths begin.
  `CREATE TABLE logs.pugmark.clocks (
    log_type VARCHAR, source VARCHAR, zone VARCHAR, skew_ms BIGINT, changed TIMESTAMP, changed_by VARCHAR)`,
  // The same for each file, which the timeline joins.
  'CREATE TABLE logs.pugmark.evidence_clocks (log_type VARCHAR, evidence_id UINTEGER, zone VARCHAR, skew_ms BIGINT)',
  // Log types of the user's own that loads of this case go by, as they were when they were taken in; see engine/formats.
  'CREATE TABLE logs.pugmark.own_formats (name VARCHAR, definition VARCHAR, path VARCHAR, sha256 VARCHAR, added TIMESTAMP)',
];

/** `migrations[n]` takes a case of version n to n + 1; version 0 is an empty database. */
export const migrations: readonly (readonly string[])[] = [version1, version2, version3, version4, version5, version6];

/** `firstTables[n]` is there as soon as a case is of version n + 1, and never before: a log could have its name in `main`. */
export const firstTables: readonly string[] = [
  'main.evidence',
  'main.acquisitions',
  'pugmark.sessions',
  'main.verifications',
  'pugmark.rule_settings',
  'pugmark.clocks',
];
