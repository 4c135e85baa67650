// What a try of a definition gave: its problems, and each sample with what came out otherwise.
import type { DefinitionCheck, FormatProblem } from '../../../shared/contract/formats.ts';
import { formatNoun } from '../../../shared/values/sizes.ts';
import { visibleText } from '../../../shared/values/visible-text.ts';
import look from './formats.module.css';
import { ProblemLines } from './problem-lines.tsx';

type Props = { check: DefinitionCheck; onLine: (line: number) => void };

export function CheckResult({ check, onLine }: Props) {
  const { problems, samples } = check;
  const wrong = samples.filter((one) => one.problems.length > 0).length;
  const isSound = problems.length === 0 && wrong === 0;
  return (
    <section className={look.check} aria-label="What the check gave">
      <p role="status" className={isSound ? look.sound : look.problem}>
        {isSound
          ? `It can be used: ${formatNoun(samples.length, 'sample is', 'samples are')} as they should be.`
          : problems.length > 0
            ? `${formatNoun(problems.length, 'problem')} in the definition.`
            : `${formatNoun(wrong, 'sample')} of ${samples.length} came out otherwise.`}
      </p>
      {problems.length > 0 && <ProblemLines problems={problems} onLine={onLine} />}
      <ol className={look.samples}>
        {samples.map(({ sample, record, problems: own }) => (
          <li key={sample}>
            <span className={own.length === 0 ? look.sound : look.problem}>
              {own.length === 0 ? '✓' : '✗'} Sample {sample}
            </span>{' '}
            <span className="pm-mono pm-dim">{visibleText(record.slice(0, 160))}</span>
            {own.length > 0 && <ProblemLines problems={own.map(withoutSample)} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Its sample stands above it. */
const withoutSample = (problem: FormatProblem): FormatProblem => ({
  ...problem,
  place: problem.place.replace(/^sample \d+(, )?/, ''),
});
