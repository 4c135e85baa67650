// Grows with each verification.
import { createCaseVersion } from '../case-version.ts';

export const { version: verdictsVersion, raise: raiseVerdicts } = createCaseVersion();
