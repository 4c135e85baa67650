// What was found that needs an explanation, one by one: the file, where and when, what it means, what to do next.
import { Button } from '@mantine/core';
import type { IntegrityFinding } from '../../../shared/contract/integrity.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import { useEngine } from '../../ui/engine.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import style from './integrity.module.css';
import { openPlace } from './open-place.ts';
import { usePages } from './use-integrity.ts';
import { isGrave, rowsOfFile, sayGap, sayPlace, sayReason } from './words.ts';

export function FindingList({ verificationId }: { verificationId: number }) {
  const engine = useEngine();
  const side = useSideName();
  const pages = usePages(verificationId, 'list what was found', async (page) => {
    const { total, findings } = await engine.integrity.findings(page);
    return { total, items: findings };
  });
  if (!pages) return null;
  const { items, total, problem, more } = pages;
  return (
    <section aria-label={`What was found${side}`}>
      <h3>What was found{total > 0 ? ` (${formatCount(total)})` : ''}</h3>
      {problem && <FailureBar problem={problem} onRetry={more} />}
      {total === 0 && !problem && (
        <p className="pm-dim">Nothing altered, missing, displaced or put in, and no break in a chain.</p>
      )}
      {items.length > 0 && (
        <table className={style.table}>
          <tbody>
            {items.map((finding) => (
              <Finding
                key={`${finding.of} ${finding.reason} ${finding.key} ${finding.from} ${finding.evidenceId}`}
                finding={finding}
              />
            ))}
          </tbody>
        </table>
      )}
      {items.length < total && (
        <Button variant="default" onClick={more}>
          Show more ({formatCount(total - items.length)} left)
        </Button>
      )}
    </section>
  );
}

const kinds = { chain: 'Chain', digest: 'Digest', log: 'Log file' };

function Finding({ finding }: { finding: IntegrityFinding }) {
  const zone = useTimeZone();
  const { of, verdict, reason, key, evidenceId, from, to } = finding;
  const { sentence, next } = sayReason(reason);
  const at = (iso: string) => formatInstant(iso, zone).slice(0, 19);
  const span = from === null || to === null ? null : from === to ? at(from) : `${at(from)} – ${at(to)}`;
  const place = [sayPlace(finding), span && `${span} (${zone})`, sayGap(finding)].filter(Boolean).join(' · ');
  return (
    <tr>
      <td className={style.figure}>
        <span className={style.word} data-verdict={isGrave(finding) && of === 'chain' ? 'altered' : verdict}>
          {kinds[of]}
          {of === 'chain' ? `: ${reason.replaceAll('-', ' ')}` : ` ${verdict}`}
        </span>
      </td>
      <td className="pm-select">
        {sentence}
        {next !== null && <span className={style.next}>{next}</span>}
        <span className={style.place}>
          <bdi className="pm-mono">{key}</bdi>
          {place !== '' && <span>{place}</span>}
        </span>
      </td>
      <td className={style.exit}>
        {evidenceId !== null && of === 'log' && (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={`Rows of ${key}`}
            onClick={() => openPlace(rowsOfFile(evidenceId))}
          >
            Rows
          </Button>
        )}
      </td>
    </tr>
  );
}
