// What the page says of log types and definitions.
import type { LogType, OwnFormatInfo } from '../../../shared/contract/formats.ts';

const ways: Record<LogType['ways'][number], string> = { json: 'JSON', lines: 'lines', table: 'CSV, Parquet' };

export const sayWays = (type: Pick<LogType, 'ways'>): string => type.ways.map((way) => ways[way]).join(' · ');

export const stateWords: Record<OwnFormatInfo['state'], string> = {
  used: 'In use',
  ready: 'Used by the next load',
  broken: 'Not usable',
};

/** What a definition is called on the page. */
export const titleOf = ({ title, name, layoutOf, path }: OwnFormatInfo): string =>
  title ?? (layoutOf === null ? (name ?? fileName(path ?? 'A definition')) : `Order of fields of ${layoutOf}`);

export const fileName = (path: string): string => path.split(/[/\\]/).at(-1)!;

/** Whether what a person looks for is in one of the texts. */
export const holds = (wanted: string, ...texts: string[]): boolean => {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const text = texts.join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
};
