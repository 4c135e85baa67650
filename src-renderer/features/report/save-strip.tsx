// How far a report is, and what came of it, with all that one quotes of it.
import { Button, CopyButton } from '@mantine/core';
import { formatBytes } from '../../../shared/values/sizes.ts';
import { bridge } from '../../transport/bridge.ts';
import strip from '../../ui/controls/strip.module.css';
import { StripBar, StripEnd } from '../../ui/controls/strip.tsx';
import { showProblem } from '../../ui/problem.ts';
import type { Saving } from './use-saving.ts';

type Props = { saving: Saving; onCancel: () => void; onDismiss: () => void };

export function SaveStrip({ saving, onCancel, onDismiss }: Props) {
  if (saving.phase === 'none') return null;
  if (saving.phase === 'running') {
    const { state } = saving;
    return (
      <section className={strip.strip} aria-label="Saving the report">
        <span className={strip.state}>Report</span>
        <StripBar share={state ? state.done / Math.max(1, state.sections) : null} label="Progress of the report" />
        <span className={strip.numbers}>{state?.section}</span>
        <Button variant="default" size="compact-xs" onClick={onCancel}>
          Cancel
        </Button>
      </section>
    );
  }
  if (saving.phase === 'failed') {
    const { title, message, hint } = saving.problem;
    return (
      <section
        className={strip.strip}
        aria-label="Saving the report"
        style={{ height: 'auto', minHeight: 32, whiteSpace: 'normal' }}
      >
        <StripEnd
          outcome="failed"
          word={title}
          numbers={<span>{[message, hint].filter(Boolean).join(' ')}</span>}
          error={null}
          actions={null}
          onDismiss={onDismiss}
        />
      </section>
    );
  }
  const { path, sha256, bytes } = saving.state;
  const shell = bridge();
  return (
    <section className={strip.strip} aria-label="Saving the report">
      <StripEnd
        outcome="good"
        word="Saved"
        numbers={
          <>
            <span className="pm-mono">{path}</span>
            <span>{formatBytes(bytes)}</span>
            <span className="pm-mono">SHA-256 {sha256}</span>
          </>
        }
        error={null}
        actions={
          <>
            <CopyButton value={sha256 ?? ''}>
              {({ copied, copy }) => (
                <Button variant="default" size="compact-xs" onClick={copy}>
                  {copied ? 'Copied' : 'Copy the SHA-256'}
                </Button>
              )}
            </CopyButton>
            {shell && path && (
              <Button
                variant="default"
                size="compact-xs"
                onClick={() =>
                  shell.showItem(path).catch((error: unknown) => showProblem(error, 'show the file in its folder'))
                }
              >
                Show in folder
              </Button>
            )}
          </>
        }
        onDismiss={onDismiss}
      />
    </section>
  );
}
