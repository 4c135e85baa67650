// Where the entity is named in each log, whatever its type: how often, when, and what was done there.
import type { EntityLogs, LogOfEntity } from '../../../shared/contract/entities.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { useTimeZone } from '../../ui/case.ts';
import { LogTypeMark } from '../../ui/log-types/log-type-mark.tsx';
import style from './entities.module.css';
import { ItemList } from './item-list.tsx';
import { openRows } from './open-rows.ts';
import { spanText } from './words.ts';

type Props = { logs: EntityLogs; name: string };

export function InLogs({ logs: { all, logs }, name }: Props) {
  if (logs.length === 0) return null;
  return (
    <section className={style.logs} aria-label="In all logs">
      <h3>
        In all logs{' '}
        <button type="button" className={style.link} onClick={() => openRows(all.view, name)}>
          {formatNoun(all.count, 'row')} on one timeline
        </button>
      </h3>
      <div className={style.cards}>
        {logs.map((log) => (
          <Log key={log.logType} log={log} name={name} />
        ))}
      </div>
    </section>
  );
}

function Log({ log, name }: { log: LogOfEntity; name: string }) {
  const zone = useTimeZone();
  const { logType, title, count, errors, first, last, view, table, actions } = log;
  const head = (
    <span className={style.logHead}>
      <LogTypeMark logType={logType} /> {title}{' '}
      <button type="button" className={style.link} onClick={() => openRows(table ?? view, name)}>
        {formatNoun(count, 'row')}
      </button>
      {errors > 0 && <span className={style.errors}> {formatCount(errors)} refused or failed</span>}
      <span className={style.span}>{spanText(first, last, zone)}</span>
    </span>
  );
  return <ItemList title={title} head={head} {...actions} missing="no action" />;
}
