// The tags there are: their names, colours and digits, and how many rows each has.
import type { TagInfo } from '../../../../shared/contract/marks.ts';
import { type Tag, TagColor } from '../../../../shared/marks/tag.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import { forgetStep, inTurn, marksState } from './marks-state.ts';
import { dropBareMarks, inTransaction } from './write-marks.ts';

/** By digit, those without one last, by name. */
export async function listTags(connection: Connection): Promise<TagInfo[]> {
  const rows = await connection.rows(
    `SELECT t.tag, t.color, t.shortcut, coalesce(n, 0) AS n FROM logs.main.tag_names AS t
     LEFT JOIN (SELECT tag, count(*) AS n FROM (SELECT unnest(tags) AS tag FROM logs.main.row_marks) GROUP BY tag) AS c ON c.tag = t.tag
     ORDER BY t.shortcut NULLS LAST, lower(t.tag)`,
  );
  return rows.map(({ tag, color, shortcut, n }) => ({
    name: String(tag),
    color: TagColor.catch('grey').parse(color),
    shortcut: shortcut === null ? null : Number(shortcut),
    rows: Number(n),
  }));
}

export async function tagExists(connection: Connection, name: string): Promise<boolean> {
  return (await connection.value(`SELECT count(*) FROM logs.main.tag_names WHERE tag = ${quoteLiteral(name)}`)) === 1;
}

/** Case makes no difference between names. REFUSED for a name that another tag has, NOT_FOUND when there is no tag `was`. */
export async function saveTag(open: OpenCase, { was, ...tag }: Tag & { was?: string | undefined }): Promise<TagInfo[]> {
  return await inTurn(open, () =>
    open.db.use(async (connection) => {
      const known = await listTags(connection);
      const old = known.find(({ name }) => name === was);
      if (was !== undefined && !old) throw new EngineError('NOT_FOUND', `There is no tag “${was}”.`);
      if (known.some((one) => one !== old && one.name.toLowerCase() === tag.name.toLowerCase()))
        throw new EngineError('REFUSED', `There is a tag “${tag.name}” already.`);
      const [name, before] = [quoteLiteral(tag.name), quoteLiteral(was ?? tag.name)];
      await inTransaction(connection, async () => {
        if (tag.shortcut !== null)
          await connection.run(`UPDATE logs.main.tag_names SET shortcut = NULL WHERE shortcut = ${tag.shortcut}`);
        await connection.run(`DELETE FROM logs.main.tag_names WHERE tag = ${before}`);
        await connection.run(
          `INSERT INTO logs.main.tag_names VALUES (${name}, ${quoteLiteral(tag.color)}, ${quoteLiteral(tag.shortcut)})`,
        );
        if (old && old.name !== tag.name)
          await connection.run(
            `UPDATE logs.main.row_marks SET tags = list_sort(list_transform(tags, lambda tag: CASE WHEN tag = ${before} THEN ${name} ELSE tag END))
             WHERE list_contains(tags, ${before})`,
          );
      });
      for (const { change } of marksState(open).steps.values())
        if (old && change.kind === 'tag' && change.tag === old.name) change.tag = tag.name;
      if (old) marksState(open).version++;
      await open.journal.append('marks.saveTag', { tag, ...(old ? { was: old } : {}) });
      return await listTags(connection);
    }),
  );
}

export async function removeTag(open: OpenCase, name: string): Promise<TagInfo[]> {
  return await inTurn(open, () =>
    open.db.use(async (connection) => {
      if (!(await tagExists(connection, name))) throw new EngineError('NOT_FOUND', `There is no tag “${name}”.`);
      const tag = quoteLiteral(name);
      const rows = await inTransaction(connection, async () => {
        await connection.run(`DELETE FROM logs.main.tag_names WHERE tag = ${tag}`);
        const changed = await connection.run(
          `UPDATE logs.main.row_marks SET tags = nullif(list_filter(tags, lambda one: one <> ${tag}), []) WHERE list_contains(tags, ${tag})`,
        );
        await connection.run(dropBareMarks);
        return changed;
      });
      marksState(open).version++;
      for (const step of marksState(open).steps.values())
        if (step.change.kind === 'tag' && step.change.tag === name) await forgetStep(open, step);
      await open.journal.append('marks.removeTag', { tag: name, rows });
      return await listTags(connection);
    }),
  );
}
