// Grows whenever rules have been run.
import { createCaseVersion } from '../case-version.ts';

export const { version: findingsVersion, raise: raiseFindings } = createCaseVersion();
