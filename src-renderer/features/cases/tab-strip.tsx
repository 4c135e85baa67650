// The open tabs of a side: click or Alt+1…9 shows one, middle click or Alt+W closes it, dragging moves it, Alt+M sends it to
// the other side.
import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconCertificate,
  IconCloudDown,
  IconFileText,
  IconFingerprint,
  IconGridDots,
  IconLayoutColumns,
  IconListDetails,
  IconListSearch,
  IconNotebook,
  IconPlus,
  IconSchema,
  IconScript,
  IconShieldCheck,
  IconSparkles,
  IconTable,
  IconTableOptions,
  IconTarget,
  IconTerminal2,
  IconX,
} from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { keysOf, runCommand } from '../../ui/window/commands.ts';
import { tabsOn } from '../../ui/window/sides.ts';
import { type Tab, useWorkspace } from '../../ui/window/workspace.ts';
import style from './tab-strip.module.css';

const icons = {
  grid: IconTable,
  pivot: IconTableOptions,
  console: IconTerminal2,
  loads: IconListDetails,
  notebook: IconNotebook,
  coverage: IconGridDots,
  integrity: IconCertificate,
  journal: IconScript,
  report: IconFileText,
  custody: IconShieldCheck,
  findings: IconTarget,
  novelty: IconSparkles,
  indicators: IconListSearch,
  formats: IconSchema,
  acquire: IconCloudDown,
  entity: IconFingerprint,
};
export const dragType = 'application/x-pugmark-tab';

type Props = { side: number; sides: number; width: string };

export function TabStrip({ side, sides, width }: Props) {
  const { tabs: all, activeId: keyboardId, fronts, activate, close, move, sendAside } = useWorkspace();
  const tabs = tabsOn(all, side);
  const activeId = fronts[side] ?? null;
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
    if (event.shiftKey && activeId !== null) {
      move(activeId, side, tabs.indexOf(next));
      // A browser takes the focus from what is moved.
      requestAnimationFrame(() => document.getElementById(activeId)?.focus());
      return;
    }
    activate(next.id);
    document.getElementById(next.id)?.focus();
  };
  const onDrop = (event: DragEvent) => {
    const id = event.dataTransfer.getData(dragType);
    if (id === '' || event.defaultPrevented) return;
    event.preventDefault();
    move(id, side);
  };
  const openConsole = () => {
    if (activeId !== null) activate(activeId);
    runCommand('new-console');
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes tabs that are dropped; the keyboard has Alt+M
    <div
      className={style.strip}
      style={{ width }}
      data-idle={activeId !== keyboardId || undefined}
      onDragOver={allowDrop}
      onDrop={onDrop}
    >
      <div
        ref={strip}
        className={style.tabs}
        role="tablist"
        aria-label={sides === 1 ? 'Open tabs' : `Open tabs, side ${side + 1}`}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        {tabs.map((tab, at) => (
          <TabButton key={tab.id} tab={tab} side={side} at={at} active={tab.id === activeId} />
        ))}
      </div>
      <Tooltip label={`New SQL console (${keysOf('new-console')})`}>
        <ActionIcon className={style.add ?? ''} aria-label="New SQL console" onClick={openConsole}>
          <IconPlus size={16} />
        </ActionIcon>
      </Tooltip>
      <span className={style.spring} />
      {side === sides - 1 && activeId !== null && (
        <Tooltip label={`Side by side: this tab to the other side (${keysOf('send-aside')})`}>
          <ActionIcon
            className={style.add ?? ''}
            aria-label="This tab to the other side"
            onClick={() => sendAside(activeId)}
          >
            <IconLayoutColumns size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}

const allowDrop = (event: DragEvent) => event.dataTransfer.types.includes(dragType) && event.preventDefault();

function TabButton({ tab, side, at, active }: { tab: Tab; side: number; at: number; active: boolean }) {
  const { activate, close, move } = useWorkspace.getState();
  const Icon = icons[tab.kind];
  const onDrop = (event: DragEvent) => {
    const id = event.dataTransfer.getData(dragType);
    if (id === '') return;
    event.preventDefault();
    move(id, side, at);
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
      onDragOver={allowDrop}
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
