// Who is behind an entity and what followed from it: its sessions, as a tree or as a graph.
import { SegmentedControl } from '@mantine/core';
import { z } from 'zod';
import type { SessionTree as Tree } from '../../../shared/contract/sessions.ts';
import type { Entity } from '../../../shared/query/entity.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { useRemembered } from '../../ui/remembered.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import style from './entities.module.css';
import { SessionGraph } from './session-graph.tsx';
import { SessionTree } from './session-tree.tsx';
import { useSessions } from './sessions-store.ts';
import { shortName } from './words.ts';

export function SessionsSection({ entity, tree }: { entity: Entity; tree: Tree }) {
  const side = useSideName();
  const [form, setForm] = useRemembered('sessions-form', z.enum(['tree', 'graph']), 'tree');
  const progress = useSessions((state) => state.progress);
  const behind = progress !== null && progress.seen < progress.rows;
  if (tree.sessions.length === 0 && !behind) return null;
  return (
    <section className={style.wide} aria-label={`Sessions and role chains${side}`}>
      <div className={style.wideHead}>
        <h3>Sessions and role chains</h3>
        <SegmentedControl
          size="xs"
          aria-label="Sessions as"
          value={form}
          onChange={(to) => setForm(to as typeof form)}
          data={[
            { value: 'tree', label: 'Tree' },
            { value: 'graph', label: 'Graph' },
          ]}
        />
        <Behind entity={entity} tree={tree} />
      </div>
      {behind && (
        <p className={style.behind}>
          {formatCount(progress.rows - progress.seen)} rows are not looked at yet; links may be missing for that reason.
        </p>
      )}
      {form === 'tree' ? (
        <SessionTree sessions={tree.sessions} own={tree.own} />
      ) : (
        <SessionGraph sessions={tree.sessions} own={tree.own} />
      )}
      {tree.left > 0 && (
        <p className="pm-dim">{formatCount(tree.left)} further sessions follow from these and are not listed here.</p>
      )}
    </section>
  );
}

/** The origin in one sentence, or what is missing to know it. */
function Behind({ entity, tree }: { entity: Entity; tree: Tree }) {
  const openEntity = useWorkspace((state) => state.openEntity);
  const own = tree.sessions.filter(({ session }) => tree.own.includes(session));
  const actors = [...new Set(own.map(({ actor }) => actor))];
  const [actor] = actors;
  if (actor === undefined || actors.length > 1 || actor === entity.value) return null;
  const root = tree.sessions.find((one) => one.session === actor || (one.principal === actor && one.parent === null));
  const isOwnEnd = own.some(({ parent }) => parent === null);
  return (
    <span className={style.origin}>
      {isOwnEnd ? (
        `Not known who is behind it: ${own.find(({ missing }) => missing !== null)?.missing ?? 'no link is in the case'}.`
      ) : (
        <>
          Began with{' '}
          <button type="button" className={style.link} onClick={() => root && openEntity(root.entity)}>
            <bdi>{shortName(actor)}</bdi>
          </button>
          {root?.missing ? `; before that: ${root.missing}.` : '.'}
        </>
      )}
    </span>
  );
}
