// Grows with each clock that is set.
import { createCaseVersion } from '../case-version.ts';

export const { version: clocksVersion, raise: raiseClocks } = createCaseVersion();

/** Whether rows depend on the clocks. @param sql the source, as statements name it */
export const readsClocks = (sql: string): boolean => /"?timeline"?$/.test(sql);
