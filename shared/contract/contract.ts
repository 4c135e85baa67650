// The whole boundary between a host's UI (or the command line) and the engine.
import { z } from 'zod';
import { acquisitions } from './acquisitions.ts';
import { aws } from './aws.ts';
import { base } from './base.ts';
import { cases } from './cases.ts';
import { console } from './console.ts';
import { documents } from './documents.ts';
import { exports } from './exports.ts';
import { files } from './files.ts';
import { loads } from './loads.ts';
import { views } from './views.ts';

export const AppInfo = z.object({
  version: z.string(),
  /** `electron` or `web`. */
  host: z.string(),
  platform: z.string(),
  duckdb: z.string(),
});
export type AppInfo = z.infer<typeof AppInfo>;

export const contract = {
  app: { info: base.output(AppInfo) },
  cases,
  files,
  loads,
  aws,
  acquisitions,
  views,
  console,
  documents,
  exports,
};
export type Contract = typeof contract;
