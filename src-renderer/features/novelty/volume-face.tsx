// Hours in which a principal called more than ever in such hours.
import type { Volumes } from '../../../shared/contract/novelty.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import { holdsText, noneLikeThat } from './find.ts';
import { LineList } from './line-list.tsx';
import style from './novelty.module.css';
import { PrincipalLink } from './parts.tsx';
import { Sums, shortTime } from './sums.tsx';

const slotTitles = {
  weekhour: 'the same hour of the same weekday',
  hour: 'the same hour of the day',
  any: 'any hour',
} as const;

type Props = { found: Volumes; least: number; text: string };

export function VolumeFace({ found, least, text }: Props) {
  const zone = useTimeZone();
  const items = found.items.filter(({ sentence, by }) => holdsText(text, sentence, by.key));
  return (
    <div className={style.body}>
      <Sums sums={found.sums} />
      <p className={style.sums}>
        An hour is listed when it has at least {formatNoun(least, 'call')}, more than any hour like it had before, and
        is six times as far from the median as such hours usually are. Hours are compared with the same hour of the same
        weekday where there are 6 of them, else with the same hour of the day where there are 5, else with all{' '}
        {formatCount(found.hoursBefore)} hours of the baseline in which anything was logged. What a principal never
        called before is told under “First seen”.
      </p>
      {found.sums.before > 0 && found.items.length === 0 && (
        <p className={style.nothing}>
          {found.hoursBefore < 12
            ? 'The baseline has fewer than 12 hours with rows: too few to tell what is usual.'
            : 'No hour has unusually many calls.'}
        </p>
      )}
      {found.items.length > 0 && items.length === 0 && <p className={style.nothing}>{noneLikeThat(text)}</p>}
      <LineList
        label="More than usual"
        total={text.trim() === '' ? found.total : items.length}
        lines={items.map((item) => ({
          id: item.id,
          points: item.points,
          when: shortTime(item.from, zone),
          kind: item.api === null ? 'all calls' : 'API',
          sentence: item.sentence,
          calls: item.calls,
          view: item.view,
          title: item.by.name,
          more: () => (
            <>
              <p>
                In the hour from {formatInstant(item.peak.hour, zone).slice(0, 16)} there were{' '}
                {formatCount(item.peak.calls)} calls. Compared with {formatCount(item.peak.hoursCompared)} hours (
                {slotTitles[item.peak.slot]}): median {item.peak.median}, median distance from it {item.peak.spread}, at
                most {formatCount(item.peak.most)}. The points are how often that doubles the most of before, and a
                little for each further hour.
              </p>
              <PrincipalLink by={item.by} />
            </>
          ),
        }))}
      />
    </div>
  );
}
