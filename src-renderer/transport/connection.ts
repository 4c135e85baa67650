// Whether the engine can be reached, for the notice that covers the window when it cannot.
import { create } from 'zustand';

/** `refused`: a host answers, but does not know this window any more (it was started anew, with a new one-time address). */
export type ConnectionState = 'up' | 'lost' | 'refused';

export const useConnection = create<{ state: ConnectionState }>(() => ({ state: 'up' }));
