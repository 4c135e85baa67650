// The console's buttons. Each has a key, shown in its tooltip.
import { Button, Select, Tooltip } from '@mantine/core';
import {
  IconBulb,
  IconDeviceFloppy,
  IconHistory,
  IconListTree,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconStar,
  IconStopwatch,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import style from './console.module.css';
import { commandKey } from './words.ts';

export type PanelKind = 'questions' | 'saved' | 'history';

export const rowLimits = [10_000, 100_000, 1_000_000, 10_000_000, 50_000_000];

const limitWords: Record<string, string> = {
  10000: '10 thousand',
  100000: '100 thousand',
  1000000: '1 million',
  10000000: '10 million',
  50000000: '50 million',
};

type Props = {
  running: boolean;
  canRun: boolean;
  rowLimit: number;
  panel: PanelKind | null;
  onRun: () => void;
  onRunAll: () => void;
  onCancel: () => void;
  onExplain: (analyze: boolean) => void;
  onRowLimit: (limit: number) => void;
  onSave: () => void;
  onPanel: (panel: PanelKind) => void;
};

const command = commandKey === 'Ctrl' ? 'Ctrl+' : commandKey;

export function Toolbar(props: Props) {
  const { running, canRun, panel } = props;
  return (
    <div className={style.toolbar} role="toolbar" aria-label="Console">
      {running ? (
        <Tip label="Cancel (Esc)">
          <Button
            w={92}
            px={8}
            color="red"
            variant="light"
            leftSection={<IconPlayerStop size={14} />}
            onClick={props.onCancel}
          >
            Cancel
          </Button>
        </Tip>
      ) : (
        <Tip label={`Run the selection, or the statement at the cursor (${command}Enter, F5)`}>
          <Button w={92} px={8} disabled={!canRun} leftSection={<IconPlayerPlay size={14} />} onClick={props.onRun}>
            Run
          </Button>
        </Tip>
      )}
      <Tool
        label="Run all"
        tip={`Run every statement (${command}Shift+Enter)`}
        icon={<IconPlayerSkipForward size={14} />}
        disabled={running || !canRun}
        onClick={props.onRunAll}
      />
      <span className={style.rule} />
      <Tool
        label="Explain"
        tip={`Show the plan without running (${command}E)`}
        icon={<IconListTree size={14} />}
        disabled={running || !canRun}
        onClick={() => props.onExplain(false)}
      />
      <Tool
        label="Analyze"
        tip={`Run, and show where the time goes: EXPLAIN ANALYZE (${command}Shift+E)`}
        icon={<IconStopwatch size={14} />}
        disabled={running || !canRun}
        onClick={() => props.onExplain(true)}
      />
      <span className={style.rule} />
      <span className={style.limit}>
        Row limit
        <Select
          aria-label="Row limit"
          w={112}
          allowDeselect={false}
          data={rowLimits.map((limit) => ({ value: String(limit), label: limitWords[limit]! }))}
          value={String(props.rowLimit)}
          onChange={(value) => props.onRowLimit(Number(value))}
        />
      </span>
      <span className={style.spring} />
      <Tool
        label="Save"
        tip={`Save under a name (${command}S)`}
        icon={<IconDeviceFloppy size={14} />}
        disabled={!canRun}
        onClick={props.onSave}
      />
      <span className={style.rule} />
      <Tool
        label="Questions"
        tip="Questions to ask of CloudTrail (Alt+S)"
        icon={<IconBulb size={14} />}
        pressed={panel === 'questions'}
        onClick={() => props.onPanel('questions')}
      />
      <Tool
        label="Saved"
        tip="Saved queries (Alt+Q)"
        icon={<IconStar size={14} />}
        pressed={panel === 'saved'}
        onClick={() => props.onPanel('saved')}
      />
      <Tool
        label="History"
        tip="What was run before (Alt+H)"
        icon={<IconHistory size={14} />}
        pressed={panel === 'history'}
        onClick={() => props.onPanel('history')}
      />
    </div>
  );
}

type ToolProps = {
  label: string;
  tip: string;
  icon: ReactNode;
  disabled?: boolean;
  pressed?: boolean;
  onClick: () => void;
};

function Tool({ label, tip, icon, disabled, pressed, onClick }: ToolProps) {
  return (
    <Tip label={tip}>
      <Button
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? 'tracker' : 'gray'}
        px={8}
        className={style.tool ?? ''}
        leftSection={icon}
        disabled={disabled ?? false}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        onClick={onClick}
      >
        {label}
      </Button>
    </Tip>
  );
}

const Tip = ({ label, children }: { label: string; children: ReactNode }) => (
  <Tooltip label={label} events={{ hover: true, focus: false, touch: false }}>
    {children as React.JSX.Element}
  </Tooltip>
);
