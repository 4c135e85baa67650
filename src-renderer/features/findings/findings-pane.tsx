// The page of findings: how far the rules are, and what they found, as a list, as a matrix of ATT&CK, over time, and by rule.
import { SegmentedControl } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { selectFindings } from '../../../shared/findings/filter.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import pane from '../../ui/controls/pane.module.css';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { PageDialogs } from './dialogs/page-dialogs.tsx';
import { FilterBar } from './filter-bar.tsx';
import style from './findings.module.css';
import { readFindings, useDetections, useFindings } from './findings-store.ts';
import { ListFace } from './list/list-face.tsx';
import { MatrixFace } from './matrix/matrix-face.tsx';
import { createPageStore, type Face, faceKeys, faces, PageContext, usePage, usePageStore } from './page-store.ts';
import { RulesFace } from './rules/rules-face.tsx';
import { FirstRun, RunState } from './run-state.tsx';
import { TimelineFace } from './timeline/timeline-face.tsx';
import { useMainFocus, usePageKeys } from './use-page-keys.ts';

export function FindingsPane() {
  const engine = useEngine();
  const [store] = useState(createPageStore);
  const version = useDetections((state) => state.version);
  const data = useDataVersion((state) => state.version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run that ended and newer data are reasons to read again
  useEffect(() => void readFindings(engine), [engine, version, data]);
  return (
    <PageContext value={store}>
      <Page />
      <PageDialogs />
    </PageContext>
  );
}

function Page() {
  const side = useSideName();
  const engine = useEngine();
  const store = usePageStore();
  const host = useRef<HTMLElement>(null);
  const face = usePage((page) => page.face);
  const { progress, version, answered, findings, rules, problem } = useDetections();
  usePageKeys(host);
  const hasRun = progress !== null && ['current', 'behind'].includes(progress.state) && answered === version;
  const isFresh = findings?.length === 0 && !hasRun;
  const shown = !findings || !rules ? null : isFresh && face !== 'rules' ? 'first' : face;
  useMainFocus(host, shown);
  return (
    <section ref={host} data-findings className={`${pane.pane} ${style.page}`} aria-label={`Findings${side}`}>
      <div className={pane.toolbar} role="toolbar" aria-label={`Findings${side}`}>
        <SegmentedControl
          size="xs"
          aria-label="Findings as"
          value={face}
          onChange={(to) => store.getState().set({ face: to as Face })}
          data={faceKeys.map((value) => ({ value, label: faces[value] }))}
        />
        <RunState />
      </div>
      {problem && <FailureBar problem={problem} onRetry={() => void readFindings(engine)} />}
      {shown === 'first' && <FirstRun rules={rules!} />}
      {shown !== null && shown !== 'first' && <FaceInFront />}
      {!findings && !problem && <p className={style.nothing}>Reading what was found…</p>}
    </section>
  );
}

function FaceInFront() {
  const face = usePage((page) => page.face);
  const filter = usePage((page) => page.filter);
  const findings = useFindings();
  const rules = useDetections((state) => state.rules!);
  // The matrix and the lanes are where a tactic and a time are chosen: what is chosen there leaves the rest of them in sight.
  const asked = useMemo(() => {
    if (face === 'matrix') return { ...filter, tactic: null, technique: null };
    return face === 'timeline' ? { ...filter, time: null } : filter;
  }, [face, filter]);
  const shown = useMemo(() => selectFindings(findings, asked), [findings, asked]);
  if (face === 'rules') return <RulesFace list={rules} />;
  return (
    <>
      <FilterBar all={findings} shown={shown.length} />
      {face === 'list' && <ListFace findings={shown} total={findings.length} />}
      {face === 'matrix' && <MatrixFace findings={shown} rules={rules.rules} />}
      {face === 'timeline' && <TimelineFace findings={shown} />}
    </>
  );
}
