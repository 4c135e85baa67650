// What was read and is no rule of this case: rules that cannot be used, with the reason, and rules for other logs, counted.
import type { RuleList } from '../../../../shared/contract/detections.ts';
import { formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import { visibleText } from '../../../../shared/values/visible-text.ts';
import look from './rules.module.css';

export function Problems({ problems }: Pick<RuleList, 'problems'>) {
  return (
    <div className={look.page}>
      <p>
        {problems.length === 0
          ? 'Every rule that was read for these logs can be used.'
          : `${formatNoun(problems.length, 'rule')} for these logs cannot be used.`}
      </p>
      <ul className={look.plain}>
        {problems.map(({ file, line, title, reason }) => (
          <li key={`${file} ${line} ${title} ${reason}`} className={`${look.item} pm-select`}>
            <div>
              {title !== null && <b>{visibleText(title)} </b>}
              <span className={look.problem}>{visibleText(reason)}</span>
              <div className="pm-mono pm-dim">
                {visibleText(file)}
                {line > 0 && `:${line}`}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Others({ others }: Pick<RuleList, 'others'>) {
  const sum = others.reduce((all, { count }) => all + count, 0);
  return (
    <div className={look.page}>
      <p>
        {sum === 0
          ? 'No rule that was read is for other logs.'
          : `${formatNoun(sum, 'rule')} for logs that Pugmark does not read ${sum === 1 ? 'is' : 'are'} set aside.`}
      </p>
      {sum > 0 && (
        <table className={`${look.table} pm-select`}>
          <thead>
            <tr>
              <th scope="col">Logs</th>
              <th scope="col">Rules</th>
            </tr>
          </thead>
          <tbody>
            {others
              .toSorted((a, b) => b.count - a.count)
              .map(({ source, count }) => (
                <tr key={source}>
                  <td>{visibleText(source)}</td>
                  <td>{formatCount(count)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
