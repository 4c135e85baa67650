// The first cell of every row: its number in the view, and whether it is selected. The header's one selects all.
import type { ICellRendererComp, ICellRendererParams, IHeaderComp, IHeaderParams } from 'ag-grid-community';

import type { RowMarks } from '../marks/mark-places.ts';
import { paintBadges } from '../marks/row-badges.ts';
import type { GridRow } from './grid-row.ts';

const numbers = new Intl.NumberFormat('en-US');

export type RowMarkDeps = {
  /** Tags, star and note of a row. */
  marksOf: (row: GridRow | undefined) => RowMarks;
  isSelected: (index: number) => boolean;
  onMark: (index: number, event: MouseEvent) => void;
};

export class RowMark implements ICellRendererComp {
  private root = document.createElement('div');
  private box = document.createElement('span');
  private number = document.createElement('span');
  private badges = document.createElement('span');

  init(params: ICellRendererParams & RowMarkDeps): void {
    this.root.className = 'pm-mark';
    this.box.className = 'pm-check';
    this.number.className = 'pm-mark-number';
    this.box.setAttribute('role', 'checkbox');
    this.root.append(this.box, this.number, this.badges);
    this.root.addEventListener('click', (event) => {
      const index = params.node.rowIndex;
      if (index !== null) params.onMark(index, event);
    });
    this.paint(params);
  }

  private paint(params: ICellRendererParams & RowMarkDeps): void {
    const index = params.node.rowIndex ?? 0;
    this.number.textContent = numbers.format(index + 1);
    this.box.setAttribute('aria-checked', String(params.isSelected(index)));
    this.box.setAttribute('aria-label', `Select row ${index + 1}`);
    paintBadges(this.badges, params.marksOf(params.data as GridRow | undefined));
  }

  getGui(): HTMLElement {
    return this.root;
  }

  refresh(params: ICellRendererParams & RowMarkDeps): boolean {
    this.paint(params);
    return true;
  }
}

export type AllMarkDeps = { state: () => 'none' | 'some' | 'all'; onMarkAll: () => void; alive: Set<AllMark> };

export class AllMark implements IHeaderComp {
  private root = document.createElement('div');
  private box = document.createElement('span');
  private deps!: AllMarkDeps;

  init(params: IHeaderParams & AllMarkDeps): void {
    this.deps = params;
    this.root.className = 'pm-mark pm-mark-all';
    this.box.className = 'pm-check';
    this.box.setAttribute('role', 'checkbox');
    this.box.setAttribute('aria-label', 'Select all rows');
    this.root.append(this.box);
    this.root.addEventListener('click', () => this.deps.onMarkAll());
    params.eGridHeader.addEventListener('keydown', (event) => {
      if (event.key !== ' ' && event.key !== 'Enter') return;
      event.preventDefault();
      this.deps.onMarkAll();
    });
    this.deps.alive.add(this);
    this.paint();
  }

  paint(): void {
    const state = this.deps.state();
    this.box.setAttribute('aria-checked', state === 'some' ? 'mixed' : String(state === 'all'));
  }

  getGui(): HTMLElement {
    return this.root;
  }

  refresh(): boolean {
    this.paint();
    return true;
  }

  destroy(): void {
    this.deps.alive.delete(this);
  }
}
