// What matched in the first records of a finding: each line of the rule that a record meets, with the record's value.
import { Fragment } from 'react';
import type { MatchedField, MatchedRecord } from '../../../../shared/contract/detections.ts';
import { formatCount } from '../../../../shared/values/sizes.ts';
import { formatInstant } from '../../../../shared/values/time.ts';
import { visibleText } from '../../../../shared/values/visible-text.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { FailureBar } from '../../../ui/controls/failure-bar.tsx';
import { useEngine } from '../../../ui/engine.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import style from './panel.module.css';
import { useAnswer } from './use-answer.ts';

const mostRecords = 3;

export function Matched({ finding, hits }: { finding: number; hits: number }) {
  const engine = useEngine();
  const side = useSideName();
  const { answer, problem, again } = useAnswer(finding, 'say what matched', (signal) =>
    engine.detections.explain({ finding, most: mostRecords }, { signal }),
  );
  return (
    <section aria-label={`What matched${side}`}>
      <h3>What matched{answer && hits > answer.length && ` in the first ${formatCount(answer.length)} records`}</h3>
      {problem && <FailureBar problem={problem} onRetry={again} />}
      {answer?.map((record) => (
        <Matching key={`${record.rule} ${record.evidenceId} ${record.recordNo}`} record={record} />
      ))}
    </section>
  );
}

function Matching({ record: { name, eventTime, action, fields } }: { record: MatchedRecord }) {
  const zone = useTimeZone();
  const searches = new Map<string, MatchedField[]>();
  for (const field of fields) searches.set(field.search, [...(searches.get(field.search) ?? []), field]);
  return (
    <table className={`${style.matched} pm-select`}>
      <caption>
        {eventTime !== null && <span className="pm-mono">{formatInstant(eventTime, zone).slice(0, 19)} </span>}
        <b>{visibleText(action ?? 'a record')}</b> <span className="pm-dim">{visibleText(name)}</span>
      </caption>
      <colgroup>
        <col className={style.fields} />
        <col />
      </colgroup>
      <tbody>
        {[...searches].map(([search, of]) => (
          <Fragment key={search}>
            <tr>
              <th colSpan={2} scope="rowgroup" className={style.search}>
                {visibleText(search)}
              </th>
            </tr>
            {of.map((field) => (
              <MatchedLine key={`${field.field} ${field.test} ${field.line}`} field={field} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function MatchedLine({ field: { field, test, value, line } }: { field: MatchedField }) {
  return (
    <tr title={`Line ${line} of the rule`}>
      <th scope="row" className="pm-mono">
        {visibleText(field)}
      </th>
      <td>
        <span className={value === null ? 'pm-dim' : 'pm-mono'}>{value === null ? 'missing' : visibleText(value)}</span>
        <span className={style.test}>{visibleText(test)}</span>
      </td>
    </tr>
  );
}
