// The open tabs: click or Alt+1…9 shows one, middle click or Alt+W closes it, dragging moves it.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCloudDown, IconListDetails, IconPlus, IconTable, IconTerminal2, IconX } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { keysOf, runCommand } from '../../ui/commands.ts';
import { type Tab, useWorkspace } from '../../ui/workspace.ts';
import style from './case-window.module.css';

const icons = { grid: IconTable, console: IconTerminal2, loads: IconListDetails, acquire: IconCloudDown };
const dragType = 'application/x-pugmark-tab';

export function TabStrip() {
  const { tabs, activeId, activate, close } = useWorkspace();
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.getElementById(activeId ?? '')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeId]);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === activeId);
    if (event.key === 'Delete' && activeId !== null) {
      event.preventDefault();
      close(activeId);
      return;
    }
    const step = event.altKey ? undefined : { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step === undefined ? undefined : tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    activate(next.id);
    document.getElementById(next.id)?.focus();
  };
  return (
    <div className={style.strip}>
      <div ref={strip} className={style.tabs} role="tablist" aria-label="Open tabs" tabIndex={-1} onKeyDown={onKeyDown}>
        {tabs.map((tab, at) => (
          <TabButton key={tab.id} tab={tab} at={at} active={tab.id === activeId} />
        ))}
      </div>
      <Tooltip label={`New SQL console (${keysOf('new-console')})`}>
        <ActionIcon className={style.add ?? ''} aria-label="New SQL console" onClick={() => runCommand('new-console')}>
          <IconPlus size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function TabButton({ tab, at, active }: { tab: Tab; at: number; active: boolean }) {
  const { activate, close, move } = useWorkspace.getState();
  const Icon = icons[tab.kind];
  const onDrop = (event: DragEvent) => {
    const id = event.dataTransfer.getData(dragType);
    if (id === '') return;
    event.preventDefault();
    move(id, at);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the strip around takes the arrow keys, Alt+W closes
    <div
      id={tab.id}
      role="tab"
      tabIndex={active ? 0 : -1}
      aria-selected={active}
      aria-controls={`panel-${tab.id}`}
      className={style.tab}
      title={tab.title}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(dragType, tab.id)}
      onDragOver={(event) => event.dataTransfer.types.includes(dragType) && event.preventDefault()}
      onDrop={onDrop}
      onMouseDown={(event) => event.button === 0 && activate(tab.id)}
      onClick={() => activate(tab.id)}
      onAuxClick={(event) => event.button === 1 && close(tab.id)}
    >
      <Icon size={14} />
      <span className={style.tabTitle}>
        <bdi>{tab.title}</bdi>
      </span>
      {/* Not a button: nothing inside a tab can be one. The keyboard has Alt+W and Delete. */}
      <span
        aria-hidden
        className={style.tabClose}
        title={`Close ${tab.title}`}
        onMouseDown={(event) => event.stopPropagation()}
        onClick={(event) => {
          event.stopPropagation();
          close(tab.id);
        }}
      >
        <IconX size={12} />
      </span>
    </div>
  );
}
