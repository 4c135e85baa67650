// The toolbar's tools for keeping: back and forward, the history, saved views, tags.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconBookmark, IconHistory, IconTags } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import { liveView } from '../../../../shared/query/edit.ts';
import { useCommand } from '../../../ui/commands.ts';
import { useWorkspace } from '../../../ui/workspace.ts';
import { usePane, usePaneStore } from '../pane-context.ts';
import { shownColumns } from '../pane-store.ts';
import { presentTarget } from './mark-actions.ts';
import { canMark } from './mark-places.ts';
import { canGo } from './trail.ts';

export function KeepTools() {
  const store = usePaneStore();
  const trail = usePane((state) => state.trail);
  const marks = usePane((state) => canMark(state.table));
  const hasRows = usePane((state) => (state.opened?.matched ?? 0) > 0);
  const history = useRef<HTMLButtonElement>(null);
  const tags = useRef<HTMLButtonElement>(null);
  const { goBy, show } = store.getState();
  const back = () => goBy(-1);
  const forward = () => goBy(1);
  const openHistory = () => {
    if (history.current) show({ kind: 'history', anchor: history.current.getBoundingClientRect() });
  };
  const openTags = () => {
    if (tags.current)
      show({ kind: 'tags', anchor: tags.current.getBoundingClientRect(), target: presentTarget(store) ?? 'all' });
  };
  const saveView = () => {
    const state = store.getState();
    const view = { ...liveView(state.history.present), columns: shownColumns(state) };
    useWorkspace.getState().showDialog({ kind: 'views', view });
  };
  const [canBack, canForward] = [canGo(trail, -1), canGo(trail, 1)];
  useCommand('grid-back', canBack ? back : null);
  useCommand('grid-forward', canForward ? forward : null);
  useCommand('grid-history', openHistory);
  useCommand('grid-tags', marks && hasRows ? openTags : null);
  useCommand('grid-save-view', saveView);
  return (
    <>
      <Tool label="Back (Alt+←)" disabled={!canBack} onClick={back}>
        <IconArrowLeft size={16} />
      </Tool>
      <Tool label="Forward (Alt+→)" disabled={!canForward} onClick={forward}>
        <IconArrowRight size={16} />
      </Tool>
      <Tool label="History of this tab" host={history} onClick={openHistory}>
        <IconHistory size={16} />
      </Tool>
      <Tool label="Saved views: save this one, open another" onClick={saveView}>
        <IconBookmark size={16} />
      </Tool>
      {marks && (
        <Tool label="Tags (m)" host={tags} disabled={!hasRows} onClick={openTags}>
          <IconTags size={16} />
        </Tool>
      )}
    </>
  );
}

type ToolProps = {
  label: string;
  disabled?: boolean;
  host?: RefObject<HTMLButtonElement | null>;
  onClick: () => void;
  children: ReactNode;
};

function Tool({ label, disabled = false, host, onClick, children }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        {...(host ? { ref: host } : {})}
        aria-label={label.replace(/ \(.*\)$|:.*$/, '')}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
