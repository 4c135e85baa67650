// Definitions of one's own: what became of each, what is wrong with those that are not used, and where they are kept.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LogTypeList, OwnFormatInfo } from '../../../shared/contract/formats.ts';
import { visibleText } from '../../../shared/values/visible-text.ts';
import { confirm } from '../../ui/confirm.ts';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import look from './formats.module.css';
import { ProblemLines } from './problem-lines.tsx';
import { stateWords, titleOf } from './words.ts';

type Props = {
  list: LogTypeList;
  onEdit: (text: string, name: string | null) => void;
  onChanged: () => void;
  children: ReactNode;
};

export function OwnList({ list, onEdit, onChanged, children }: Props) {
  const side = useSideName();
  return (
    <section className={look.page} aria-label={`Your own log types${side}`}>
      <p>
        A definition says in JSON how a record of your log is recognised and cut, what its columns are and when it
        happened. It is tried out on the samples in it; what is wrong is said here. The next load of a case takes sound
        ones in, and the case keeps them.
      </p>
      <p className="pm-dim">
        Folder of definitions: <span className="pm-mono pm-select">{visibleText(list.folder)}</span>
      </p>
      {children}
      {list.own.length === 0 && <p className="pm-dim">There is none yet. “Write one…” begins with an example.</p>}
      <ul className={look.plain}>
        {list.own.map((own) => (
          <OwnItem key={`${own.path} ${own.name}`} own={own} onEdit={onEdit} onChanged={onChanged} />
        ))}
      </ul>
    </section>
  );
}

type ItemProps = Omit<Props, 'list' | 'children'> & { own: OwnFormatInfo };

function OwnItem({ own, onEdit, onChanged }: ItemProps) {
  const engine = useEngine();
  const { name, path, state, problems, note, text } = own;
  const title = titleOf(own);
  const remove = async () => {
    const body = `${path === null ? 'The case forgets it.' : `Its file is deleted: ${path}.`} Cases with rows of it keep it.`;
    if (!(await confirm({ title: `Remove “${title}”?`, body, confirm: 'Remove' }))) return;
    // A file that is not used says nothing about what the case keeps under its name.
    await engine.formats.remove({ name: state === 'used' || path === null ? name : null, path });
    onChanged();
  };
  return (
    <li className={look.item}>
      <div>
        <div>
          <b>{visibleText(title)}</b>{' '}
          <span className={look.state} data-state={state}>
            {stateWords[state]}
          </span>
        </div>
        {name !== null && <div className="pm-mono pm-select">{visibleText(name)}</div>}
        {path !== null && <div className="pm-mono pm-select pm-dim">{visibleText(path)}</div>}
        {note !== null && <div>{visibleText(note)}</div>}
        {problems.length > 0 && <ProblemLines problems={problems} />}
      </div>
      <div className={look.ways}>
        {text !== null && (
          <Button variant="default" size="compact-xs" aria-label={`Edit ${title}`} onClick={() => onEdit(text, name)}>
            Edit…
          </Button>
        )}
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`Remove ${title}`}
          onClick={() => void remove().catch((error: unknown) => showProblem(error, `remove ${title}`))}
        >
          Remove
        </Button>
      </div>
    </li>
  );
}
