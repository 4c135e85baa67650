// One step of the tab: its heading folds and unfolds it, and says in one line what was decided once it is done.
import { IconCheck, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import page from './acquire.module.css';
import style from './step.module.css';

export type StepState = 'done' | 'now' | 'later';

type Props = {
  number: number;
  title: string;
  state: StepState;
  /** What was decided; shown while the step is folded. */
  summary: ReactNode;
  open: boolean;
  /** Null: it cannot be folded or unfolded now. */
  onToggle: (() => void) | null;
  children: ReactNode;
};

export function Step({ number, title, state, summary, open, onToggle, children }: Props) {
  const side = useSideName();
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <section className={style.step} aria-label={`${title}${side}`} data-state={state} data-open={open || undefined}>
      <h2 className={style.stepHead}>
        <button
          type="button"
          aria-expanded={open}
          disabled={onToggle === null || state === 'later'}
          onClick={onToggle ?? undefined}
        >
          <span className={style.number} aria-hidden>
            {state === 'done' ? <IconCheck size={15} /> : number}
          </span>
          <span className={style.title}>{title}</span>
          <span className={style.summary} title={!open && typeof summary === 'string' ? summary : undefined}>
            {open ? null : summary}
          </span>
          {onToggle !== null && state === 'done' && !open && <span className={style.change}>Change</span>}
          <Chevron size={14} aria-hidden />
        </button>
      </h2>
      {open && <Body>{children}</Body>}
    </section>
  );
}

/** A step that opens takes the keyboard; Ctrl+Enter presses the button that leads on. */
function Body({ children }: { children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    focusFirst(body.current);
    body.current?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, []);
  // What had the keyboard may have gone: the step looks otherwise now (trails were found). Its next first field takes over.
  useEffect(() => {
    if (last.current?.isConnected !== false || document.activeElement !== document.body) return;
    last.current = null;
    focusFirst(body.current);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    const next = body.current?.querySelector<HTMLButtonElement>('button[data-next]:not(:disabled)');
    if (!next) return;
    event.preventDefault();
    next.click();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter anywhere in the step goes on, as in a <form>
    <div
      ref={body}
      className={style.body}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        last.current = event.target;
      }}
    >
      {children}
    </div>
  );
}

/** The field or button that is marked, or the chosen one of a marked group. */
function focusFirst(body: HTMLElement | null): void {
  const marked = body?.querySelector<HTMLElement>('[data-autofocus]');
  if (marked?.matches('input, button, [tabindex]')) marked.focus();
  else marked?.querySelector<HTMLElement>('input:checked, input, button')?.focus();
}

/** A label at the left, its fields at the right. */
export function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={page.line}>
      <span className={page.label}>{label}</span>
      <div className={page.value}>{children}</div>
    </div>
  );
}
