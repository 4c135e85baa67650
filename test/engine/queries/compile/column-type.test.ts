import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { keywords, nameIdentifier, quoteIdentifier, quoteLiteral } from '../../../../src-main/engine/duckdb/quote.ts';
import {
  type ColumnType,
  kindOf,
  parseType,
  toColumnInfo,
} from '../../../../src-main/engine/queries/compile/column-type.ts';
import { makeViewClient, type ViewClient } from '../view-client.ts';

let views: ViewClient;
beforeAll(async () => {
  views = await makeViewClient();
});

const describeType = async (type: string): Promise<string> => {
  await views.run(`CREATE OR REPLACE TABLE logs.main.typed (x ${type})`);
  return String((await views.rows("SELECT data_type FROM duckdb_columns() WHERE table_name = 'typed'"))[0]!.data_type);
};

type Shape = string | { fields: [string, Shape][] } | { list: Shape } | { map: Shape };
const { shape } = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(
      'VARCHAR',
      'BIGINT',
      'DECIMAL(18,3)',
      'TIMESTAMP WITH TIME ZONE',
      'JSON',
      `ENUM('a', 'it''s', '),"x')`,
    ),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom('a', 'B c', 'q"u', 'end', ')', 'ü,', 'x y" z'), tie('shape')), {
        selector: ([name]) => name.toLowerCase(),
        minLength: 1,
        maxLength: 3,
      })
      .map((fields) => ({ fields })),
    tie('shape').map((list) => ({ list })),
    tie('shape').map((map) => ({ map })),
  ),
}));

function sqlOf(one: Shape): string {
  if (typeof one === 'string') return one;
  if ('list' in one) return `${sqlOf(one.list)}[]`;
  if ('map' in one) return `MAP(VARCHAR, ${sqlOf(one.map)})`;
  return `STRUCT(${one.fields.map(([name, type]) => `${quoteIdentifier(name)} ${sqlOf(type)}`).join(', ')})`;
}

function matches(type: ColumnType, one: Shape): boolean {
  if (typeof one === 'string') return type.base === 'scalar' && type.text === one;
  if ('list' in one) return type.base === 'list' && matches(type.element, one.list);
  if ('map' in one) return type.base === 'map' && matches(type.value, one.map);
  return (
    type.base === 'struct' &&
    type.fields.length === one.fields.length &&
    type.fields.every((field, i) => field.name === one.fields[i]![0] && matches(field.type, one.fields[i]![1]))
  );
}

describe('parseType', () => {
  test('takes apart any nesting of the types that DuckDB spells', async () => {
    await fc.assert(
      fc.asyncProperty(shape, async (one) => {
        const text = await describeType(sqlOf(one));
        const type = parseType(text);
        expect(type.text).toBe(text);
        expect(matches(type, one), `${text} against ${sqlOf(one)}`).toBe(true);
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  test.each([
    ['INTEGER[3]', 'list'],
    ['UNION(num INTEGER, str VARCHAR)', 'text'],
    ['UHUGEINT', 'number'],
    ['DATE', 'time'],
    ['TIMESTAMP_NS', 'time'],
    ['TIME', 'text'],
    ['BLOB', 'bytes'],
    ['MAP(VARCHAR, INTEGER)', 'json'],
    ['UUID', 'text'],
    ['BIT', 'text'],
    ['INTERVAL', 'text'],
    ['FLOAT', 'number'],
  ])('%s is %s', async (sql, kind) => {
    const text = await describeType(sql);
    expect(kindOf(parseType(text))).toBe(kind);
  });

  test('offers the fields of structs, and of lists of structs', () => {
    const info = toColumnInfo('x', parseType('STRUCT(a VARCHAR, "b c" STRUCT(n INTEGER))[]'), { doc: 'Meaning.' });
    expect(info).toMatchObject({
      kind: 'list',
      doc: 'Meaning.',
      fields: [{ name: 'a' }, { name: 'b c', fields: [{ name: 'n', kind: 'number' }] }],
    });
  });
});

describe('names in SQL', () => {
  test('are bare only when DuckDB takes them so', async () => {
    const rows = await views.rows(
      "SELECT keyword_name AS name FROM duckdb_keywords() WHERE keyword_category <> 'unreserved'",
    );
    expect([...keywords].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
      rows.map(({ name }) => String(name)).toSorted((a, b) => (a < b ? -1 : 1)),
    );
    const all = await views.rows('SELECT keyword_name AS name FROM duckdb_keywords()');
    for (const { name } of all) {
      const bare = nameIdentifier(String(name));
      expect(
        await views.rows(`SELECT 1 AS one FROM (SELECT 2 AS ${bare}) t WHERE ${bare} = 2 ORDER BY ${bare}`),
      ).toEqual([{ one: 1 }]);
    }
  });

  test('and literals come back as they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 8 }), async (one) => {
        expect(
          await views.rows(
            `SELECT ${quoteLiteral(one)} = $$$$ || ${quoteLiteral(one)} AS same, hex(${quoteLiteral(one)}) AS hex`,
          ),
        ).toEqual([{ same: true, hex: Buffer.from(one).toString('hex').toUpperCase() }]);
      }),
      { numRuns: 80, seed: 2 },
    );
  });
});
