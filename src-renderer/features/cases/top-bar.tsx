// The bar on top: which case, what to do with it, in which zone times are shown.
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconBucket,
  IconChevronDown,
  IconCloudDown,
  IconCommand,
  IconCopy,
  IconFilePlus,
  IconFolder,
  IconFolderOpen,
  IconHelp,
  IconLayoutSidebar,
  IconListDetails,
  IconPackage,
  IconPlus,
  IconTerminal2,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useCase } from '../../ui/case.ts';
import { Mark } from '../../ui/controls/mark.tsx';
import { SchemeSwitch } from '../../ui/controls/scheme-switch.tsx';
import { showNote, showProblem } from '../../ui/problem.ts';
import { type CommandId, keysOf, runCommand } from '../../ui/window/commands.ts';
import style from './case-window.module.css';
import { TimeZonePicker } from './time-zone-picker.tsx';

type Props = { sidebar: boolean; onSidebar: () => void; onLoadLogs: () => void };

export function TopBar({ sidebar, onSidebar, onLoadLogs }: Props) {
  const hideOrShow = `${sidebar ? 'Hide' : 'Show'} the tables (${keysOf('toggle-sidebar')})`;
  return (
    <header className={style.bar}>
      <Tooltip label={hideOrShow}>
        <ActionIcon aria-label={hideOrShow} aria-pressed={sidebar} onClick={onSidebar}>
          <IconLayoutSidebar size={16} />
        </ActionIcon>
      </Tooltip>
      <h1 className={style.case}>
        <CaseMenu />
      </h1>
      <span className={style.spring} />
      <Button.Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={onLoadLogs}
          title={`Load files and folders into this case (${keysOf('load-logs')})`}
        >
          Load logs…
        </Button>
        <AcquireMenu />
      </Button.Group>
      <Button
        variant="default"
        leftSection={<IconTerminal2 size={14} />}
        onClick={() => runCommand('new-console')}
        title={`New SQL console (${keysOf('new-console')})`}
      >
        New console
      </Button>
      <TimeZonePicker />
      <SchemeSwitch />
      <Tooltip label={`All commands, tabs and tables (${keysOf('palette')})`}>
        <ActionIcon aria-label="All commands" onClick={() => runCommand('palette')}>
          <IconCommand size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Keyboard shortcuts (?)">
        <ActionIcon aria-label="Keyboard shortcuts" onClick={() => runCommand('help')}>
          <IconHelp size={16} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}

/** The other ways to get logs into the case, beside the usual one. */
function AcquireMenu() {
  const entry = (command: CommandId, label: string, icon: ReactNode) => (
    <Menu.Item
      leftSection={icon}
      rightSection={<span className="pm-dim">{keysOf(command)}</span>}
      onClick={() => runCommand(command)}
    >
      {label}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          px={5}
          aria-label="More ways to get logs"
          title="More ways to get logs into this case"
        >
          <IconChevronDown size={14} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {entry('load-logs', 'Load files and folders…', <IconFolder size={14} />)}
        {entry('acquire-s3', 'Acquire from S3…', <IconBucket size={14} />)}
        {entry('acquire-cloudtrail', 'Acquire from the CloudTrail API…', <IconCloudDown size={14} />)}
      </Menu.Dropdown>
    </Menu>
  );
}

function CaseMenu() {
  const info = useCase((state) => state.info);
  if (!info) return null;
  const copyFolder = () =>
    navigator.clipboard.writeText(info.dir).then(
      () => showNote('The path of the case folder is on the clipboard.'),
      (error: unknown) => showProblem(error, 'copy the path'),
    );
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={style.title} title={info.dir} aria-label={`Case ${info.name}`}>
          <Mark size={16} />
          <span>{info.name}</span>
          <IconChevronDown size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconListDetails size={14} />}
          rightSection={<span className="pm-dim">{keysOf('show-evidence')}</span>}
          onClick={() => runCommand('show-evidence')}
        >
          Evidence: acquisitions and loads
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => void copyFolder()}>
          Copy folder path
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconFilePlus size={14} />}
          rightSection={<span className="pm-dim">{keysOf('new-case')}</span>}
          onClick={() => runCommand('new-case')}
        >
          New case…
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFolderOpen size={14} />}
          rightSection={<span className="pm-dim">{keysOf('open-case')}</span>}
          onClick={() => runCommand('open-case')}
        >
          Open another case…
        </Menu.Item>
        <Menu.Item leftSection={<IconPackage size={14} />} onClick={() => runCommand('pack-case')}>
          Hand this case on…
        </Menu.Item>
        <Menu.Item leftSection={<IconX size={14} />} onClick={() => runCommand('close-case')}>
          Close case
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
