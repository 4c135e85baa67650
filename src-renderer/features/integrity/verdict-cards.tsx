// The verdicts on log files in numbers, each a way to the rows and files behind it.
import { Button } from '@mantine/core';
import type { LastVerification } from '../../../shared/contract/integrity.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import style from './integrity.module.css';
import { openPlace } from './open-place.ts';
import { ReasonTable } from './reason-table.tsx';
import { cardsOf, filesOfReason, filesOfVerdict, rowsOfVerdict, type VerdictCard, verdictTitles } from './words.ts';

export function VerdictCards({ last }: { last: LastVerification }) {
  const side = useSideName();
  const cards = cardsOf(last);
  return (
    <section aria-label={`Log files by verdict${side}`}>
      <h3>Log files</h3>
      <div className={style.cards}>
        {cards.map((card) => (
          <Card key={card.verdict} {...card} />
        ))}
      </div>
      <ReasonTable
        counts={cards.flatMap(({ verdict, reasons }) => reasons.map((one) => ({ verdict, ...one })))}
        onOpen={({ reason }) => openPlace(filesOfReason(reason))}
      />
    </section>
  );
}

function Card({ verdict, files, rows }: VerdictCard) {
  const { title, meaning } = verdictTitles[verdict];
  return (
    <article className={style.card} data-verdict={verdict} data-none={files === 0 || undefined} aria-label={title}>
      <h4>
        <span className={style.count}>{formatCount(files)}</span> {title}
      </h4>
      <p className="pm-dim">{meaning}</p>
      {files > 0 && (
        <div className={style.exits}>
          {rows > 0 && (
            <Button
              variant="default"
              size="compact-xs"
              aria-label={`${formatNoun(rows, 'row')} ${verdict}`}
              onClick={() => openPlace(rowsOfVerdict(verdict))}
            >
              {formatNoun(rows, 'row')}
            </Button>
          )}
          <Button
            variant="default"
            size="compact-xs"
            aria-label={`${formatNoun(files, 'file')} ${verdict}`}
            onClick={() => openPlace(filesOfVerdict(verdict))}
          >
            {formatNoun(files, 'file')}
          </Button>
        </div>
      )}
    </article>
  );
}
