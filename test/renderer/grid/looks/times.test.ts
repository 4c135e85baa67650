import type { IGetRowsParams } from 'ag-grid-community';
import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../../../shared/values/time.ts';
import {
  absoluteTimes,
  type TimeFrame,
  timeNote,
  timeText,
  timeWords,
} from '../../../../src-renderer/features/grid/looks/time-text.ts';
import type { Opened } from '../../../../src-renderer/features/grid/pane-store.ts';
import type { GridRow } from '../../../../src-renderer/features/grid/table/grid-row.ts';
import { createRowSource } from '../../../../src-renderer/features/grid/table/row-source.ts';
import type { EngineClient } from '../../../../src-renderer/ui/engine.ts';

const zone = 'Europe/Berlin';
const at = (second: number) => `2026-03-01T00:00:${String(second).padStart(2, '0')}Z`;
const frame = (times: TimeFrame['times'], anchor: string | null = null): TimeFrame => ({ times, anchor, zone });
const row = (index: number, time: string | null): GridRow => ({
  index,
  viewId: 'v',
  places: new Map([['eventtime', 0]]),
  cells: [time],
});
const now = Date.parse('2026-03-01T01:00:00Z');
const read = (iso: string, given: TimeFrame, of?: GridRow) => timeText(iso, 'eventtime', of, given, now);

describe('a time, as it was chosen to be read', () => {
  it('absolute, on the clock of the zone', () => {
    expect(read(at(5), frame('absolute'))).toBe('2026-03-01 01:00:05');
    expect(read(at(5), absoluteTimes(zone))).toBe(formatInstant(at(5), zone));
  });
  it('before now', () => expect(read(at(5), frame('relative'))).toBe('59 min 55 s ago'));
  it('since an anchor; without one it is absolute, and says so', () => {
    expect(read(at(5), frame('anchor', at(30)))).toBe('−25 s');
    expect(read(at(5), frame('anchor'))).toBe('2026-03-01 01:00:05');
    expect(timeNote(frame('anchor'))).toBe(zone);
  });
  it('since the row before', () => {
    const since = (prior: GridRow | null | undefined) =>
      read(at(5), frame('previous'), prior === undefined ? row(1, at(5)) : { ...row(1, at(5)), prior });
    expect(since(row(0, at(2)))).toBe('+3 s');
    expect(since(row(0, null))).toBe('no time before');
    expect(since(null)).toBe('first row');
    expect(since(undefined)).toBe('…');
  });
  it('what is no instant stays as it is', () => {
    for (const times of ['absolute', 'relative', 'anchor'] as const)
      expect(read('infinity', frame(times, at(1)))).toBe('infinity');
  });
  it('header and status line say which', () => {
    expect(
      (['absolute', 'relative', 'previous', 'anchor'] as const).map((times) => timeNote(frame(times, at(5)))),
    ).toEqual([zone, 'ago', 'Δ row before', 'Δ anchor']);
    expect(timeWords(frame('anchor', at(5)))).toBe('Times since 2026-03-01 01:00:05 (Europe/Berlin)');
  });
});

/** The row source over a view of 10 rows, one a second; `asked` are the page requests. */
function sourceOf(linked: boolean) {
  const asked: [offset: number, limit: number][] = [];
  const engine = {
    views: {
      page: async ({ offset, limit }: { offset: number; limit: number }) => {
        asked.push([offset, limit]);
        const rows = Array.from({ length: limit }, (_, n) => [at(offset + n)]);
        return { offset, count: limit, rows: JSON.stringify(rows), elapsedMs: 0 };
      },
    },
  } as unknown as EngineClient;
  const opened = { viewId: 'v', matched: 10 } as Opened;
  const source = createRowSource({
    engine,
    opened: () => opened,
    columns: () => [{ column: 'eventtime', path: [] }],
    linked: () => linked,
    onRows: () => {},
    onPainted: () => {},
    onFailure: (error) => {
      throw error;
    },
  });
  const page = (startRow: number, endRow: number) =>
    new Promise<GridRow[]>((resolve, reject) =>
      source.getRows({
        startRow,
        endRow,
        successCallback: resolve,
        failCallback: () => reject(new Error('failed')),
        sortModel: [],
        filterModel: {},
        context: undefined,
      } as unknown as IGetRowsParams),
    );
  return { page, asked };
}

describe('the row before', () => {
  it('is known across the border of a page, from one row more', async () => {
    const { page, asked } = sourceOf(true);
    const first = await page(0, 4);
    const second = await page(4, 8);
    expect(asked).toEqual([
      [0, 4],
      [3, 5],
    ]);
    expect([...first, ...second].map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const spans = [...first, ...second].map((one) => read(one.cells[0]!, frame('previous'), one));
    expect(spans).toEqual(['first row', ...Array.from({ length: 7 }, () => '+1 s')]);
  });
  it('is not asked for when nobody reads it', async () => {
    const { page, asked } = sourceOf(false);
    const [one] = await page(4, 8);
    expect([asked, one?.index, one?.prior]).toEqual([[[4, 4]], 4, undefined]);
  });
});
