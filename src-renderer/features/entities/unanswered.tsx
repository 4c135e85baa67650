// What the loaded logs cannot say of an entity, so that what is not on its page is not taken for not done.
import { listUnanswered, type Topic } from '../../../shared/coverage/questions.ts';
import type { Entity } from '../../../shared/query/entity.ts';
import { useKinds } from '../../ui/coverage/use-kinds.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import style from './entities.module.css';

/** What is done through the API; of a bucket, what is done to its objects. */
const deeds: Topic[] = ['management', 'objects', 'functions', 'tables'];

export function Unanswered({ entity: { kind, value } }: { entity: Entity }) {
  const side = useSideName();
  const kinds = useKinds();
  const about = { topics: kind === 'bucket' ? (['objects'] as const) : deeds };
  const told = kinds === null ? [] : listUnanswered(kinds, kind === 'account' ? { ...about, account: value } : about);
  if (told.length === 0) return null;
  return (
    <section className={style.unanswered} aria-label={`What these logs cannot answer${side}`}>
      <h3>What these logs cannot answer</h3>
      <ul className="pm-select">
        {told.map(({ id, sentence }) => (
          <li key={id}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
