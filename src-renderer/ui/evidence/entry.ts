// What a feature adds to the list of the Evidence tab, beside the loads that the tab knows itself.
import type { ReactNode } from 'react';

export type EvidenceEntry = {
  /** Unlike any other's: `acquisition-3`. */
  id: string;
  /** ISO 8601; the list is in this order, newest first. */
  started: string;
  row: (current: boolean, onChoose: () => void) => ReactNode;
  detail: ReactNode;
};
