// What the entity left behind, and whom it met.
import type { Change, EntityDeeds, Item } from '../../../shared/contract/entities.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import style from './entities.module.css';
import { ItemList } from './item-list.tsx';
import { openRows } from './open-rows.ts';

const verbs = ['created', 'changed', 'deleted'] as const;

export function Deeds({ deeds }: { deeds: EntityDeeds }) {
  const { changes, logins } = deeds;
  const of = (verb: (typeof verbs)[number]) => changes.items.filter((item: Change) => item.verb === verb);
  const list = (title: string, items: Item[], distinct = items.length) => (
    <ItemList title={title} items={items} distinct={distinct} />
  );
  return (
    <div className={style.cards}>
      <ItemList title="Rules that matched" {...deeds.rules} />
      {list('Created', of('created'))}
      {list('Changed', of('changed'))}
      {list('Deleted', of('deleted'))}
      <ItemList title="Roles it asked for" {...deeds.assumed} missing="role not told" />
      <ItemList title="Who assumed it" {...deeds.assumedBy} missing="not told" />
      <ItemList title="Keys it was given or made, by their requests" {...deeds.keysMade} />
      {logins.items.length > 0 && (
        <div className={style.stack}>
          <ItemList title="Console logins, by address" items={logins.items} distinct={logins.items.length} />
          <p className={style.logins}>
            <Sum name="succeeded" {...logins.succeeded} />, <Sum name="without MFA" {...logins.withoutMfa} />,{' '}
            <Sum name="failed" {...logins.failed} />
          </p>
        </div>
      )}
    </div>
  );
}

function Sum({ name, count, view }: { name: string } & EntityDeeds['logins']['failed']) {
  return (
    <button type="button" className={style.link} onClick={() => openRows(view, `Logins ${name}`)}>
      {formatCount(count)} {name}
    </button>
  );
}
