// The case that is open, as the whole UI sees it. `timeZone` is the zone in which times are shown.
import { create } from 'zustand';
import type { CaseInfo } from '../../shared/contract/cases.ts';

type CaseState = {
  info: CaseInfo | null;
  /** The case window is gone and the engine is about to close the case, or to open another. */
  switching: boolean;
  /** Acquisitions that a crash cut off and that were not taken up again. */
  interruptedAcquisitions: number;
  set: (info: CaseInfo | null) => void;
};

export const useCase = create<CaseState>((set) => ({
  info: null,
  switching: false,
  interruptedAcquisitions: 0,
  set: (info) => set({ info }),
}));

/** IANA zone in which times are shown; UTC while no case is open. */
export const useTimeZone = () => useCase((state) => state.info?.timeZone ?? 'UTC');
