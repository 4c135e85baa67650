// What the notebook's page knows: its texts and views with their history, which rows are shown, and the rows of the present page.
import { createStore, type StoreApi } from 'zustand';
import { anchorAt, anchorSection, moveSection } from '../../../shared/marks/arrange.ts';
import {
  type Anchor,
  type Notebook,
  NotebookDocument,
  type NotebookEntry,
  type Section,
} from '../../../shared/marks/notebook.ts';
import { type History, redo, startHistory, step, undo } from '../../../shared/query/history.ts';
import type { EngineClient } from '../../ui/engine.ts';
import { describeProblem, type Problem, showProblem } from '../../ui/problem.ts';
import { trackSave } from '../../ui/saves.ts';

/** Rows of a page. */
export const pageRows = 100;
const place = { kind: 'setting', id: 'notebook' } as const;

export type Shown = { tag: string | null; only: 'all' | 'starred' | 'noted' };

type State = {
  /** Null until it was read. */
  history: History<NotebookDocument> | null;
  shown: Shown;
  opened: Notebook | null;
  page: number;
  /** Entries of the present page. */
  entries: NotebookEntry[];
  /** The section that is written in; `''`: none. */
  editing: string;
  problem: Problem | null;
};

type Actions = {
  read: () => Promise<void>;
  /** Finds the rows anew. */
  refresh: () => Promise<void>;
  show: (shown: Partial<Shown>) => void;
  goToPage: (page: number) => Promise<void>;
  /** One undoable change of texts and views. */
  edit: (change: (sections: Section[]) => Section[]) => void;
  rename: (title: string) => void;
  undo: () => void;
  redo: () => void;
  moveSection: (id: string, by: -1 | 1) => Promise<void>;
};

export type NotebookStore = StoreApi<State & Actions>;

export const sectionsOf = ({ history }: Pick<State, 'history'>): Section[] => history?.present.sections ?? [];

export function createNotebookStore(engine: EngineClient): NotebookStore {
  return createStore((set, get) => {
    let asked = 0;
    let moving = Promise.resolve();

    const go = async (history: History<NotebookDocument> | null): Promise<void> => {
      if (!history || history === get().history) return;
      set({ history });
      trackSave(engine.documents.put({ ...place, name: 'Notebook', body: history.present })).catch((error: unknown) =>
        showProblem(error, 'save the notebook'),
      );
      await get().refresh();
    };
    const readPage = (id: string, page: number) =>
      engine.marks.notebookPage({ id, offset: page * pageRows, limit: pageRows });

    return {
      history: null,
      shown: { tag: null, only: 'all' },
      opened: null,
      page: 0,
      entries: [],
      editing: '',
      problem: null,
      async read() {
        const documents = await engine.documents.list({ kind: place.kind });
        const found = documents.find(({ id }) => id === place.id);
        const read = NotebookDocument.safeParse(found?.body ?? { sections: [] });
        if (read.success) set({ history: startHistory(read.data) });
        else set({ problem: describeProblem(read.error, 'read what stands in the notebook') });
        await get().refresh();
      },
      async refresh() {
        const ask = ++asked;
        const { shown } = get();
        try {
          const filter = {
            only: shown.only,
            sections: sectionsOf(get()),
            ...(shown.tag === null ? {} : { tag: shown.tag }),
          };
          const opened = await engine.marks.notebook(filter);
          const page = Math.min(get().page, Math.max(0, Math.ceil(opened.rows / pageRows) - 1));
          const entries = await readPage(opened.id, page);
          if (ask === asked) set({ opened, page, entries, problem: null });
        } catch (error) {
          if (ask === asked) set({ problem: describeProblem(error, 'read the notebook') });
        }
      },
      show(shown) {
        set({ shown: { ...get().shown, ...shown }, page: 0 });
        void get().refresh();
      },
      async goToPage(page) {
        const ask = ++asked;
        const { opened } = get();
        if (!opened) return;
        const entries = await readPage(opened.id, page);
        if (ask === asked) set({ page, entries });
      },
      edit(change) {
        const { history } = get();
        if (history) void go(step(history, { ...history.present, sections: change(history.present.sections) }));
      },
      rename(title) {
        const { history } = get();
        if (history) void go(step(history, { ...history.present, title }));
      },
      undo: () => void go(get().history && undo(get().history!)),
      redo: () => void go(get().history && redo(get().history!)),
      moveSection(id, by) {
        moving = moving.catch(() => undefined).then(() => moveOnce(id, by)); // Who asked for the one before hears of it.
        return moving;
      },
    };

    /** The rows are found anew before the next move, which counts on them. */
    async function moveOnce(id: string, by: -1 | 1): Promise<void> {
      const { opened, history } = get();
      const sections = sectionsOf(get());
      const move = opened && moveSection(sections, opened.after, opened.rows, id, by);
      if (!move || !history) return;
      const anchor = 'anchorRow' in move && move.anchorRow !== null ? await anchorOf(opened.id, move.anchorRow) : null;
      const moved = 'sections' in move ? move.sections : anchorSection(sections, opened.after, id, anchor, by);
      await go(step(history, { ...history.present, sections: moved }));
    }

    async function anchorOf(id: string, row: number): Promise<Anchor> {
      const [entry] = await engine.marks.notebookPage({ id, offset: row, limit: 1 });
      return entry ? anchorAt(entry) : null;
    }
  });
}
