// Where the last new case was made, for the next one.
const key = 'pugmark-case-folder';

/** Empty: none was made in this browser yet. */
export const caseFolder = (): string => localStorage.getItem(key) ?? '';

export const rememberCaseFolder = (parent: string): void => localStorage.setItem(key, parent);
