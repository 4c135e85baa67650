// Beside the map: what the loaded logs cannot answer, and the requests after which silence proves nothing.
import type { CoverageMap } from '../../../shared/contract/coverage.ts';
import { describeBlinding } from '../../../shared/coverage/blinding.ts';
import type { LoadedKinds } from '../../../shared/coverage/kinds.ts';
import { listUnanswered } from '../../../shared/coverage/questions.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { moveFocus } from '../../ui/window/roving.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import style from './coverage.module.css';
import { laneName, viewOfMark } from './words.ts';

export function OpenQuestions({ kinds }: { kinds: LoadedKinds }) {
  const side = useSideName();
  const all = listUnanswered(kinds);
  return (
    <section className={style.list} aria-label={`What these logs cannot answer${side}`}>
      <h2>What these logs cannot answer</h2>
      {all.length === 0 && <p className="pm-dim">Every kind of log that is asked about is loaded.</p>}
      <ul className="pm-select">
        {all.map(({ id, sentence }) => (
          <li key={id}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

export function BlindingList({ marks, marksLeft }: Pick<CoverageMap, 'marks' | 'marksLeft'>) {
  const side = useSideName();
  const zone = useTimeZone();
  return (
    <section className={style.list} aria-label={`Logging and detection changed${side}`}>
      <h2>Logging and detection changed</h2>
      {marks.length === 0 && <p className="pm-dim">No such request is in the events of this time.</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move among the buttons */}
      <div onKeyDown={moveFocus}>
        {marks.map((mark, i) => (
          <button
            key={`${mark.evidenceId} ${mark.recordNo}`}
            type="button"
            className={style.mark}
            data-roving
            tabIndex={i === 0 ? 0 : -1}
            onClick={() => useWorkspace.getState().openGrid(viewOfMark(mark), mark.name)}
          >
            <span className="pm-mono">{formatInstant(mark.at, zone).slice(0, 19)}</span> <b>{mark.name}</b>:{' '}
            {describeBlinding(mark.source, mark.name, mark.errorCode)}{' '}
            <span className="pm-dim">{laneName({ logType: null, ...mark })}</span>
          </button>
        ))}
      </div>
      {marksLeft > 0 && <p className="pm-dim">And {formatCount(marksLeft)} more; look closer to see them.</p>}
    </section>
  );
}
