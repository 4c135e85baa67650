// Keys that were used from distant networks within minutes.
import type { ParallelUse, ParallelUses } from '../../../shared/contract/novelty.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { visibleText } from '../../../shared/values/visible-text.ts';
import { useTimeZone } from '../../ui/case.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { holdsText, noneLikeThat } from './find.ts';
import { LineList } from './line-list.tsx';
import style from './novelty.module.css';
import { Points, PrincipalLink } from './parts.tsx';
import { shortTime } from './sums.tsx';

type Props = { found: ParallelUses; minutes: number; text: string };

export function ParallelFace({ found, minutes, text }: Props) {
  const zone = useTimeZone();
  const items = found.items.filter(({ sentence, by, places }) =>
    holdsText(text, sentence, by?.key ?? null, ...places.flatMap(({ ip, agents }) => [ip, ...agents])),
  );
  return (
    <div className={style.body}>
      <p className={style.sums}>
        {formatNoun(found.keys, 'key')} of the whole case. Networks are distant when they differ in the first 16 bits
        (IPv4) or 32 bits (IPv6): where they are in the world is not known here, and a large company, a VPN or a phone
        can be in two of them. Uses at most {minutes} {minutes === 1 ? 'minute' : 'minutes'} apart count as at a time.
        {found.leftOut.length > 0 &&
          ` Left out: ${found.leftOut.map(({ words, calls }) => `${formatNoun(calls, 'call')} ${words}`).join('; ')}.`}
      </p>
      {found.items.length === 0 && (
        <p className={style.nothing}>
          No key was used from distant networks at a time. A longer time apart finds slower changes.
        </p>
      )}
      {found.items.length > 0 && items.length === 0 && <p className={style.nothing}>{noneLikeThat(text)}</p>}
      <LineList
        label="Keys in two places"
        total={text.trim() === '' ? found.total : items.length}
        lines={items.map((item) => ({
          id: item.id,
          points: item.points,
          when: shortTime(item.first, zone),
          kind: item.honest === null ? 'key' : 'explained',
          sentence: item.sentence,
          dimmed: item.honest,
          calls: item.calls,
          view: item.view,
          title: item.accessKey,
          more: () => <More item={item} />,
        }))}
      />
    </div>
  );
}

function More({ item }: { item: ParallelUse }) {
  const zone = useTimeZone();
  const openEntity = useWorkspace((state) => state.openEntity);
  const time = (iso: string) => formatInstant(iso, zone).slice(0, 19);
  return (
    <>
      {item.honest !== null && <p>{item.honest}</p>}
      <div className={style.two}>
        <Points points={item.points} parts={item.parts} />
        <div>
          <p>
            <button
              type="button"
              className={style.link}
              onClick={() => openEntity({ kind: 'key', value: item.accessKey })}
            >
              Page of {item.accessKey}
            </button>
          </p>
          <PrincipalLink by={item.by} />
        </div>
      </div>
      <table className={style.places} aria-label="Its addresses">
        <thead>
          <tr>
            <th>Address</th>
            <th>Network</th>
            <th>Calls</th>
            <th>First ({zone})</th>
            <th>Last</th>
            <th>User agents</th>
          </tr>
        </thead>
        <tbody>
          {item.places.map(({ ip, network, calls, first, last, agents }) => (
            <tr key={ip}>
              <td>
                <button type="button" className={style.link} onClick={() => openEntity({ kind: 'ip', value: ip })}>
                  {visibleText(ip)}
                </button>
              </td>
              <td>{network}</td>
              <td>{formatCount(calls)}</td>
              <td>{time(first)}</td>
              <td>{time(last)}</td>
              <td>{visibleText(agents.join(', '))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {item.placeCount > item.places.length && (
        <p className="pm-dim">{formatNoun(item.placeCount - item.places.length, 'more address', 'more addresses')}</p>
      )}
    </>
  );
}
