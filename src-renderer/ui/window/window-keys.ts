// Turns key presses and native menu picks into commands, once for the whole window.
import { useEffect } from 'react';
import { bridge } from '../../transport/bridge.ts';
import { commandFor, runCommand, tabIndexFor } from './commands.ts';
import { sideOf, tabsOn } from './sides.ts';
import { isDialogOpen, isTyping } from './typing.ts';
import { useWorkspace } from './workspace.ts';

export function useWindowKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // A dialog on top has the keys to itself.
      if (event.defaultPrevented || isDialogOpen()) return;
      const { tabs: all, activeId, activate } = useWorkspace.getState();
      const active = all.find(({ id }) => id === activeId);
      const tabs = active ? tabsOn(all, sideOf(active)) : [];
      const index = tabIndexFor(event, tabs.length);
      const command = commandFor(event, isTyping(event.target));
      if (index !== null) activate(tabs[index]!.id);
      else if (command === null || !runCommand(command)) return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  useEffect(() => bridge()?.onMenu((command) => void runCommand(command)), []);
}
