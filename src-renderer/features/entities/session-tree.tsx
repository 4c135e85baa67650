// Sessions as a tree: who → role → role, with times, addresses and counts. Arrow keys move, open and close; Enter opens the
// page, r its rows, i the event that issued it.
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { Session } from '../../../shared/contract/sessions.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { useTimeZone } from '../../ui/case.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { openRows } from './open-rows.ts';
import style from './sessions.module.css';
import { listLines, type TreeLine } from './tree-lines.ts';
import { linkText, shortName, spanText, timeText } from './words.ts';

type Props = { sessions: Session[]; own: string[] };

export function SessionTree({ sessions, own }: Props) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState(0);
  const host = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => listLines(sessions, closed), [sessions, closed]);
  const at = Math.min(active, lines.length - 1);
  const toggle = (session: string) => {
    const next = new Set(closed);
    if (!next.delete(session)) next.add(session);
    setClosed(next);
  };
  const focus = (index: number) => {
    const to = Math.max(0, Math.min(lines.length - 1, index));
    setActive(to);
    host.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[to]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[at];
    if (!line || event.altKey || event.ctrlKey || event.metaKey) return;
    const act = keyAct(event.key, line, at, lines, closed);
    if (
      act === null ||
      (event.key === 'Enter' && event.target !== event.currentTarget.querySelectorAll('[role="treeitem"]')[at])
    )
      return;
    event.preventDefault();
    if (act === 'toggle') toggle(line.session.session);
    else if (typeof act === 'number') focus(act);
    else act(line.session);
  };
  return (
    <div ref={host} role="tree" aria-label="Sessions" className={style.tree} onKeyDown={onKeyDown}>
      {lines.map((line, index) => (
        <Line
          key={`${line.session.session} ${line.level} ${line.made}`}
          line={line}
          own={own.includes(line.session.session)}
          open={line.children === 0 ? null : !closed.has(line.session.session)}
          tabIndex={index === at ? 0 : -1}
          onFocus={() => setActive(index)}
          onToggle={() => toggle(line.session.session)}
        />
      ))}
    </div>
  );
}

const openPage = ({ entity }: Session) => void useWorkspace.getState().openEntity(entity);
const openOwnRows = ({ view, session }: Session) => openRows(view, shortName(session));
const openIssue = ({ issuedView, issuedBy }: Session) => issuedView && openRows(issuedView, issuedBy ?? 'Issued');

type Act = number | 'toggle' | ((session: Session) => unknown) | null;

function keyAct(key: string, line: TreeLine, at: number, lines: TreeLine[], closed: ReadonlySet<string>): Act {
  const isOpen = line.children > 0 && !closed.has(line.session.session);
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'Home':
      return 0;
    case 'End':
      return lines.length - 1;
    case 'ArrowRight':
      return line.children === 0 ? null : isOpen ? at + 1 : 'toggle';
    case 'ArrowLeft': {
      if (isOpen) return 'toggle';
      const above = lines.slice(0, at).findLastIndex(({ level }) => level < line.level);
      return above < 0 ? null : above;
    }
    case 'Enter':
      return openPage;
    case 'r':
      return openOwnRows;
    case 'i':
      return openIssue;
    default:
      return null;
  }
}

/** All that the line shows, for ears: `user session ASIA… of user/x, 6 requests from 192.0.2.1, 2026-03-11 21:27:08 – 21:30:00`. */
function describe(session: Session, span: string): string {
  const of = session.principal && session.principal !== session.session ? ` of ${shortName(session.principal)}` : '';
  const more = session.ipCount > 1 ? ` and ${formatCount(session.ipCount - 1)} more` : '';
  const from = session.ips[0] ? ` from ${session.ips[0].value}${more}` : '';
  const missing = session.missing ? `, ${session.missing}` : '';
  return `${session.kind} ${shortName(session.session)}${of}, ${formatCount(session.events)} requests${from}, ${span}${missing}`;
}

type LineProps = {
  line: TreeLine;
  own: boolean;
  open: boolean | null;
  tabIndex: number;
  onFocus: () => void;
  onToggle: () => void;
};

function Line({ line, own, open, tabIndex, onFocus, onToggle }: LineProps) {
  const zone = useTimeZone();
  const { session, level, made } = line;
  const span = spanText(session.firstUse, session.lastUse, zone);
  const how = made ? 'made' : linkText(session.link, session.issuedBy);
  return (
    <div
      role="treeitem"
      aria-level={level + 1}
      aria-label={describe(session, span)}
      {...(open === null ? {} : { 'aria-expanded': open })}
      aria-current={own || undefined}
      tabIndex={tabIndex}
      className={style.line}
      style={{ paddingLeft: 6 + level * 20 }}
      onFocus={onFocus}
    >
      {open === null ? (
        <span className={style.twist} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the tree's arrow keys open and close; this is for the mouse
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <span className={style.twist} onClick={onToggle}>
          {open ? <IconChevronDown size={13} /> : <IconChevronRight size={13} />}
        </span>
      )}
      {level > 0 && (
        <button
          type="button"
          tabIndex={-1}
          className={style.how}
          disabled={session.issuedView === null}
          title={
            session.issuedView
              ? `${session.issuedBy} at ${timeText(session.issuedAt, zone)}: open the event (i)`
              : 'No event of it is in the case'
          }
          onClick={() => openIssue(session)}
        >
          {how || '?'}
          {session.issuedAt !== null && session.issuedView !== null && (
            <time>{timeText(session.issuedAt, zone).slice(5)}</time>
          )}
        </button>
      )}
      <span className={style.kind}>{session.kind}</span>
      <button
        type="button"
        tabIndex={-1}
        className={style.who}
        title={session.session}
        onClick={() => openPage(session)}
      >
        <bdi>
          {session.principal && session.principal !== session.session
            ? shortName(session.principal)
            : shortName(session.session)}
        </bdi>
        {session.principal && session.principal !== session.session && (
          <bdi className={style.key}>{session.session}</bdi>
        )}
      </button>
      {session.missing && (
        <span className={style.missing} title={session.missing}>
          {session.missing}
        </span>
      )}
      <span className={style.spring} />
      {session.ips.slice(0, 1).map(({ value, count }) => (
        <span key={value} className={style.ip} title={`${formatCount(count)} requests from ${value}`}>
          {value}
        </span>
      ))}
      {session.ipCount > 1 && <span className={style.ip}>+{formatCount(session.ipCount - 1)}</span>}
      <span className={style.span}>{span}</span>
      <button
        type="button"
        tabIndex={-1}
        className={style.events}
        title={`${formatCount(session.errors)} errors; open its rows (r)`}
        onClick={() => openOwnRows(session)}
      >
        {formatCount(session.events)}
      </button>
    </div>
  );
}
