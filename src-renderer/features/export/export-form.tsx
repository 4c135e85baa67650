// The choices of an export: rows, columns, format, place.
import { Button, Checkbox, Radio, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import type { ExportFormat } from '../../../shared/contract/exports.ts';
import { describeView } from '../../../shared/query/describe.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { useCase, useTimeZone } from '../../ui/case.ts';
import { pickPaths } from '../../ui/pick-paths.ts';
import style from './export.module.css';
import {
  type Choices,
  type Delimiter,
  delimiters,
  type ExportBase,
  findObstacle,
  folderOf,
  formats,
  nameColumns,
  suggestName,
  withExtension,
} from './export-choices.ts';
import type { ExportRun } from './use-export.ts';

type Props = {
  base: ExportBase;
  matched: number;
  choices: Choices;
  run: Extract<ExportRun, { phase: 'choosing' | 'failed' }>;
  onChange: (patch: Partial<Choices>) => void;
  onPicking: (open: boolean) => void;
  /** A path came out of the system's or our own picker. */
  onPicked: (path: string) => void;
  onStart: (overwrite: boolean) => void;
  onClose: () => void;
};

export function ExportForm({ base, matched, choices, run, onChange, onPicking, onPicked, onStart, onClose }: Props) {
  const timeZone = useTimeZone();
  const obstacle = findObstacle(choices);
  const selected = base.selection?.length ?? 0;
  const format = formats.find((each) => each.value === choices.format)!;
  const exists = run.phase === 'failed' && run.exists;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!obstacle) onStart(exists);
  };
  return (
    <form className={style.form} onSubmit={submit}>
      <p className={`${style.what} pm-select`}>{describeView(base.view, { timeZone })}</p>
      <Line label="Rows">
        <Radio.Group
          value={choices.rows}
          onChange={(rows) => onChange({ rows: rows as Choices['rows'] })}
          aria-label="Rows"
        >
          <div className={style.inline}>
            <Radio size="xs" value="all" label={`All matched (${formatCount(matched)})`} />
            <Radio size="xs" value="selected" disabled={selected === 0} label={`Selected (${formatCount(selected)})`} />
          </div>
        </Radio.Group>
      </Line>
      <Line label="Columns">
        <Radio.Group
          value={choices.columns}
          onChange={(columns) => onChange({ columns: columns as Choices['columns'] })}
          aria-label="Columns"
        >
          <div className={style.inline}>
            <Radio
              size="xs"
              value="shown"
              disabled={!base.columns}
              label={base.columns ? `As shown (${base.columns.length})` : 'As shown'}
              title={nameColumns(base, 40)}
            />
            <Radio size="xs" value="all" label={base.view.from.kind === 'table' ? 'All, with the raw record' : 'All'} />
          </div>
        </Radio.Group>
      </Line>
      <Line label="Format">
        <SegmentedControl
          aria-label="Format"
          data={formats.map(({ value, label }) => ({ value, label }))}
          value={choices.format}
          onChange={(value) => {
            const next = value as ExportFormat;
            onChange({ format: next, path: withExtension(choices.path, next) });
          }}
        />
        <p className={style.doc}>{format.doc}</p>
      </Line>
      {choices.format === 'csv' && <CsvOptions choices={choices} onChange={onChange} />}
      <Line label="Save in">
        <Place {...{ base, choices, obstacle, onChange, onPicking, onPicked }} />
      </Line>
      {run.phase === 'failed' && (
        <div className={style.problem} role="alert">
          <b>{exists ? 'There is a file of that name' : run.problem.title}</b>
          <div className="pm-select">{run.problem.message}</div>
          {run.problem.at && <div className="pm-mono pm-select">{run.problem.at}</div>}
          {run.problem.hint && <div>{run.problem.hint}</div>}
        </div>
      )}
      {run.phase === 'choosing' && run.note && <p role="status">{run.note}</p>}
      <footer className={style.footer}>
        <span className={style.doc}>
          A manifest with the SHA-256, the filters and the SQL is written beside the file.
        </span>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" color={exists ? 'red' : 'tracker'} disabled={obstacle !== null} data-autofocus>
          {exists ? 'Replace' : 'Export'}
        </Button>
      </footer>
    </form>
  );
}

function CsvOptions({ choices, onChange }: Pick<Props, 'choices' | 'onChange'>) {
  return (
    <Line label="CSV">
      <div className={style.inline}>
        <Select
          aria-label="Delimiter"
          w={130}
          allowDeselect={false}
          data={delimiters}
          value={choices.delimiter}
          onChange={(value) => onChange({ delimiter: value as Delimiter })}
        />
        <Checkbox
          label="Byte order mark"
          title="Some versions of Excel take a UTF-8 file for another encoding without it."
          checked={choices.bom}
          onChange={(event) => onChange({ bom: event.currentTarget.checked })}
        />
      </div>
      <Checkbox
        mt={8}
        label="Neutralise formulas"
        description="Text that a spreadsheet would run as a formula (= + - @ at its start) gets an apostrophe in front; logs can carry such text on purpose. The manifest records the choice."
        checked={choices.neutraliseFormulas}
        onChange={(event) => onChange({ neutraliseFormulas: event.currentTarget.checked })}
      />
    </Line>
  );
}

type PlaceProps = Pick<Props, 'base' | 'choices' | 'onChange' | 'onPicking' | 'onPicked'> & { obstacle: string | null };

function Place({ base, choices, obstacle, onChange, onPicking, onPicked }: PlaceProps) {
  const dir = useCase((state) => state.info?.dir ?? '');
  const slash = dir.includes('\\') ? '\\' : '/';
  const folder = `${dir}${slash}exports`;
  // Beside the case the first time; a file inside the case folder would belong to it.
  const suggestion = () =>
    `${choices.lastFolder || folderOf(dir)}${slash}${suggestName(base.view, choices.format, new Date())}`;
  const browse = async () => {
    onPicking(true);
    const [path] = await pickPaths({
      title: 'Export to',
      mode: 'save',
      confirm: 'Choose',
      defaultPath: choices.path || suggestion(),
    });
    // Mantine's dialogs all listen on the window: the Esc that closes the picker still reaches this one.
    setTimeout(() => onPicking(false));
    if (path === undefined) return;
    onChange({ path });
    onPicked(path);
  };
  return (
    <>
      <Radio.Group
        value={choices.place}
        aria-label="Save in"
        onChange={(value) => {
          const place = value as Choices['place'];
          onChange({ place, path: choices.path || (place === 'elsewhere' ? suggestion() : '') });
        }}
      >
        <div className={style.inline}>
          <Radio size="xs" value="case" label="The case" />
          <Radio size="xs" value="elsewhere" label="Another place" />
        </div>
      </Radio.Group>
      {choices.place === 'case' ? (
        <p className={`${style.path} pm-select`} title={folder}>
          <bdi>{folder}</bdi>
        </p>
      ) : (
        <div className={style.pathLine}>
          <TextInput
            aria-label="Path of the file"
            className={style.grow ?? ''}
            classNames={{ input: 'pm-mono' }}
            spellCheck={false}
            value={choices.path}
            error={obstacle}
            onChange={(event) => onChange({ path: event.currentTarget.value })}
          />
          <Button variant="default" onClick={() => void browse()}>
            Browse…
          </Button>
        </div>
      )}
    </>
  );
}

const Line = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className={style.line}>
    <span className={style.label}>{label}</span>
    <div className={style.value}>{children}</div>
  </div>
);
