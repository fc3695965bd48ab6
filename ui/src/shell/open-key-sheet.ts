/** Opens and closes the sheet of keys, which itself comes right after the start and not with it. */
import { create } from "zustand";

export const useKeySheet = create<{ open: boolean }>()(() => ({ open: false }));

export function openKeySheet(): void {
  useKeySheet.setState({ open: true });
}

export function closeKeySheet(): void {
  useKeySheet.setState({ open: false });
}
