// The page that says what the signed digests prove of the logs, and where verifications begin.
import { Button } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { IntegrityState } from '../../../shared/contract/integrity.ts';
import { formatNoun } from '../../../shared/values/sizes.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import pane from '../../ui/controls/pane.module.css';
import { runCommand } from '../../ui/window/commands.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { ChainList } from './chain-list.tsx';
import { DigestLines } from './digest-lines.tsx';
import { FindingList } from './finding-list.tsx';
import { Headline } from './headline.tsx';
import style from './integrity.module.css';
import { useIntegrity } from './use-integrity.ts';
import { VerdictCards } from './verdict-cards.tsx';
import { VerifyForm } from './verify-form.tsx';

export function IntegrityPane() {
  const side = useSideName();
  const { state, problem, again } = useIntegrity();
  return (
    <section className={pane.pane} aria-label={`Integrity${side}`}>
      {problem && <FailureBar problem={problem} onRetry={again} />}
      {state && (
        <div className={style.body}>
          {state.digests === 0 && state.last === null ? <NoDigests logs={state.logs} /> : <Content state={state} />}
        </div>
      )}
    </section>
  );
}

function Content({ state }: { state: IntegrityState }) {
  const { last } = state;
  return (
    <>
      {last ? <Headline last={last} unjudged={state.unjudged} /> : <NotYet {...state} />}
      <VerifyForm state={state} />
      {last && (
        <>
          <VerdictCards last={last} />
          <FindingList verificationId={last.verificationId} />
          <DigestLines last={last} />
          <ChainList verificationId={last.verificationId} />
        </>
      )}
    </>
  );
}

function NotYet({ digests, logs }: IntegrityState) {
  return (
    <header className={style.headline} data-outcome="unknown">
      <IconHelpCircle size={26} aria-hidden />
      <div>
        <h2>Not verified yet</h2>
        <p>
          {formatNoun(digests, 'digest')} and {formatNoun(logs, 'log file')} are loaded. A verification compares them
          with each other and with AWS’s public keys, on this machine alone.
        </p>
      </div>
    </header>
  );
}

function NoDigests({ logs }: { logs: number }) {
  return (
    <div className={style.nothing}>
      <h2>{logs === 0 ? 'No CloudTrail logs are loaded' : 'No digests are loaded'}</h2>
      <p>
        Where the validation of log files is on, CloudTrail delivers a digest every hour: the hashes of the log files of
        that hour, signed by AWS. They lie in the folder <span className="pm-mono">CloudTrail-Digest</span>, beside the
        folder <span className="pm-mono">CloudTrail</span> in the same bucket. With them it can be proven, offline, that
        no log file was altered or removed.
      </p>
      <p>
        Load that folder as you load logs. Acquiring from S3 takes the digests with their signatures, and the public
        keys, by itself.
      </p>
      <div className={style.ways}>
        <Button onClick={() => runCommand('load-logs')}>Load logs…</Button>
        <Button variant="default" onClick={() => runCommand('acquire-s3')}>
          Acquire from S3…
        </Button>
      </div>
    </div>
  );
}
