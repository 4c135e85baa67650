// A list of hashes that somebody gave, beside the evidence.
import { Button } from '@mantine/core';
import { type ComparedItem, comparisons, type HashComparison } from '../../../shared/contract/custody.ts';
import { comparisonWords } from '../../../shared/integrity/custody-words.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { visibleText } from '../../../shared/values/visible-text.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import style from './custody.module.css';

type Props = { path: string; answer: HashComparison; onClose: () => void };

export function ComparisonPart({ path, answer: { counts, items, problems }, onClose }: Props) {
  const side = useSideName();
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <section aria-label={`Compared with a list${side}`}>
      <h2>
        Compared with {visibleText(path)}{' '}
        <Button variant="default" size="compact-xs" onClick={onClose}>
          Close
        </Button>
      </h2>
      <p role="status">
        {comparisons.map((one) => `${formatCount(counts[one])} ${comparisonWords[one].title}`).join(' · ')}
      </p>
      {problems.map((one) => (
        <p key={one} className="pm-dim">
          {visibleText(one)}
        </p>
      ))}
      <ul className={style.list}>
        {items.map((item) => (
          <Item key={`${item.verdict} ${item.listed} ${item.path}`} item={item} />
        ))}
      </ul>
      {items.length < all - counts.same && (
        <p className="pm-dim">
          The first {formatCount(items.length)} are shown; “pugmark hashes --compare” counts all.
        </p>
      )}
    </section>
  );
}

function Item({ item: { verdict, listed, listedHash, path, hash } }: { item: ComparedItem }) {
  const { title, meaning } = comparisonWords[verdict];
  return (
    <li className={style.item}>
      <div className="pm-select">
        <div className={style.name}>
          <b data-verdict={verdict}>{title}</b> {visibleText(listed ?? path ?? '')}
        </div>
        <div className="pm-dim">
          {meaning}
          {verdict === 'renamed' && ` Here: ${visibleText(path ?? '')}.`}
        </div>
        {verdict === 'differs' && (
          <div className={`${style.hashes} pm-mono`}>
            {listedHash} in the list
            <br />
            {hash} here
          </div>
        )}
      </div>
    </li>
  );
}
