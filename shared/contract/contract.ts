// The whole boundary between a host's UI (or the command line) and the engine.
import { z } from 'zod';
import { acquisitions } from './acquisitions.ts';
import { archives } from './archive.ts';
import { aws } from './aws.ts';
import { base } from './base.ts';
import { cases } from './cases.ts';
import { charts } from './charts.ts';
import { clocks } from './clocks.ts';
import { console } from './console.ts';
import { coverage } from './coverage.ts';
import { custody } from './custody.ts';
import { detections } from './detections.ts';
import { documents } from './documents.ts';
import { entities } from './entities.ts';
import { exports } from './exports.ts';
import { files } from './files.ts';
import { formats } from './formats.ts';
import { indicators } from './indicators.ts';
import { integrity } from './integrity.ts';
import { journal } from './journal.ts';
import { loads } from './loads.ts';
import { marks } from './marks.ts';
import { networks } from './networks.ts';
import { novelty } from './novelty.ts';
import { pivots } from './pivots.ts';
import { report } from './report.ts';
import { sessions } from './sessions.ts';
import { settings } from './settings.ts';
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
  formats,
  loads,
  aws,
  acquisitions,
  views,
  charts,
  clocks,
  coverage,
  pivots,
  report,
  sessions,
  entities,
  marks,
  console,
  archives,
  documents,
  exports,
  integrity,
  custody,
  detections,
  indicators,
  networks,
  novelty,
  journal,
  settings,
};
export type Contract = typeof contract;
