// The case's own tables, and how an older case becomes a current one. A migration is a list of statements that takes
// format version n to n + 1; they run in one transaction after the folder's files were backed up.

/** Version of the case folder that this Pugmark writes. */
export const currentVersion = 1;

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

/** `migrations[n]` takes a case of version n to n + 1; version 0 is an empty database. */
export const migrations: readonly (readonly string[])[] = [version1];
