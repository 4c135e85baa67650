// What a load is asked to do.
import type { FileFeed } from './file-feed.ts';

/** What to load, how to read what no format recognises, and into which table that goes. */
export type LoadRequest = {
  paths: string[];
  as: 'auto' | 'json' | 'csv' | 'parquet';
  table: string;
  /** The files, as they come; `paths` then only say where from. */
  feed?: FileFeed;
};
