// `npm run bench -- [load|grid|start|export|busy|acquire|charts|sessions|pivot|integrity|formats|timeline|detections|all]
// [--quick] [--rounds N] [--rules DIR]`: measures Pugmark beside its rivals, checks the answers, prints Markdown and keeps JSON
// in .bench/results. See docs/benchmarks.md.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchAcquire } from './acquire.ts';
import { benchBusy } from './busy.ts';
import { benchCharts } from './charts.ts';
import { benchDetections } from './detections.ts';
import { benchExport } from './export.ts';
import { benchFormats } from './formats.ts';
import { benchGrid } from './grid.ts';
import { benchIntegrity } from './integrity.ts';
import { type BenchOptions, benchLoad } from './load.ts';
import { programEnv } from './measure.ts';
import { benchPivot } from './pivot.ts';
import { report, type Section } from './report.ts';
import { benchSessions } from './sessions.ts';
import { benchStart } from './start.ts';
import { benchTimeline } from './timeline.ts';

const sections: Record<string, (options: BenchOptions) => Promise<Section>> = {
  load: benchLoad,
  grid: benchGrid,
  start: benchStart,
  export: benchExport,
  busy: benchBusy,
  acquire: benchAcquire,
  charts: benchCharts,
  sessions: benchSessions,
  pivot: benchPivot,
  integrity: benchIntegrity,
  formats: benchFormats,
  timeline: benchTimeline,
  detections: (chosen) => benchDetections(chosen, moreRules),
};

const args = process.argv.slice(2);
const valueAfter = (option: string) => (args.includes(option) ? (args[args.indexOf(option) + 1] ?? null) : null);
const moreRules = valueAfter('--rules');
const quick = args.includes('--quick');
const rounds = valueAfter('--rounds');
const programs = path.dirname(fileURLToPath(import.meta.url));
const project = path.resolve(programs, '../..');
const options: BenchOptions = {
  root: path.join(project, '.bench'),
  programs,
  cli: path.join(project, 'out/main/cli.js'),
  unhashedCli: path.join(project, '.bench/unhashed/out/main/cli.js'),
  quick,
  rounds: rounds !== null ? Number(rounds) : quick ? 1 : 3,
};
const asked = args.filter((arg, i) => !arg.startsWith('--') && !['--rounds', '--rules'].includes(args[i - 1] ?? ''));
const wanted = asked.length === 0 || asked.includes('all') ? Object.keys(sections) : asked;
const unknown = wanted.filter((name) => !(name in sections));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${Object.keys(sections).join(', ')}, all.`);
  process.exit(2);
}
programEnv.PUGMARK_USER_DIR = path.join(options.root, 'user');
let missed = 0;
for (const name of wanted) {
  const section = await sections[name]!(options);
  await report(options.root, section);
  missed += section.goals.filter((goal) => !goal.met).length;
}
if (missed > 0) console.error(`${missed} goals missed in this run.`);
