// From a finding to its rows, to the pages of what it names, and to its rule as SQL.
import type { Finding } from '../../../shared/contract/detections.ts';
import { viewOfFindings } from '../../../shared/findings/rows.ts';
import { detectEntity, type Entity, entityPlaces } from '../../../shared/query/entity.ts';
import { freshView } from '../../../shared/query/fresh-view.ts';
import { formatNoun } from '../../../shared/values/sizes.ts';
import { useTables } from '../../ui/tables.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';

const shorten = (title: string) => (title.length > 40 ? `${title.slice(0, 39)}…` : title);

/** In the order of time, where the log has one. */
export function openRowsOf(findings: readonly Finding[]): void {
  const view = viewOfFindings(findings);
  const [first] = findings;
  if (!view || !first) return;
  const { from } = view;
  const table = from.kind === 'table' ? useTables.getState().tables.find((one) => one.name === from.table) : undefined;
  const sort = view.sort.length === 0 && table ? freshView(table).sort : view.sort;
  const title = findings.length === 1 ? first.name : formatNoun(findings.length, 'finding');
  useWorkspace.getState().openGrid({ ...view, sort }, shorten(title));
}

/** Who stands in the column `actor`. */
export const detectActor = (actor: string): Entity =>
  detectEntity(actor, entityPlaces.actor) ?? { kind: 'actor', value: actor };

export const openSql = (sql: string, name: string): void =>
  void useWorkspace.getState().openConsole(sql, shorten(name));
