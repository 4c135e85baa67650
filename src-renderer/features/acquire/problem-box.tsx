// What went wrong, where it was tried, with the next step; a command that is the next step is there to be copied.
import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../ui/problem.ts';
import { splitHint } from './acquire-words.ts';
import style from './problem-box.module.css';

/** `children`: what can be done about it, right there. */
export function ProblemBox({ problem, children }: { problem: Problem; children?: ReactNode }) {
  return (
    <div role="alert" className={`${style.problem} pm-select`}>
      <b>{problem.title}</b>
      {problem.message}
      {problem.at !== undefined && <div className="pm-mono">{problem.at}</div>}
      {problem.hint !== undefined && <Hint hint={problem.hint} />}
      {children}
    </div>
  );
}

export function Hint({ hint }: { hint: string }) {
  const { text, command } = splitHint(hint);
  return (
    <div>
      {text}
      {command !== null && <Command text={command} />}
    </div>
  );
}

function Command({ text }: { text: string }) {
  return (
    <div className={style.command}>
      <code>{text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy the command'}>
            <ActionIcon aria-label={copied ? 'Copied' : 'Copy the command'} onClick={copy}>
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
