import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedPath, localPath, pathBeside } from '../../../../src-main/engine/sources/s3/local-path.ts';

const trailKey =
  'AWSLogs/o-abc123/111122223333/CloudTrail/eu-central-1/2026/01/05/111122223333_CloudTrail_eu-central-1_20260105T0010Z_AbCdEfGh12345678.json.gz';

/** Keys made of what is awkward somewhere. */
const piece = fc.constantFrom(
  'a',
  'A',
  'é',
  'e\u0301',
  '/',
  '//',
  '.',
  '..',
  ' ',
  'con',
  'NUL',
  'nul.txt',
  '%',
  '%2F',
  ':',
  '*',
  '\\',
  '\u0000',
  '\n',
  '😀',
  '\ud800',
  '~',
  '-',
);
const awkwardKey = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''));
const anyKey = fc.oneof(awkwardKey, fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }));

describe('localPath', () => {
  it('leaves ordinary keys as they are', () => {
    expect(localPath('my-trail', trailKey)).toBe(`my-trail/${trailKey}`);
    expect(localPath('b', 'Ordner/Übersicht 1.json')).toBe('b/Ordner/Übersicht 1.json');
  });

  it('changes what a file system would refuse or take for something else', () => {
    expect(localPath('b', '../../etc/passwd')).toBe('b/.%2E/.%2E/etc/passwd');
    expect(localPath('b', 'a//b/')).toBe('b/a/%/b/%');
    expect(localPath('b', 'AUX.json')).toBe('b/%41UX.json');
    expect(localPath('b', 'time 10:00.json')).toBe('b/time 10%3A00.json');
    expect(localPath('b', 'ends. ')).toBe('b/ends.%20');
  });

  it('has a safe path for every key', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        const path = localPath('bucket', key);
        expect(path).not.toMatch(/\p{Cs}/u);
        for (const name of path.split('/')) {
          expect(name).toMatch(/^[^<>:"|?*\\\p{Cc}]+$/u);
          expect(name).not.toMatch(/[. ]$/);
          expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        }
        expect(path.length).toBeLessThanOrEqual(400);
      }),
      { numRuns: 2000 },
    );
  });

  it('has different paths for different keys', () => {
    fc.assert(
      fc.property(awkwardKey, awkwardKey, (one, other) => {
        fc.pre(one !== other);
        expect(localPath('b', one)).not.toBe(localPath('b', other));
      }),
      { numRuns: 5000 },
    );
    expect(localPath('b', 'x'.repeat(300))).not.toBe(localPath('b', `${'x'.repeat(299)}y`));
    expect(localPath('b', 'd/'.repeat(400))).not.toBe(localPath('b', `${'d/'.repeat(400)}e`));
  });
});

describe('names that collide', () => {
  it('are told by their folded form, and get a place beside', () => {
    const [one, other] = [localPath('b', 'Logs/a.json'), localPath('b', 'logs/A.json')];
    expect(foldedPath(one)).toBe(foldedPath(other));
    expect(foldedPath('b/é')).toBe(foldedPath('b/e\u0301'));
    const beside = pathBeside(other, 'logs/A.json');
    expect(beside).toMatch(/^b\/logs\/%[\da-f]{16}-A\.json$/);
    expect(foldedPath(beside)).not.toBe(foldedPath(one));
  });

  it('stay short', () => {
    const key = 'ä'.repeat(500);
    const beside = pathBeside(localPath('b', key), key);
    expect(Buffer.byteLength(beside.split('/').at(-1)!)).toBeLessThanOrEqual(255);
  });
});
