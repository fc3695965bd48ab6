/** What the person searches for. It outlives the page, so that a look at another page loses no words. */
import { create } from "zustand";

type SearchState = {
  text: string;
  setText: (text: string) => void;
  /** Where the hand goes from the field: the list, while there is one. */
  toList: (() => void) | undefined;
};

export const useSearch = create<SearchState>()((set) => ({
  text: "",
  setText: (text) => set({ text }),
  toList: undefined,
}));

export function clearSearch(): void {
  useSearch.setState({ text: "" });
}

export const SEARCH_FIELD_ID = "search-field";

/** Puts the hand into the search field, with what is in it selected. */
export function focusSearch(): void {
  const field = document.getElementById(SEARCH_FIELD_ID);
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  }
}
