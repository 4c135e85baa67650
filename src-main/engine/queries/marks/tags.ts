// Tags are made, changed and removed; each is a step that can be taken back.
import type { TagsSaved } from '../../../../shared/contract/marks.ts';
import type { Tag } from '../../../../shared/marks/tag.ts';
import { EngineError } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import { inTurn } from './marks-state.ts';
import { makeTagStep } from './tag-steps.ts';
import { listTags } from './tags-list.ts';

/**
 * Makes a tag, or changes the one called `was`; its rows follow it. Case makes no difference between names.
 * @throws REFUSED for a name that another tag has, NOT_FOUND when there is no tag `was`
 */
export async function saveTag(open: OpenCase, { was, ...tag }: Tag & { was?: string | undefined }): Promise<TagsSaved> {
  return await inTurn(open, () =>
    open.db.use(async (connection) => {
      const known = await listTags(connection);
      const old = known.find(({ name }) => name === was);
      if (was !== undefined && !old) throw new EngineError('NOT_FOUND', `There is no tag “${was}”.`);
      const others = known.filter((one) => one !== old);
      if (others.some((one) => one.name.toLowerCase() === tag.name.toLowerCase()))
        throw new EngineError('REFUSED', `There is a tag “${tag.name}” already.`);
      if (old && old.name === tag.name && old.color === tag.color && old.shortcut === tag.shortcut)
        return { tags: known, step: null };
      const robbed = others.filter(({ shortcut }) => shortcut !== null && shortcut === tag.shortcut);
      const change = {
        before: [...(old ? [old] : []), ...robbed].map(withoutRows),
        after: [tag, ...robbed.map((one) => ({ ...withoutRows(one), shortcut: null }))],
        renamed: old && old.name !== tag.name ? { before: old.name, after: tag.name } : null,
      };
      const { step } = await makeTagStep(open, connection, change);
      await open.journal.append('marks.saveTag', { step, tag, ...(old ? { was: old } : {}) });
      return { tags: await listTags(connection), step };
    }),
  );
}

/** @throws NOT_FOUND when there is no such tag */
export async function removeTag(open: OpenCase, name: string): Promise<TagsSaved> {
  return await inTurn(open, () =>
    open.db.use(async (connection) => {
      const tag = (await listTags(connection)).find((one) => one.name === name);
      if (!tag) throw new EngineError('NOT_FOUND', `There is no tag “${name}”.`);
      const change = { before: [withoutRows(tag)], after: [], renamed: null };
      const { step, rows } = await makeTagStep(open, connection, change);
      await open.journal.append('marks.removeTag', { step, tag: name, rows });
      return { tags: await listTags(connection), step };
    }),
  );
}

const withoutRows = ({ name, color, shortcut }: Tag): Tag => ({ name, color, shortcut });
