// What the dialogs about cases share: a path to type or to choose, and what went wrong.
import { Button, TextInput } from '@mantine/core';
import type { Problem } from '../../ui/problem.ts';
import style from './new-case-dialog.module.css';

type PathFieldProps = {
  label: string;
  value: string;
  onChange: (path: string) => void;
  onBrowse: () => void;
  /** Has the keyboard when the dialog opens. */
  isFirst?: boolean;
};

export function PathField({ label, value, onChange, onBrowse, isFirst = false }: PathFieldProps) {
  return (
    <div className={style.place}>
      <TextInput
        label={label}
        classNames={{ input: 'pm-mono' }}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        required
        withAsterisk={false}
        spellCheck={false}
        {...(isFirst ? { 'data-autofocus': true } : {})}
      />
      <Button variant="default" onClick={onBrowse}>
        Browse…
      </Button>
    </div>
  );
}

export function ProblemLine({ problem }: { problem: Problem | null }) {
  if (!problem) return null;
  return (
    <p role="alert" className={style.problem}>
      {problem.message} {problem.hint}
    </p>
  );
}
