// Calls about clocks.
import { type EngineState, requireCase } from '../../engine-state.ts';
import { os } from '../../implementer.ts';
import { listClocks, setClock, unsetClock } from './clocks.ts';

export function clockRoutes(state: EngineState) {
  return {
    list: os.clocks.list.handler(() => requireCase(state).db.use(listClocks)),
    set: os.clocks.set.handler(({ input }) => setClock(requireCase(state), input)),
    unset: os.clocks.unset.handler(({ input }) => unsetClock(requireCase(state), input)),
  };
}
