// What is not as it was loaded, with the way to the rows that came from it.
import { Button } from '@mantine/core';
import type { CustodyResult } from '../../../shared/contract/custody.ts';
import { verdictWords } from '../../../shared/integrity/custody-words.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { visibleText } from '../../../shared/values/visible-text.ts';
import pane from '../../ui/controls/pane.module.css';
import { isOneOf, viewOf } from '../../ui/evidence/table-views.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import style from './custody.module.css';
import { type CustodyResults, pageResults } from './use-custody.ts';

type Props = { results: CustodyResults; page: number; onPage: (page: number) => void };

export function ResultList({ results: { checked, results, total }, page, onPage }: Props) {
  const side = useSideName();
  if (checked === null)
    return (
      <p className={style.nothing}>
        Every file’s SHA-256 was taken when it was loaded. “Verify evidence” reads all of them again, archives and what
        is in them, and compares.
      </p>
    );
  return (
    <section aria-label={`Not as loaded${side}`}>
      <h2>Not as loaded</h2>
      {total === 0 && <p className="pm-dim">Nothing: every item is byte for byte what was loaded.</p>}
      <ul className={style.list}>
        {results.map((one) => (
          <Result key={JSON.stringify([one.path, one.member, one.evidenceId, one.expected])} one={one} />
        ))}
      </ul>
      {total > pageResults && (
        <nav className={pane.status} aria-label="Pages of what was found">
          <Button variant="default" size="compact-xs" disabled={page === 0} onClick={() => onPage(page - 1)}>
            Page before
          </Button>
          <span>
            {formatCount(page * pageResults + 1)}–{formatCount(Math.min(total, (page + 1) * pageResults))} of{' '}
            {formatCount(total)}
          </span>
          <Button
            variant="default"
            size="compact-xs"
            disabled={(page + 1) * pageResults >= total}
            onClick={() => onPage(page + 1)}
          >
            Next page
          </Button>
        </nav>
      )}
    </section>
  );
}

function Result({ one }: { one: CustodyResult }) {
  const { title, meaning } = verdictWords[one.verdict];
  const name = visibleText(one.member === null ? one.path : `${one.path} › ${one.member}`);
  const { evidenceId, table } = one;
  return (
    <li className={style.item}>
      <div className="pm-select">
        <div className={style.name}>
          <b data-verdict={one.verdict}>{title}</b> {name}
        </div>
        <div className="pm-dim">
          {meaning}
          {one.reason !== null && ` (${visibleText(one.reason)})`}
          {evidenceId === null && ` An archive: its ${formatNoun(one.rows, 'row')} came from its members.`}
        </div>
        {one.verdict === 'changed' && (
          <div className={`${style.hashes} pm-mono`}>
            {one.expected} at load
            <br />
            {one.found ?? 'nothing'} now
          </div>
        )}
      </div>
      {table !== null && evidenceId !== null && (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`Show the ${formatNoun(one.rows, 'row')} of ${name}`}
          onClick={() =>
            useWorkspace.getState().openGrid(viewOf(table, [isOneOf('evidence_id', evidenceId)]), `Rows of ${name}`)
          }
        >
          {formatNoun(one.rows, 'row')}
        </Button>
      )}
    </li>
  );
}
