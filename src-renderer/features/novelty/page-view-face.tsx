// Pages of the AWS console that were looked at, told from their bursts of reading calls, and the rows without those.
import { Button } from '@mantine/core';
import type { PageViews } from '../../../shared/contract/novelty.ts';
import { pageViewWords } from '../../../shared/novelty/page-view.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { holdsText, noneLikeThat } from './find.ts';
import { LineList } from './line-list.tsx';
import style from './novelty.module.css';
import { PrincipalLink } from './parts.tsx';
import { shortTime } from './sums.tsx';

const mostServices = 4;

type Props = { found: PageViews; asked: { seconds: number; least: number }; text: string };

export function PageViewFace({ found, asked, text }: Props) {
  const zone = useTimeZone();
  const { openGrid, openConsole } = useWorkspace.getState();
  const items = found.items.filter(({ by, ip, services }) =>
    holdsText(text, by?.name ?? null, by?.key ?? null, ip, ...services),
  );
  return (
    <div className={style.body}>
      <p className={style.sums}>
        {pageViewWords} Here: at most {asked.seconds} seconds apart, at least {formatNoun(asked.least, 'call')}.
      </p>
      <p className={style.sums}>
        The case has {formatNoun(found.reads, 'reading call')} of the console
        {found.folded > 0 && `; page views stand for ${formatCount(found.folded)} of them`}.
      </p>
      {found.folded > 0 && (
        <p className={style.ways}>
          <Button size="compact-sm" onClick={() => openGrid(found.rest, 'Without console page views')}>
            Rows without console page views
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => openConsole(found.sql, 'Page views folded')}>
            Its SQL in the console
          </Button>
          <span className="pm-dim">The first call of each stays, and says how many it stands for.</span>
        </p>
      )}
      {found.items.length === 0 && (
        <p className={style.nothing}>
          {found.reads === 0
            ? 'No reading call of this case was made by the console.'
            : 'The console’s reading calls of this time come one by one: no burst looks like a page.'}
        </p>
      )}
      {found.items.length > 0 && items.length === 0 && <p className={style.nothing}>{noneLikeThat(text)}</p>}
      <LineList
        label="Console page views"
        total={text.trim() === '' ? found.total : items.length}
        lines={items.map((item) => {
          const services = item.services.slice(0, mostServices).join(', ');
          const more = item.services.length - mostServices;
          return {
            id: item.id,
            points: null,
            when: formatInstant(item.first, zone).slice(5, 19),
            kind: item.ip ?? 'no address',
            sentence: `${item.by?.name ?? 'Somebody'} looked at ${services}${more > 0 ? ` and ${more} more` : ''}${item.failed > 0 ? `; ${formatCount(item.failed)} calls failed` : ''}`,
            calls: item.calls,
            view: item.view,
            title: `Page view ${shortTime(item.first, zone)}`,
            more: () => (
              <>
                <p>
                  {formatNoun(item.calls, 'call')} to {item.services.join(', ')} from{' '}
                  {formatInstant(item.first, zone).slice(0, 19)} to {formatInstant(item.last, zone).slice(11, 19)}.
                </p>
                <PrincipalLink by={item.by} />
              </>
            ),
          };
        })}
      />
    </div>
  );
}
