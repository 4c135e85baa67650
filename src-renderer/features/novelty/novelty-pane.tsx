// The page of what is new: what nobody did before, what happens more than usual, keys in two places, and pages of the console.
import { NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { Baseline, TrailExtent } from '../../../shared/contract/novelty.ts';
import { proposeBaselines } from '../../../shared/novelty/baselines.ts';
import { leastCalls } from '../../../shared/novelty/volume.ts';
import { formatNoun } from '../../../shared/values/sizes.ts';
import { useTimeZone } from '../../ui/case.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import pane from '../../ui/controls/pane.module.css';
import { useEngine } from '../../ui/engine.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { isTyping } from '../../ui/window/typing.ts';
import { BaselineBar } from './baseline-bar.tsx';
import { FirstSeenFace, noFilter } from './first-seen-face.tsx';
import style from './novelty.module.css';
import { PageViewFace } from './page-view-face.tsx';
import { ParallelFace } from './parallel-face.tsx';
import { Failure, RunState } from './run-state.tsx';
import { type Analysis, useAnalysis } from './use-analysis.ts';
import { useExtent } from './use-extent.ts';
import { VolumeFace } from './volume-face.tsx';

const faces = {
  firstSeen: 'First seen',
  volumes: 'More than usual',
  parallel: 'Keys in two places',
  pageViews: 'Console page views',
} as const;
type Face = keyof typeof faces;
const faceKeys = Object.keys(faces) as Face[];

export function NoveltyPane() {
  const side = useSideName();
  const { extent, problem, again } = useExtent();
  return (
    <section className={pane.pane} aria-label={`What is new${side}`}>
      {problem && <FailureBar problem={problem} onRetry={again} />}
      {extent && extent.first === null && (
        <p className={style.nothing}>
          {extent.untimed > 0
            ? 'No row of CloudTrail has a usable time, so nothing can be before anything.'
            : 'No CloudTrail logs are loaded, so nothing can be new. Load some, and what is new in them is compared with what came before.'}
        </p>
      )}
      {extent?.first && extent.last && <Page extent={extent} first={extent.first} last={extent.last} />}
    </section>
  );
}

function Page({ extent, first, last }: { extent: TrailExtent; first: string; last: string }) {
  const side = useSideName();
  const engine = useEngine();
  const zone = useTimeZone();
  const [face, setFace] = useState<Face>('firstSeen');
  const [chosen, setBaseline] = useState<Baseline | null>(null);
  const [text, setText] = useState('');
  const [filter, setFilter] = useState(noFilter);
  const [least, setLeast] = useState(leastCalls);
  const [minutes, setMinutes] = useState(60);
  const [click, setClick] = useState({ seconds: 3, least: 3 });
  const baseline = chosen ?? proposeBaselines(first, last)[0]?.baseline ?? null;
  const asked = baseline && { baseline, zone };
  const key = JSON.stringify(asked);
  const looked = useLooked(face);
  const isReady = (name: Face) => looked.has(name) && (asked !== null || name === 'parallel' || name === 'pageViews');
  const keyOf = (name: Face, of: string) => (isReady(name) ? of : null);

  const firstSeen = useAnalysis(keyOf('firstSeen', key), 'find what is new', (signal) =>
    engine.novelty.firstSeen(asked!, { signal }),
  );
  const volumes = useAnalysis(keyOf('volumes', `${key} ${least}`), 'find what is more than usual', (signal) =>
    engine.novelty.volumes({ ...asked!, least }, { signal }),
  );
  const parallel = useAnalysis(keyOf('parallel', String(minutes)), 'compare the uses of keys', (signal) =>
    engine.novelty.parallel({ minutes }, { signal }),
  );
  const pageViews = useAnalysis(keyOf('pageViews', JSON.stringify(click)), 'find page views', (signal) =>
    engine.novelty.pageViews(click, { signal }),
  );
  const analyses: Record<Face, Analysis<{ elapsedMs: number }>> = { firstSeen, volumes, parallel, pageViews };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const isFind = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'f';
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
    const to = isPlain ? faceKeys[Number(event.key) - 1] : undefined;
    const field = event.currentTarget.querySelector<HTMLInputElement>('input[data-find]');
    if (isFind && field) field.focus();
    else if (to) setFace(to);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the whole page
    <div className={style.page} onKeyDown={onKeyDown}>
      <div className={pane.toolbar} role="toolbar" aria-label={`What is new${side}`}>
        <SegmentedControl
          size="xs"
          aria-label="What is asked"
          value={face}
          onChange={(to) => setFace(to as Face)}
          data={faceKeys.map((value) => ({ value, label: faces[value] }))}
        />
        {face === 'volumes' && (
          <Amount label="Calls at least" value={least} min={1} max={1_000_000} onValue={setLeast} />
        )}
        {face === 'parallel' && (
          <Amount label="Minutes apart" value={minutes} min={1} max={1440} onValue={setMinutes} />
        )}
        {face === 'pageViews' && (
          <>
            <Amount
              label="Seconds apart"
              value={click.seconds}
              min={1}
              max={60}
              onValue={(seconds) => setClick({ ...click, seconds })}
            />
            <Amount
              label="Calls at least"
              value={click.least}
              min={2}
              max={1000}
              onValue={(least) => setClick({ ...click, least })}
            />
          </>
        )}
        <span className={pane.gap} />
        <RunState analysis={analyses[face]} />
        <TextInput
          aria-label="Text in the list"
          placeholder="Find (Ctrl+F)"
          data-find
          w={125}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {(face === 'firstSeen' || face === 'volumes') && baseline && (
        <BaselineBar extent={extent} baseline={baseline} onBaseline={setBaseline} />
      )}
      {extent.untimed > 0 && (
        <p className={style.sums}>
          {formatNoun(extent.untimed, 'row has', 'rows have')} no usable time and are left out.
        </p>
      )}
      {baseline === null && (face === 'firstSeen' || face === 'volumes') && (
        <p className={style.nothing}>All rows are of one moment, so none is before another.</p>
      )}
      <Failure analysis={analyses[face]} />
      {analyses[face].running && !analyses[face].result && (
        <p className={style.nothing}>Comparing {formatNoun(extent.events, 'row')}…</p>
      )}
      {face === 'firstSeen' && firstSeen.result && (
        <FirstSeenFace found={firstSeen.result} text={text} filter={filter} onFilter={setFilter} />
      )}
      {face === 'volumes' && volumes.result && <VolumeFace found={volumes.result} least={least} text={text} />}
      {face === 'parallel' && parallel.result && <ParallelFace found={parallel.result} minutes={minutes} text={text} />}
      {face === 'pageViews' && pageViews.result && <PageViewFace found={pageViews.result} asked={click} text={text} />}
    </div>
  );
}

/** Faces that were looked at: only those are asked for. */
function useLooked(face: Face): ReadonlySet<Face> {
  const [looked, setLooked] = useState<ReadonlySet<Face>>(new Set([face]));
  useEffect(() => setLooked((before) => (before.has(face) ? before : new Set([...before, face]))), [face]);
  return looked;
}

type AmountProps = { label: string; value: number; min: number; max: number; onValue: (value: number) => void };

function Amount({ label, value, min, max, onValue }: AmountProps) {
  const [typed, setTyped] = useState<string | number>(value);
  const number = Number(typed);
  const isFine = typed !== '' && number >= min && number <= max;
  const take = () => {
    if (isFine && number !== value) onValue(number);
  };
  return (
    <span className={style.field}>
      {label}
      <NumberInput
        aria-label={label}
        size="xs"
        w={62}
        min={min}
        max={max}
        allowDecimal={false}
        error={!isFine}
        value={typed}
        onChange={setTyped}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
    </span>
  );
}
