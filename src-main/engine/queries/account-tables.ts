// What the account tables and the timeline mean, for the schema the UI shows. Log types say it themselves (shared/formats).
import type { ColumnDocs } from './column-type.ts';

export type TableDescription = {
  title: string;
  timeColumn: string | null;
  defaultColumns: string[];
  docs: Record<string, string>;
};

export const accountTables: Record<string, TableDescription> = {
  loads: {
    title: 'Loads',
    timeColumn: 'started',
    defaultColumns: ['load_id', 'started', 'ended', 'state', 'paths', 'error'],
    docs: {
      load_id: 'Number of the load, from 1.',
      paths: 'Files and folders that were to be loaded.',
      read_as: 'How files that no format recognises were to be read.',
      state: 'How the load ended: done, cancelled, failed or interrupted.',
      error: 'What ended the load early.',
      acquisition_id: 'The acquisition that handed over its files.',
    },
  },
  evidence: {
    title: 'Evidence files',
    timeColumn: 'loaded_at',
    defaultColumns: [
      'evidence_id',
      'path',
      'member',
      'outcome',
      'reason',
      'format',
      'records',
      'rows',
      'duplicates',
      'rejects',
      'size',
      'sha256',
    ],
    docs: {
      evidence_id: 'Number of the file or archive member; log rows carry it.',
      load_id: 'The load that found it.',
      path: 'Where the file was found.',
      member: 'Name inside the archive.',
      container: 'How the file was packed and wrapped.',
      format: 'Log type recognised from the content.',
      outcome: 'loaded, partly, skipped or failed.',
      reason: 'Why it did not load whole.',
      records: 'Records found in it: rows + duplicates + rejects.',
      rows: 'Records that became rows.',
      duplicates: 'Records that are exact duplicates of another row.',
      rejects: 'Records that could not be read; their bytes are in the table rejects.',
      size: 'Bytes as found.',
      content_size: 'Bytes after decompression.',
      sha256: 'SHA-256 of the bytes as found.',
      content_sha256: 'SHA-256 of the decompressed content.',
      modified: 'Modification time of the file.',
      loaded_at: 'When it was loaded.',
      file: 'Where the case keeps its bytes, relative to the case folder; empty: at `path`, or nowhere.',
    },
  },
  acquisitions: {
    title: 'Acquisitions',
    timeColumn: 'started',
    defaultColumns: [
      'acquisition_id',
      'title',
      'state',
      'started',
      'ended',
      'login',
      'caller',
      'listed_objects',
      'error',
    ],
    docs: {
      acquisition_id: 'Number of the acquisition, from 1.',
      title: 'Where from.',
      request: 'What was asked for, as JSON.',
      login: 'How somebody signed in, without secrets.',
      caller: 'ARN that the service gave for the login.',
      endpoint: 'Address of an S3-compatible store; empty for AWS.',
      listed: 'When the listing came to its end.',
      state: 'How far it is, or how it ended.',
      follows: 'The acquisition whose scope this one checked again.',
      listed_objects: 'Objects that the scope wants.',
      listed_bytes: 'Their bytes.',
      seen: 'Objects looked at, wanted or not.',
      list_requests: 'Requests that the listing took.',
      error: 'What is wrong with its outcome.',
    },
  },
  objects: {
    title: 'Acquired objects',
    timeColumn: 'modified',
    defaultColumns: [
      'acquisition_id',
      'key',
      'outcome',
      'reason',
      'size',
      'modified',
      'sha256',
      'checked_by',
      'version_id',
      'storage_class',
      'encryption',
      'file',
    ],
    docs: {
      acquisition_id: 'The acquisition that wanted it.',
      object_no: 'Number of the object within its acquisition.',
      path: 'Its name in the case; the table evidence has the same.',
      bucket: 'Bucket; empty for the CloudTrail API.',
      key: 'Key in the bucket, exactly as listed.',
      version_id: 'Version in a bucket that keeps them.',
      outcome: 'acquired, known (acquired before), skipped or failed.',
      reason: 'Why it was not acquired, or a note on one that was.',
      file: 'Its bytes, relative to the case folder; empty where no copy is kept.',
      size: 'Bytes.',
      modified: 'Last-Modified, as the store says.',
      sha256: 'SHA-256 of the bytes as received.',
      checked_by: 'What they were compared with: the MD5 or checksum of the store, the gzip trailer, the size.',
      etag: 'ETag, as the store says; the MD5 of what was put in one piece and not encrypted with KMS.',
      storage_class: 'Storage class, as listed.',
      is_latest: 'False for a version that was overwritten or deleted.',
      is_delete_marker: 'The object was deleted at `modified`.',
      owner: 'Owner, as listed.',
      encryption: 'How the store keeps it.',
      content_type: 'Content type, as the store says.',
      metadata: 'The object’s own metadata; digests keep their signature here.',
      requests: 'Requests that were made for it.',
      acquired_at: 'When it was acquired.',
    },
  },
  duplicates: {
    title: 'Duplicate records',
    timeColumn: null,
    defaultColumns: ['table_name', 'evidence_id', 'record_no', 'of_evidence_id', 'of_record_no'],
    docs: {
      table_name: 'Table of the row that this record equals.',
      evidence_id: 'File that holds the duplicate.',
      record_no: 'Its place in that file, from 1.',
      of_evidence_id: 'File of the record that became the row.',
      of_record_no: 'Place of that record in its file.',
    },
  },
  rejects: {
    title: 'Rejected records',
    timeColumn: null,
    defaultColumns: ['evidence_id', 'record_no', 'place', 'reason', 'bytes'],
    docs: {
      place: 'Where in the file.',
      reason: 'Why it could not be read.',
      bytes: 'The bytes as they stand in the file.',
    },
  },
};

export const timelineTable: TableDescription = {
  title: 'Timeline of all logs',
  timeColumn: 'time',
  defaultColumns: ['time', 'log_type', 'actor', 'action', 'target', 'source_ip', 'outcome', 'region'],
  docs: {
    time: 'When it happened (UTC).',
    log_type: 'Table that holds the whole record.',
    actor: 'Who did it.',
    action: 'What was done.',
    target: 'What it was done to.',
    source_ip: 'Where the request came from.',
    user_agent: 'Client program.',
    outcome: 'Whether it succeeded, or the error.',
    account: 'Cloud account.',
    region: 'Cloud region.',
    session: 'Credential or session that was used.',
  },
};

/** Columns that every log table ends with. */
export const provenanceDocs: Record<string, string> = {
  evidence_id: 'File the record came from; see the table evidence.',
  record_no: 'Place of the record in its file, from 1.',
  record_hash: 'First half of the record’s SHA-256, by which exact duplicates are found.',
  envelope: 'The wrapper that carried the record, exactly as found.',
  raw: 'The record exactly as it stands in the file.',
};

export const toDocs = (docs: Record<string, string>): Map<string, ColumnDocs> =>
  new Map(Object.entries(docs).map(([name, doc]) => [name, { doc }]));
