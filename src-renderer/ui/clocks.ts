// The clocks of the open case's sources, read again whenever rows come.
import { create } from 'zustand';
import type { Clock, ClockSetting } from '../../shared/contract/clocks.ts';
import { formatSkew } from '../../shared/values/skew.ts';
import { useDataVersion } from './data-version.ts';
import type { EngineClient } from './engine.ts';
import { showProblem } from './problem.ts';

type Clocks = {
  clocks: Clock[];
  /** Sources that the user does not want to be asked about now, by `keyOf`. */
  later: string[];
};

export const useClocks = create<Clocks>(() => ({ clocks: [], later: [] }));

export const keyOf = ({ logType, source }: Pick<Clock, 'logType' | 'source'>): string =>
  JSON.stringify([logType, source]);

/** Sources whose times say no zone, of which nobody has said anything yet. */
export const openQuestions = ({ clocks, later }: Clocks): Clock[] =>
  clocks.filter((clock) => clock.zoneless && clock.set === null && !later.includes(keyOf(clock)));

let asked = 0;

export async function refreshClocks(engine: EngineClient): Promise<void> {
  const ask = ++asked;
  try {
    const clocks = await engine.clocks.list();
    if (ask === asked) useClocks.setState({ clocks });
  } catch (error) {
    if (ask === asked) showProblem(error, 'list the clocks of the sources');
  }
}

export function forgetClocks(): void {
  asked++;
  useClocks.setState({ clocks: [], later: [] });
}

/** Rows of the timeline move with it. */
export async function setClock(engine: EngineClient, setting: ClockSetting): Promise<boolean> {
  return await change(() => engine.clocks.set(setting), 'set the clock');
}

export async function unsetClock(engine: EngineClient, { logType, source }: Clock): Promise<boolean> {
  return await change(() => engine.clocks.unset({ logType, source }), 'take the clock back');
}

async function change(put: () => Promise<Clock[]>, doing: string): Promise<boolean> {
  try {
    useClocks.setState({ clocks: await put() });
    useDataVersion.getState().bump();
    return true;
  } catch (error) {
    showProblem(error, doing);
    return false;
  }
}

/** What is set for a log type, a line per source. */
export const describeClocks = (clocks: Clock[], logType: string): string[] =>
  clocks.flatMap(({ logType: type, source, set }) =>
    type === logType && set !== null && (set.zone !== 'UTC' || set.skewMs !== 0)
      ? [[source, [set.zone, formatSkew(set.skewMs)].filter(Boolean).join(', ')].join(': ')]
      : [],
  );

export const askLater = (clock: Clock): void =>
  useClocks.setState(({ later }) => ({ later: [...later, keyOf(clock)] }));
