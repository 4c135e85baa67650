// How times leave the engine: as text, in one form.

/** SQL for a TIMESTAMP as the contract has times: `2026-03-11T21:14:28Z`, whole seconds. */
export const isoTime = (sql: string): string => `strftime(${sql}, '%Y-%m-%dT%H:%M:%SZ')`;
