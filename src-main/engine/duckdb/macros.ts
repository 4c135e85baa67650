// SQL functions that Athena's users know and DuckDB lacks, made once per opening in `work.main`.
export const macros: string[] = [];
