// Completion offers what the schema really has at that place, also in half-written text.
import { describe, expect, it } from 'vitest';
import type { ColumnInfo, TableInfo } from '../../../shared/contract/views.ts';
import cloudtrail from '../../../shared/formats/cloudtrail.ts';
import type { FormatColumn } from '../../../shared/formats/format.ts';
import { type Catalog, offersAt } from '../../../src-renderer/features/console/completion.ts';

function describeColumn(column: FormatColumn): ColumnInfo {
  if ('fields' in column)
    return {
      name: column.name,
      type: 'STRUCT(…)',
      kind: column.list ? 'list' : 'struct',
      doc: column.doc,
      fields: column.fields.map(describeColumn),
    };
  const kind = column.type === 'JSON' ? 'json' : column.type === 'TIMESTAMP' ? 'time' : 'text';
  return { name: column.name, type: column.type, kind, doc: column.doc };
}

const table = (name: string, kind: TableInfo['kind'], columns: ColumnInfo[]): TableInfo => ({
  name,
  title: name,
  kind,
  rows: 10,
  timeColumn: null,
  defaultColumns: [],
  columns,
});

const catalog: Catalog = {
  tables: [
    table('cloudtrail', 'log', cloudtrail.columns.map(describeColumn)),
    table('evidence', 'account', [{ name: 'sha256', type: 'VARCHAR', kind: 'text' }]),
    table('scratch.main.my table', 'scratch', [{ name: 'Odd Name', type: 'INTEGER', kind: 'number' }]),
  ],
  functions: [
    { name: 'date_trunc', signature: 'date_trunc(part, timestamp)', doc: 'Truncates.' },
    { name: 'date_trunc', signature: 'date_trunc(part, date)', doc: '' },
    { name: '+', signature: '', doc: '' },
  ],
};

/** Labels offered at `|`, most wanted first. */
function offered(marked: string, explicit = true): string[] {
  const position = marked.indexOf('|');
  const found = offersAt(marked.replace('|', ''), position, catalog, explicit);
  if (!found || !('offers' in found)) return [];
  return found.offers.toSorted((a, b) => b.boost - a.boost).map((offer) => offer.label);
}

function keysOf(marked: string) {
  const position = marked.indexOf('|');
  const found = offersAt(marked.replace('|', ''), position, catalog, false);
  return found && 'jsonKeysOf' in found ? found.jsonKeysOf : null;
}

describe('after a dot', () => {
  it('offers struct fields, ever deeper, ignoring case', () => {
    expect(offered('SELECT useridentity.| FROM cloudtrail')).toContain('sessionContext');
    expect(offered('SELECT userIdentity.SESSIONCONTEXT.| FROM cloudtrail')).toEqual(
      expect.arrayContaining(['attributes', 'sessionIssuer']),
    );
    expect(offered('SELECT useridentity.sessioncontext.attributes.mfa| FROM cloudtrail')).toContain('mfaAuthenticated');
    expect(offered('SELECT useridentity.sessioncontext.| ')).toContain('sessionIssuer');
  });

  it('follows aliases, table names, catalogs and list elements', () => {
    expect(offered('SELECT c.| FROM cloudtrail AS c')).toContain('eventname');
    expect(offered('SELECT c.useridentity.| FROM evidence e JOIN cloudtrail c ON true')).toContain('arn');
    expect(offered('SELECT e.| FROM cloudtrail c, evidence e')).toEqual(['sha256']);
    expect(offered('SELECT cloudtrail.| FROM logs.main.cloudtrail')).toContain('eventtime');
    expect(offered('SELECT resources[1].| FROM cloudtrail')).toContain('accountId');
  });

  it('offers nothing where nothing is', () => {
    expect(offered('SELECT eventname.| FROM cloudtrail')).toEqual([]);
    expect(offered('SELECT nonsense.| FROM cloudtrail')).toEqual([]);
  });
});

describe('at the top level', () => {
  it('offers tables after FROM and JOIN', () => {
    expect(offered('SELECT * FROM |').slice(0, 3)).toEqual(['cloudtrail', 'evidence', 'scratch.main.my table']);
    expect(offered('WITH x AS (SELECT 1) SELECT * FROM |')[0]).toBe('x');
    expect(offered('WITH a AS (SELECT 1), b AS MATERIALIZED (SELECT 2) SELECT * FROM cl| ')).toEqual(
      expect.arrayContaining(['a', 'b', 'cloudtrail']),
    );
  });

  it('offers the columns of the tables in the statement first', () => {
    const found = offered('SELECT ev| FROM cloudtrail');
    expect(found.indexOf('eventname')).toBeLessThan(found.indexOf('date_trunc'));
    expect(found).not.toContain('sha256');
    expect(offered('SELECT sh| FROM evidence')).toContain('sha256');
  });

  it('looks at the statement of the cursor only', () => {
    expect(offered('SELECT 1 FROM cloudtrail; SELECT | FROM evidence')[0]).toBe('sha256');
    expect(offered('SELECT 1 FROM evidence;\n\nSELECT *\nFROM cloudtrail\nWHERE \n|')).toContain('eventname');
  });

  it('offers one entry per function, not operators; keywords and types in their place', () => {
    const found = offered('SELECT da|');
    expect(found.filter((label) => label === 'date_trunc')).toHaveLength(1);
    expect(found).not.toContain('+');
    expect(found).toContain('QUALIFY');
    expect(offered("SELECT '1'::|")).toContain('TIMESTAMP');
  });

  it('quotes names that need it', () => {
    const text = 'SELECT * FROM ';
    const found = offersAt(text, text.length, catalog, true);
    const inserts = found && 'offers' in found ? found.offers.map((offer) => offer.insert) : [];
    expect(inserts).toContain('scratch.main."my table"');
  });

  it('stays quiet in comments, strings, numbers and after blanks', () => {
    expect(offered('SELECT 1 -- eve|')).toEqual([]);
    expect(offered("SELECT 'eve|' FROM cloudtrail")).toEqual([]);
    expect(offered('SELECT 12|')).toEqual([]);
    expect(offered('SELECT |', false)).toEqual([]);
    expect(offered('SELECT e|', false)).not.toEqual([]);
  });
});

describe('inside the text after ->>', () => {
  it('asks for the keys of the JSON column', () => {
    expect(keysOf("SELECT requestparameters->>'| FROM cloudtrail")).toMatchObject({
      table: 'cloudtrail',
      column: 'requestparameters',
      path: [],
      above: [],
    });
    expect(keysOf("SELECT (c.responseelements->'accessKey'->>'us|') FROM cloudtrail c")).toMatchObject({
      column: 'responseelements',
      above: ['accessKey'],
    });
    expect(keysOf("SELECT eventname->>'|' FROM cloudtrail")).toBeNull();
  });
});
