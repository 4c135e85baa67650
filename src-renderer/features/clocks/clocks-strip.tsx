// The strip at the bottom that asks, once per source, in which zone its times are.
import { ActionIcon, Button } from '@mantine/core';
import { IconClockQuestion, IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { formatNoun } from '../../../shared/values/sizes.ts';
import { askLater, forgetClocks, openQuestions, refreshClocks, setClock, useClocks } from '../../ui/clocks.ts';
import strip from '../../ui/controls/strip.module.css';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';

/** Rows come in batches, and whoever waits for them is served first. */
const restMs = 400;

export function ClocksStrip() {
  const engine = useEngine();
  const version = useDataVersion((state) => state.version);
  const state = useClocks();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when to ask again
  useEffect(() => {
    const timer = setTimeout(() => void refreshClocks(engine), restMs);
    return () => clearTimeout(timer);
  }, [engine, version]);
  useEffect(() => forgetClocks, []);
  const [clock, ...others] = openQuestions(state);
  if (!clock) return null;
  const { logType, title, source, rows, files, example } = clock;
  return (
    <section className={strip.strip} aria-label="Clock of a source">
      <IconClockQuestion size={16} color="var(--pm-warn)" />
      <span className={strip.numbers} role="status">
        <span>
          {title} in <bdi title={source}>{nameOf(example)}</bdi>
          {files > 1 && ` and ${formatNoun(files - 1, 'more file')}`} ({formatNoun(rows, 'row')}) says no time zone, and
          counts as UTC on the timeline.
          {others.length > 0 && ` ${formatNoun(others.length, 'more source')} asks the same.`}
        </span>
      </span>
      <Button variant="subtle" onClick={() => useWorkspace.getState().showDialog({ kind: 'clocks' })}>
        Choose its zone
      </Button>
      <Button
        variant="subtle"
        color="gray"
        onClick={() => void setClock(engine, { logType, source, zone: 'UTC', skewMs: 0 })}
      >
        It is UTC
      </Button>
      <ActionIcon aria-label="Ask again when the case is opened the next time" onClick={() => askLater(clock)}>
        <IconX size={15} />
      </ActionIcon>
    </section>
  );
}

const nameOf = (source: string): string => source.split(/[/\\]/).findLast((part) => part !== '') ?? source;
