// Which part of the findings is shown, where they are more than a page.
import { IconChevronLeft, IconChevronRight, IconChevronsLeft, IconChevronsRight } from '@tabler/icons-react';
import { ToolButton } from '../../ui/controls/tool-button.tsx';
import { showProblem } from '../../ui/problem.ts';
import styles from './notebook.module.css';
import { useNotebook } from './notebook-context.ts';
import { pageRows } from './notebook-store.ts';

export function Pager() {
  const rows = useNotebook((state) => state.opened?.rows ?? 0);
  const page = useNotebook((state) => state.page);
  const goToPage = useNotebook((state) => state.goToPage);
  const last = Math.max(0, Math.ceil(rows / pageRows) - 1);
  if (last === 0) return null;
  const go = (to: number) => void goToPage(to).catch((error: unknown) => showProblem(error, 'read these findings'));
  const n = (value: number) => value.toLocaleString('en-US');
  return (
    <nav className={styles.pager} aria-label="Pages">
      <ToolButton label="First page (Ctrl+Home)" onClick={page === 0 ? null : () => go(0)}>
        <IconChevronsLeft size={15} />
      </ToolButton>
      <ToolButton label="Page before (Page Up)" onClick={page === 0 ? null : () => go(page - 1)}>
        <IconChevronLeft size={15} />
      </ToolButton>
      <span role="status">
        {n(page * pageRows + 1)}–{n(Math.min(rows, (page + 1) * pageRows))} of {n(rows)}
      </span>
      <ToolButton label="Next page (Page Down)" onClick={page === last ? null : () => go(page + 1)}>
        <IconChevronRight size={15} />
      </ToolButton>
      <ToolButton label="Last page (Ctrl+End)" onClick={page === last ? null : () => go(last)}>
        <IconChevronsRight size={15} />
      </ToolButton>
    </nav>
  );
}
