/** What to load, how to read what no format recognises, and into which table that goes. */
export type LoadRequest = { paths: string[]; as: 'auto' | 'json' | 'csv' | 'parquet'; table: string };
