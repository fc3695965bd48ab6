/** Which accounts the window shows. An empty list means all. */
import { create } from "zustand";

type AccountFilter = {
  selected: readonly string[];
  toggle: (id: string) => void;
  only: (id: string) => void;
  all: () => void;
};

export const useAccountFilter = create<AccountFilter>()((set) => ({
  selected: [],
  toggle: (id) =>
    set(({ selected }) => ({
      selected: selected.includes(id) ? selected.filter((each) => each !== id) : [...selected, id],
    })),
  only: (id) => set({ selected: [id] }),
  all: () => set({ selected: [] }),
}));
