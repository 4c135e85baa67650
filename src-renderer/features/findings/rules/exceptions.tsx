// All exceptions of the case.
import { Button } from '@mantine/core';
import type { RuleInfo } from '../../../../shared/contract/detections.ts';
import { FailureBar } from '../../../ui/controls/failure-bar.tsx';
import { useEngine } from '../../../ui/engine.ts';
import { usePage } from '../page-store.ts';
import { useAnswer } from '../panel/use-answer.ts';
import { ExceptionList } from './exception-list.tsx';
import look from './rules.module.css';

export function Exceptions({ rules }: { rules: RuleInfo[] }) {
  const engine = useEngine();
  const askException = usePage((page) => page.askException);
  const { answer, problem, again } = useAnswer('exceptions', 'list the exceptions', (signal) =>
    engine.detections.exceptions(undefined, { signal }),
  );
  const nameOf = (rule: string | null) =>
    rule === null ? 'Every rule' : (rules.find(({ key }) => key === rule)?.name ?? rule);
  return (
    <div className={look.page}>
      {problem && <FailureBar problem={problem} onRetry={again} />}
      <p>
        What is normal in this account is taken out of rules here: from a finding (Except…, or the key e), from a rule,
        or from all of them.
      </p>
      <div className={look.ways}>
        <Button variant="default" size="compact-xs" onClick={() => askException(null)}>
          Except from every rule…
        </Button>
      </div>
      {answer?.length === 0 && <p className="pm-dim">No exception was made: every record counts.</p>}
      {answer && <ExceptionList exceptions={answer} nameOf={nameOf} />}
    </div>
  );
}
