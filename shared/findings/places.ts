// Where in the matrix of ATT&CK something stands that names tactics and techniques.
import { parentTechnique, tacticsOfTechnique } from '../attack/techniques.ts';

export type Tagged = { tactics: string[]; techniques: string[] };

/**
 * Under which tactics, there under which techniques, each once; a sub-technique is under its own technique as well. Null as a
 * tactic: it names none. Null as a technique: none that it names belongs under this tactic.
 */
export function placesOf({ tactics, techniques }: Tagged): Map<string | null, Set<string | null>> {
  const columns: (string | null)[] = tactics.length === 0 ? [null] : tactics;
  const places = new Map(columns.map((tactic) => [tactic, new Set<string | null>()]));
  for (const id of techniques)
    for (const tactic of tactics.length === 0 ? [null] : tacticsOfTechnique(id, tactics))
      places.get(tactic)!.add(parentTechnique(id)).add(id);
  for (const cells of places.values()) if (cells.size === 0) cells.add(null);
  return places;
}
