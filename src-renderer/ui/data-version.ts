// One number that grows when the case holds rows it did not hold before: a load committed, or the console wrote to scratch.
// Who shows counts or rows reads it to know that what is on screen is older than the data.
import { create } from 'zustand';

type DataVersion = { version: number; bump: () => void };

export const useDataVersion = create<DataVersion>((set, get) => ({
  version: 0,
  bump: () => set({ version: get().version + 1 }),
}));
