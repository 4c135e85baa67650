// All exceptions of the case.
import type { RuleInfo } from '../../../../shared/contract/detections.ts';
import { FailureBar } from '../../../ui/controls/failure-bar.tsx';
import { useEngine } from '../../../ui/engine.ts';
import { useAnswer } from '../panel/use-answer.ts';
import { ExceptionList } from './exception-list.tsx';
import look from './rules.module.css';

export function Exceptions({ rules }: { rules: RuleInfo[] }) {
  const engine = useEngine();
  const { answer, problem, again } = useAnswer('exceptions', 'list the exceptions', (signal) =>
    engine.detections.exceptions(undefined, { signal }),
  );
  const nameOf = (rule: string | null) =>
    rule === null ? 'Every rule' : (rules.find(({ key }) => key === rule)?.name ?? rule);
  return (
    <div className={look.page}>
      {problem && <FailureBar problem={problem} onRetry={again} />}
      {answer?.length === 0 && (
        <p>
          Every record counts. What is normal in this account is taken out of a rule from one of its findings: Except…,
          or the key e.
        </p>
      )}
      {answer && <ExceptionList exceptions={answer} nameOf={nameOf} />}
    </div>
  );
}
