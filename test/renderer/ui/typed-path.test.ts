import { expect, test } from 'vitest';
import {
  baseName,
  breadcrumbs,
  commonPrefix,
  isAbsolute,
  joinPath,
  splitTyped,
} from '../../../src-renderer/ui/path-picker/typed-path.ts';

test.each([
  ['/', '/', ''],
  ['/var/lo', '/var/', 'lo'],
  ['/var/log/', '/var/log/', ''],
  ['~', '/home/ana/', ''],
  ['~/ev', '/home/ana/', 'ev'],
  ['logs', '/home/ana/', 'logs'],
  ['logs/a', '/home/ana/logs/', 'a'],
  ['', null, ''],
  ['C:\\Users\\an', 'C:\\Users\\', 'an'],
  ['C:/Users/an', 'C:/Users/', 'an'],
  ['\\\\nas\\share\\x', '\\\\nas\\share\\', 'x'],
  ['/odd\\name', '/', 'odd\\name'],
])('%s is folder %s and the beginning %s', (text, dir, prefix) =>
  expect(splitTyped(text, '/home/ana')).toEqual({ dir, prefix }),
);

test('a path is put together with the separator of its own machine', () => {
  expect(joinPath('/', 'a')).toBe('/a');
  expect(joinPath('/a', 'b c')).toBe('/a/b c');
  expect(joinPath('C:\\', 'a')).toBe('C:\\a');
  expect(joinPath('D:\\x', 'y')).toBe('D:\\x\\y');
  expect(isAbsolute('a/b')).toBe(false);
});

test('base names', () => {
  expect(baseName('/a/b.json.gz')).toBe('b.json.gz');
  expect(baseName('/a/b/')).toBe('b');
  expect(baseName('/')).toBe('/');
  expect(baseName('C:\\x\\y')).toBe('y');
});

test('breadcrumbs lead from the root to the folder', () => {
  expect(breadcrumbs('/home/ana')).toEqual([
    { name: '/', path: '/' },
    { name: 'home', path: '/home' },
    { name: 'ana', path: '/home/ana' },
  ]);
  expect(breadcrumbs('C:\\x\\y').map((crumb) => crumb.path)).toEqual(['C:\\', 'C:\\x', 'C:\\x\\y']);
  expect(breadcrumbs('/')).toEqual([{ name: '/', path: '/' }]);
});

test('completion goes as far as all names agree', () => {
  expect(commonPrefix(['AWSLogs', 'AWSLogs-old'], 'aw')).toBe('AWSLogs');
  expect(commonPrefix(['alpha', 'beta'], '')).toBe('');
  expect(commonPrefix(['Alpha', 'alPine'], 'a')).toBe('Alp');
  expect(commonPrefix([], 'zz')).toBe('zz');
});
