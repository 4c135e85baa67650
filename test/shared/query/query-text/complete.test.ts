// What is offered where the cursor (|) stands.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completionPlace, offerFields } from '../../../../shared/query/query-text/complete.ts';
import { columnKey } from '../../../../shared/query/view.ts';
import { anyText, source } from './source.ts';

function placeOf(marked: string): string {
  const at = marked.indexOf('|');
  const text = marked.replace('|', '');
  const place = completionPlace(text, at, source);
  if (!place) return 'nothing';
  const replaced = `[${text.slice(place.from, place.to)}]`;
  if (place.kind === 'field')
    return `field ${replaced}${place.hasColon ? ' :' : ''}${place.afterTerm ? ' or operator' : ''}`;
  return `value ${replaced} of ${columnKey(place.field.ref)}${place.others === '' ? '' : ` where ${place.others}`}`;
}

describe('at the cursor stands', () => {
  const places: [marked: string, place: string][] = [
    ['|', 'field []'],
    ['even|', 'field [even]'],
    ['ev|en', 'field [even]'],
    ['-ev|', 'field [ev]'],
    ['(ev|', 'field [ev]'],
    ['even|tname:x', 'field [eventname] :'],
    ['bytes:1 |', 'field [] or operator'],
    ['bytes:1 O|', 'field [O] or operator'],
    ['bytes:1 AND ev|', 'field [ev]'],
    ['eventname:|', 'value [] of eventname'],
    ['eventname:Cre|', 'value [Cre] of eventname'],
    ['user:ar|n', 'value [arn] of useridentity.arn'],
    ['eventname:"Cre a|', 'value ["Cre a] of eventname'],
    ['eventname:(A OR |', 'value [] of eventname'],
    ['eventname:(A B|)', 'value [B] of eventname'],
    ['eventname:(A B) |', 'field [] or operator'],
    ['bytes:>|', 'value [] of bytes'],
    ['eventname:/a|b/', 'nothing'],
    ['bytes:[1 TO |5]', 'nothing'],
    ['nowhere:|', 'nothing'],
    [
      'bytes:1 -eventname:C| "a b" AND (sourceip:x OR y)',
      'value [C] of eventname where bytes:1 "a b" (sourceip:x OR y)',
    ],
    ['bytes:1 (readonly:true eventname:|)', 'value [] of eventname where bytes:1'],
    ['bytes:1 OR eventname:|', 'value [] of eventname'],
  ];
  for (const [marked, place] of places) it(marked, () => expect(placeOf(marked)).toBe(place));

  it('something or nothing, in any text', () => {
    fc.assert(
      fc.property(anyText, fc.nat(60), (text, n) => {
        const at = Math.min(n, text.length);
        const place = completionPlace(text, at, source);
        if (!place) return;
        expect(place.from).toBeLessThanOrEqual(at);
        expect(place.to).toBeGreaterThanOrEqual(at);
      }),
      { numRuns: 5000, seed: 2 },
    );
  });
});

describe('fields', () => {
  const names = (typed: string) => offerFields(source, typed).map(({ name }) => name);
  it('come with the whole name before a part of it, and aliases with what they mean', () => {
    expect(names('sour')).toEqual(['sourceipaddress', 'sourceip', 'resources', 'resources.ARN', 'resources.type']);
    expect(names('arn')).toEqual([
      'useridentity.arn',
      'resources.ARN',
      'useridentity.sessionContext.sessionIssuer.arn',
    ]);
    expect(offerFields(source, 'user').at(-1)).toMatchObject({ name: 'user', means: 'useridentity.arn' });
  });
});
