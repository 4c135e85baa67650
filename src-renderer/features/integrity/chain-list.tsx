// Every chain of digests: whose it is, the time that it spans, and how much of it is proven.
import { Button } from '@mantine/core';
import type { DigestChain } from '../../../shared/contract/integrity.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import { useEngine } from '../../ui/engine.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import style from './integrity.module.css';
import { openPlace } from './open-place.ts';
import { usePages } from './use-integrity.ts';
import { digestsOfChain } from './words.ts';

const heads = [
  'Trail',
  'Account',
  'Region',
  'From',
  'To',
  'Digests',
  'Verified',
  'Missing',
  'Breaks',
  'Log files named',
];

export function ChainList({ verificationId }: { verificationId: number }) {
  const engine = useEngine();
  const side = useSideName();
  const zone = useTimeZone();
  const pages = usePages(verificationId, 'list the chains of digests', async (page) => {
    const { total, chains } = await engine.integrity.chains(page);
    return { total, items: chains };
  });
  if (!pages || (pages.total === 0 && !pages.problem)) return null;
  const { items, total, problem, more } = pages;
  return (
    <section aria-label={`Chains of digests${side}`}>
      <h3>
        Chains ({formatCount(total)}), times in {zone}
      </h3>
      {problem && <FailureBar problem={problem} onRetry={more} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={style.scroll} tabIndex={0} aria-label={`Table of chains${side}`}>
        <table className={style.chains}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head}>{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((chain) => (
              <Chain
                key={[chain.bucket, chain.account, chain.region, chain.trail, chain.from, chain.isBackfill].join(' ')}
                {...chain}
              />
            ))}
          </tbody>
        </table>
      </section>
      {items.length < total && (
        <Button variant="default" onClick={more}>
          Show more ({formatCount(total - items.length)} left)
        </Button>
      )}
    </section>
  );
}

function Chain(chain: DigestChain) {
  const zone = useTimeZone();
  const {
    bucket,
    organisation,
    account,
    region,
    trail,
    isBackfill,
    from,
    to,
    digests,
    verified,
    missing,
    breaks,
    files,
  } = chain;
  const where = [bucket, organisation && `organisation ${organisation}`].filter(Boolean).join(', ');
  return (
    <tr>
      <td title={where}>
        <button type="button" className={style.link} onClick={() => openPlace(digestsOfChain(chain))}>
          {trail || 'no usual name'}
        </button>
        {isBackfill && <span className="pm-dim"> backfill</span>}
      </td>
      <td>{account}</td>
      <td>{region}</td>
      <td>{formatInstant(from, zone).slice(0, 16)}</td>
      <td>{formatInstant(to, zone).slice(0, 16)}</td>
      <td className={style.number}>{formatCount(digests)}</td>
      <td className={style.number} data-tone={verified < digests ? 'warn' : 'good'}>
        {formatCount(verified)}
      </td>
      <td className={style.number} data-tone={missing > 0 ? 'bad' : undefined}>
        {formatCount(missing)}
      </td>
      <td className={style.number} data-tone={breaks > 0 ? 'bad' : undefined}>
        {formatCount(breaks)}
      </td>
      <td className={style.number}>{formatCount(files)}</td>
    </tr>
  );
}
