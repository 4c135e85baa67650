// What the login may do at a place, each question with its answer, and what to do about a no.
import { Button, Loader } from '@mantine/core';
import { IconCheck, IconQuestionMark, IconShieldCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { AccessCheck } from '../../../../shared/contract/aws.ts';
import { useEngine } from '../../../ui/engine.ts';
import { describeProblem, type Problem } from '../../../ui/problem.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import { Hint, ProblemBox } from '../problem-box.tsx';
import type { S3Place } from '../scope/scope-form.ts';
import style from './access-checks.module.css';
import { placeText } from './read-place.ts';

const names: Record<AccessCheck['what'], string> = {
  region: 'Region of the bucket',
  list: 'List objects',
  read: 'Read objects',
  versions: 'Read versions',
  decrypt: 'Decrypt (KMS)',
  'lookup-events': 'LookupEvents',
  'public-keys': 'ListPublicKeys',
};
const marks = {
  allowed: { Icon: IconCheck, color: 'var(--pm-ok)', word: 'allowed' },
  refused: { Icon: IconX, color: 'var(--pm-danger)', word: 'refused' },
  unknown: { Icon: IconQuestionMark, color: 'var(--pm-warn)', word: 'not known' },
};

type Answer = { of: string; checks: AccessCheck[] | null; problem: Problem | null };

export function AccessChecks({ loginId, place }: { loginId: number; place: S3Place }) {
  const side = useSideName();
  const engine = useEngine();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [busy, setBusy] = useState(false);
  const here = `${placeText(place.bucket, place.prefix)}${place.requesterPays ? ' (requester pays)' : ''}`;
  const check = async () => {
    setBusy(true);
    try {
      setAnswer({ of: here, checks: await engine.aws.checkAccess({ loginId, ...place }), problem: null });
    } catch (error) {
      setAnswer({ of: here, checks: null, problem: describeProblem(error, 'check what is allowed') });
    }
    setBusy(false);
  };
  return (
    <section className={style.panel} aria-label={`Access${side}`} aria-busy={busy}>
      <div className={style.head}>
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={14} />}
          onClick={() => void check()}
          disabled={busy}
        >
          Check access
        </Button>
        {busy && <Loader size={12} />}
      </div>
      {answer === null && !busy && (
        <p className="pm-dim">
          Tries, with a handful of requests and one object, what this login may do here. The owner of the bucket can see
          these requests in their own logs.
        </p>
      )}
      {answer?.problem && <ProblemBox problem={answer.problem} />}
      {answer?.checks && (
        <ul className={`${style.checks} pm-select`} aria-label={`Access to ${answer.of}`}>
          {answer.checks.map((one) => (
            <Check key={one.what} check={one} />
          ))}
        </ul>
      )}
      {answer && answer.of !== here && <p className="pm-dim">That was for {answer.of}.</p>}
    </section>
  );
}

function Check({ check: { what, outcome, says, hint } }: { check: AccessCheck }) {
  const { Icon, color, word } = marks[outcome];
  return (
    <li data-outcome={outcome}>
      <Icon size={15} color={color} role="img" aria-label={word} />
      <span>
        <b>{names[what]}</b>
        <span>{says}</span>
        {hint !== null && (
          <span className={style.hint}>
            <Hint hint={hint} />
          </span>
        )}
      </span>
    </li>
  );
}
