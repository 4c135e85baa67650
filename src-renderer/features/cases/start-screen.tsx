// What is shown while no case is open: begin, go on, or look at the sample.
import { IconBriefcase, IconBucket, IconFilePlus, IconFlask, IconFolderOpen, IconPackage } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { AppInfo } from '../../../shared/contract/contract.ts';
import { Mark } from '../../ui/controls/mark.tsx';
import { SchemeSwitch } from '../../ui/controls/scheme-switch.tsx';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { keysOf, runCommand, useCommand } from '../../ui/window/commands.ts';
import { moveFocus } from '../../ui/window/roving.ts';
import { enterCase, pickAndOpenCase } from './open-case.ts';
import { RecentCases } from './recent-cases.tsx';
import style from './start-screen.module.css';

/** `dropZone`: where files can be dropped. */
export function StartScreen({ dropZone }: { dropZone: ReactNode }) {
  const engine = useEngine();
  const [busy, setBusy] = useState<string | null>(null);
  const [app, setApp] = useState<AppInfo | null>(null);
  const first = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    first.current?.focus();
    engine.app.info().then(setApp, (error: unknown) => showProblem(error, 'ask the engine for its version'));
  }, [engine]);

  const during = async (what: string, work: () => Promise<unknown>) => {
    setBusy(what);
    await work();
    setBusy(null);
  };
  const create = () => void runCommand('new-case');
  const open = () => void pickAndOpenCase(engine);
  const openSample = () =>
    void during('Opening the sample case…', () =>
      enterCase(engine, 'open the sample case', () => engine.cases.openSample()),
    );
  useCommand('open-case', open);
  useCommand('open-sample', openSample);

  return (
    <main className={style.screen} onKeyDown={moveFocus} aria-busy={busy !== null}>
      <div className={style.sheet}>
        <header className={style.head}>
          <Mark size={22} />
          <h1>Pugmark</h1>
          <span className="pm-dim">cloud log forensics on this machine</span>
          <span className={style.spring} />
          <SchemeSwitch />
        </header>
        <div className={style.columns}>
          <section aria-label="Begin" className={style.actions}>
            <Action
              ref={first}
              icon={<IconFilePlus size={18} />}
              label="New case…"
              keys={keysOf('new-case')}
              run={create}
            >
              A folder of its own for evidence, queries and notes
            </Action>
            <Action icon={<IconFolderOpen size={18} />} label="Open a case…" keys={keysOf('open-case')} run={open}>
              Choose a folder that ends in .pugmark
            </Action>
            <Action
              icon={<IconPackage size={18} />}
              label="Open an archive…"
              run={() => void runCommand('unpack-case')}
            >
              A case that a colleague handed on, sealed or not
            </Action>
            <Action
              icon={<IconBucket size={18} />}
              label="Acquire from S3…"
              keys={keysOf('acquire-s3')}
              run={() => void runCommand('acquire-s3')}
            >
              A new case, filled from a bucket or the CloudTrail API
            </Action>
            <Action icon={<IconFlask size={18} />} label="Open the sample case" run={openSample}>
              CloudTrail of a made-up incident, to try things on
            </Action>
            {dropZone}
          </section>
          <section aria-label="Recent cases" className={style.recent}>
            <h2>
              <IconBriefcase size={14} /> Recent cases
            </h2>
            <RecentCases
              onOpen={(dir) =>
                void during('Opening the case…', () =>
                  enterCase(engine, 'open this case', () => engine.cases.open({ dir })),
                )
              }
            />
          </section>
        </div>
        <footer className={style.foot}>
          <span role="status">{busy}</span>
          <span>{app && `Pugmark ${app.version} · DuckDB ${app.duckdb.replace(/^v/, '')}`}</span>
        </footer>
      </div>
    </main>
  );
}

type ActionProps = {
  icon: ReactNode;
  label: string;
  keys?: string | undefined;
  run: () => void;
  children: ReactNode;
  ref?: React.Ref<HTMLButtonElement>;
};

function Action({ icon, label, keys, run, children, ref }: ActionProps) {
  return (
    <button ref={ref} type="button" data-roving className={style.action} onClick={run}>
      <span className={style.icon}>{icon}</span>
      <span className={style.label}>{label}</span>
      <span className={style.keys}>{keys}</span>
      <span className={style.doc}>{children}</span>
    </button>
  );
}
