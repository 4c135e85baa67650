// A column header of ours: name, sort mark, filter button. It paints what the view says and reports what the person does.
import type { IHeaderComp, IHeaderParams } from 'ag-grid-community';
import type { ResolvedColumn } from '../columns/resolve.ts';
import { icon } from './icons.ts';

export type HeaderLook = {
  /** Absent: not sorted by. `order` is 1-based, null when it is the only one. */
  sort?: { descending: boolean; order: number | null };
  /** What the funnel says; empty where nothing filters the column. */
  filter: string;
  /** A word after the name, e.g. the time zone; `about` says it in full. */
  note: string;
  about: string;
};

export type HeaderDeps = {
  column: ResolvedColumn;
  look: (key: string) => HeaderLook;
  onSort: (column: ResolvedColumn, keepOthers: boolean) => void;
  onFilter: (column: ResolvedColumn, from: DOMRect) => void;
  onMenu: (column: ResolvedColumn, from: DOMRect) => void;
  /** Headers that are on screen, for repainting. */
  alive: Set<HeaderCell>;
};

export class HeaderCell implements IHeaderComp {
  private root = document.createElement('div');
  private name = document.createElement('bdi');
  private note = document.createElement('span');
  private sort = document.createElement('span');
  private filter = document.createElement('button');
  private deps!: HeaderDeps;
  private cell!: HTMLElement;
  private stop = new AbortController();

  init(params: IHeaderParams & HeaderDeps): void {
    this.deps = params;
    this.cell = params.eGridHeader;
    this.root.className = 'pm-header';
    this.name.className = 'pm-header-name';
    this.note.className = 'pm-header-note';
    this.sort.className = 'pm-header-sort';
    this.filter.className = 'pm-header-filter';
    this.filter.type = 'button';
    this.filter.tabIndex = -1;
    this.filter.append(icon('filter'));
    this.root.append(this.name, this.note, this.sort, this.filter);
    this.listen();
    this.deps.alive.add(this);
    this.paint();
  }

  private listen(): void {
    const { signal } = this.stop;
    let pressedAt: { x: number; y: number } | null = null;
    const on = <K extends keyof HTMLElementEventMap>(type: K, run: (event: HTMLElementEventMap[K]) => void) =>
      this.cell.addEventListener(type, run, { signal });
    on('pointerdown', (event) => {
      pressedAt = { x: event.clientX, y: event.clientY };
    });
    on('click', (event) => {
      const moved = pressedAt ? Math.hypot(event.clientX - pressedAt.x, event.clientY - pressedAt.y) : 0;
      const target = event.target as Element;
      if (moved > 4 || target.closest('.ag-header-cell-resize')) return;
      if (target.closest('.pm-header-filter')) this.openFilter();
      else this.deps.onSort(this.deps.column, event.shiftKey);
    });
    on('contextmenu', (event) => {
      event.preventDefault();
      this.deps.onMenu(this.deps.column, new DOMRect(event.clientX, event.clientY, 0, 0));
    });
    on('keydown', (event) => this.onKey(event));
  }

  private onKey(event: KeyboardEvent): void {
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
    if (ctrlKey || metaKey) return;
    const isMenu = key === 'ContextMenu' || (shiftKey && key === 'F10');
    if (key === 'Enter' && !altKey) this.deps.onSort(this.deps.column, shiftKey);
    else if ((altKey && key === 'ArrowDown') || (!altKey && key.toLowerCase() === 'f')) this.openFilter();
    else if (isMenu) this.deps.onMenu(this.deps.column, this.cell.getBoundingClientRect());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private openFilter(): void {
    this.deps.onFilter(this.deps.column, this.cell.getBoundingClientRect());
  }

  paint(): void {
    const { column, look } = this.deps;
    const { sort, filter, note, about } = look(column.key);
    this.name.textContent = column.key;
    this.note.textContent = note;
    this.root.title = [column.key, filter, about, column.type, column.doc].filter(Boolean).join('\n');
    this.sort.replaceChildren();
    if (sort) this.sort.append(icon(sort.descending ? 'down' : 'up'), sort.order === null ? '' : String(sort.order));
    this.filter.classList.toggle('pm-on', filter !== '');
    this.filter.title = filter;
    this.filter.setAttribute('aria-label', `Filter ${column.key}`);
    // AG Grid removes aria-sort of columns that it does not sort itself, after it has (re)made the header: set it later.
    const ariaSort = sort ? (sort.descending ? 'descending' : 'ascending') : 'none';
    requestAnimationFrame(() => this.cell.setAttribute('aria-sort', ariaSort));
    this.root.classList.toggle('pm-unknown', !column.known);
  }

  getGui(): HTMLElement {
    return this.root;
  }

  refresh(params: IHeaderParams & HeaderDeps): boolean {
    this.deps = params;
    this.paint();
    return true;
  }

  destroy(): void {
    this.stop.abort();
    this.deps.alive.delete(this);
  }
}
