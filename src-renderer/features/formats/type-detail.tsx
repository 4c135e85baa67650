// One log type: where it comes from, how the timeline reads it, and its columns with their meanings.
import { Button, TextInput } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { LogType, LogTypeDetail } from '../../../shared/contract/formats.ts';
import { freshView } from '../../../shared/query/fresh-view.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, isCancelled, type Problem } from '../../ui/problem.ts';
import { useTables } from '../../ui/tables.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import look from './formats.module.css';
import { holds, sayWays } from './words.ts';

type Props = { type: LogType; version: number };

export function TypeDetail({ type, version }: Props) {
  const side = useSideName();
  const { detail, problem, again } = useDetail(type.name, version);
  const [wanted, setWanted] = useState('');
  const columns = detail?.dictionary.filter(({ name, doc, key }) => holds(wanted, name, doc, key ?? '')) ?? [];
  return (
    <section className={look.detail} aria-label={`${type.title}${side}`}>
      <h2>{type.title}</h2>
      <p className="pm-dim">
        Table <span className="pm-mono pm-select">{type.name}</span>. Comes as {sayWays(type)}. {type.source}
      </p>
      <Rows type={type} />
      {problem && <FailureBar problem={problem} onRetry={again} />}
      {detail && Object.keys(detail.timeline).length > 0 && <OnTimeline timeline={detail.timeline} />}
      {detail && (
        <>
          <div className={look.tools}>
            <TextInput
              aria-label="Find a column"
              placeholder="Find a column, or a word of its meaning"
              w={300}
              value={wanted}
              maxLength={200}
              onChange={(event) => setWanted(event.currentTarget.value)}
            />
            <span className="pm-dim" role="status">
              {wanted === ''
                ? formatNoun(detail.dictionary.length, 'column')
                : `${formatCount(columns.length)} of ${formatNoun(detail.dictionary.length, 'column')}`}
            </span>
          </div>
          <Dictionary columns={columns} />
        </>
      )}
    </section>
  );
}

function Rows({ type }: { type: LogType }) {
  const table = useTables((state) => state.tables.find(({ name, kind }) => kind === 'log' && name === type.name));
  if (!table || type.rows === null) return null;
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconTable size={14} />}
      onClick={() => useWorkspace.getState().openGrid(freshView(table), table.title)}
    >
      Open {formatNoun(type.rows, 'row')}
    </Button>
  );
}

function OnTimeline({ timeline }: { timeline: Record<string, string> }) {
  return (
    <details className={look.timeline}>
      <summary>On the timeline</summary>
      <dl>
        {Object.entries(timeline).map(([part, sql]) => (
          <div key={part}>
            <dt className="pm-mono">{part}</dt>
            <dd className="pm-mono pm-select">{sql}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Dictionary({ columns }: { columns: LogTypeDetail['dictionary'] }) {
  if (columns.length === 0) return <p className="pm-dim">No column is called that, or means it.</p>;
  return (
    <table className={look.table} aria-label="Columns">
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">Type</th>
          <th scope="col">Meaning</th>
          <th scope="col">Holds</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ name, type, doc, key, entity }) => (
          <tr key={name}>
            <th scope="row" className="pm-mono pm-select">
              {name}
            </th>
            <td className={look.kind}>{type}</td>
            <td>
              {doc === '' ? <span className="pm-dim">Nothing is said of it.</span> : doc}
              {key !== null && key.toLowerCase() !== name && (
                <span className="pm-dim">
                  {' '}
                  In the record <span className="pm-mono pm-select">{key}</span>.
                </span>
              )}
            </td>
            <td className={look.kind}>{entity ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Answer = { detail: LogTypeDetail | null; problem: Problem | null };

function useDetail(name: string, version: number): Answer & { again: () => void } {
  const engine = useEngine();
  const [tries, setTries] = useState(0);
  const [answer, setAnswer] = useState<Answer>({ detail: null, problem: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version and the tries say when to ask again
  useEffect(() => {
    const abort = new AbortController();
    engine.formats.describe({ name }, { signal: abort.signal }).then(
      (detail) => !abort.signal.aborted && setAnswer({ detail, problem: null }),
      (error: unknown) => {
        if (abort.signal.aborted || isCancelled(error)) return;
        setAnswer((before) => ({ ...before, problem: describeProblem(error, 'read what the columns mean') }));
      },
    );
    return () => abort.abort();
  }, [engine, name, version, tries]);
  return { ...answer, again: () => setTries((n) => n + 1) };
}
