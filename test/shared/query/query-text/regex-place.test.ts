import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findRegex } from '../../../../shared/query/query-text/regex-place.ts';
import { tokenise } from '../../../../shared/query/query-text/tokens.ts';

const unit = fc.constantFrom('a', '(', '\\/', '\\d', '\\\\', '😀', '[', ' ', '*', '"');
const text = (units: string[]) => units.join('');
const meant = (units: string[]) => text(units.map((one) => (one === '\\/' ? '/' : one)));

test('any part of an expression is found where it is written', () => {
  const parts = fc
    .tuple(fc.array(unit), fc.array(unit), fc.array(unit))
    .filter(([a, b, c]) => a.length + b.length + c.length > 0);
  fc.assert(
    fc.property(fc.constantFrom('', 'eventname:', 'a OR ', '-x:(b OR '), parts, (before, [start, middle, end]) => {
      const written = `/${text(start)}${text(middle)}${text(end)}/`;
      const query = `${before}${written}${before.includes('(') ? ')' : ''}`;
      const [from, to] = [meant(start).length, meant([...start, ...middle]).length];
      const pattern = meant([...start, ...middle, ...end]);
      const offset = before.length + 1 + text(start).length;
      expect(findRegex(query, pattern, from, to)).toEqual({ offset, length: text(middle).length });
      expect(findRegex(query, pattern)).toEqual({ offset: before.length + 1, length: written.length - 2 });
      expect(tokenise(query).some((token) => token.kind === 'regex')).toBe(true);
    }),
  );
});

test('what looks like one and is none has no place', () => {
  expect(findRegex('"/a(/" b', 'a(')).toBeNull();
  expect(findRegex('name:/b/', 'a')).toBeNull();
});
