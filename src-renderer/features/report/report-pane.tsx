// The page on which a report is put together: what goes into it at the left, what it looks like at the right.
import { Button, Checkbox, Menu, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { IconChevronDown, IconFileText } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ReportFormat } from '../../../shared/contract/report.ts';
import type { ReportChoices } from '../../../shared/report/choices.ts';
import { bridge } from '../../transport/bridge.ts';
import { useCase } from '../../ui/case.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import pane from '../../ui/controls/pane.module.css';
import { pickPaths } from '../../ui/pick-paths.ts';
import { useTags } from '../../ui/tags.ts';
import { useCommand } from '../../ui/window/commands.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { Preview } from './preview.tsx';
import { Redactions } from './redactions.tsx';
import style from './report.module.css';
import { SaveStrip } from './save-strip.tsx';
import { SectionList } from './section-list.tsx';
import { useReport } from './use-report.ts';
import { useSaving } from './use-saving.ts';

const formats: { value: ReportFormat; label: string }[] = [
  { value: 'html', label: 'HTML' },
  { value: 'pdf', label: 'PDF' },
  { value: 'md', label: 'Markdown' },
];

export function ReportPane({ active }: { active: boolean }) {
  const side = useSideName();
  const { choices, change, preview, isBehind, problem, again } = useReport();
  const { saving, start, cancel, dismiss } = useSaving();
  const [format, setFormat] = useState<ReportFormat>('html');
  const dir = useCase((state) => state.info?.dir ?? '');
  const isReady = choices !== null && saving.phase !== 'running';
  const save = (path?: string) => {
    // The system's own dialog asks before a file is replaced; ours does not, and the engine refuses.
    if (choices && isReady)
      void start({ choices, format, ...(path === undefined ? {} : { path, overwrite: bridge() !== null }) });
  };
  const saveElsewhere = async () => {
    const slash = dir.includes('\\') ? '\\' : '/';
    const [path] = await pickPaths({
      title: 'Save the report as',
      mode: 'save',
      confirm: 'Save',
      defaultPath: `${dir.slice(0, dir.lastIndexOf(slash))}${slash}report.${format}`,
    });
    if (path !== undefined) save(path);
  };
  useCommand('report-save', active && isReady ? () => save() : null);
  return (
    <section className={pane.pane} aria-label={`Report${side}`}>
      <div className={pane.toolbar} role="toolbar" aria-label="Report">
        <span className={style.state} role="status">
          {problem ? '' : isBehind ? 'Making the preview…' : 'Preview'}
        </span>
        <span className={pane.gap} />
        <SegmentedControl
          aria-label="Format"
          size="xs"
          data={formats}
          value={format}
          onChange={(value) => setFormat(value as ReportFormat)}
        />
        <Button.Group>
          <Button
            size="compact-sm"
            leftSection={<IconFileText size={14} />}
            disabled={!isReady}
            title="Into the exports of the case, with a manifest (Ctrl+S)"
            onClick={() => save()}
          >
            Save
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="compact-sm" px={4} aria-label="Save elsewhere" disabled={!isReady}>
                <IconChevronDown size={14} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void saveElsewhere()}>Save in another place…</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Button.Group>
      </div>
      {problem && <FailureBar problem={problem} onRetry={again} />}
      <div className={pane.body}>
        {choices && <Form choices={choices} values={preview?.values ?? []} onChange={change} />}
        {preview && <Preview html={preview.html} isBehind={isBehind} />}
      </div>
      <SaveStrip saving={saving} onCancel={cancel} onDismiss={dismiss} />
    </section>
  );
}

type FormProps = {
  choices: ReportChoices;
  values: Parameters<typeof Redactions>[0]['values'];
  onChange: (patch: Partial<ReportChoices>) => void;
};

function Form({ choices, values, onChange }: FormProps) {
  const name = useCase((state) => state.info?.name ?? '');
  return (
    <div className={style.form}>
      <Part title="Head">
        <TextInput
          label="Title"
          placeholder={`Incident report: ${name}`}
          maxLength={300}
          value={choices.title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <TextInput
          label="Author"
          maxLength={300}
          value={choices.author}
          onChange={(event) => onChange({ author: event.currentTarget.value })}
        />
        <TextInput
          label="Below the title: matter, client…"
          maxLength={2000}
          value={choices.about}
          onChange={(event) => onChange({ about: event.currentTarget.value })}
        />
        <Textarea
          label="Summary, in Markdown"
          autosize
          minRows={3}
          maxRows={14}
          value={choices.summary}
          onChange={(event) => onChange({ summary: event.currentTarget.value })}
        />
      </Part>
      <Part title="Sections">
        <SectionList sections={choices.sections} onChange={(sections) => onChange({ sections })} />
      </Part>
      <Part title="Tags">
        <TagChoice tags={choices.tags} onChange={(tags) => onChange({ tags })} />
      </Part>
      <Part title="Redactions">
        <Redactions redact={choices.redact} values={values} onChange={(redact) => onChange({ redact })} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={style.part} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** All of them are no choice: a tag that is made later belongs to the report too. */
function TagChoice({ tags, onChange }: { tags: string[] | null; onChange: (tags: string[] | null) => void }) {
  const all = useTags().filter(({ rows }) => rows > 0);
  if (all.length === 0)
    return <p className="pm-dim">No row is tagged yet. Tag rows in a grid (m), and they stand in the report.</p>;
  const isOn = (name: string) => tags?.includes(name) ?? true;
  const turn = (name: string) => {
    const next = all.filter((tag) => (tag.name === name) !== isOn(tag.name)).map((tag) => tag.name);
    onChange(next.length === all.length ? null : next);
  };
  return all.map(({ name, rows }) => (
    <Checkbox
      key={name}
      size="xs"
      label={`${name} (${rows.toLocaleString('en-US')})`}
      checked={isOn(name)}
      onChange={() => turn(name)}
    />
  ));
}
