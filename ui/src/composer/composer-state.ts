/** What the person chose in the composer and what no draft holds: the time to publish at, how the preview looks. */
import { create } from "zustand";
import type { RefusedFileView, WhenForm } from "../host/bindings";

type ComposerState = {
  /** When each draft is to be published; now where nothing was picked. */
  when: Readonly<Record<string, WhenForm>>;
  setWhen: (post: string, when: WhenForm) => void;
  /** Files that could not become slides, by the draft they were meant for. */
  refused: Readonly<Record<string, readonly RefusedFileView[]>>;
  setRefused: (post: string, files: readonly RefusedFileView[]) => void;
  /** The scheme of the phone; that of the window until it is switched. */
  phone: "light" | "dark" | undefined;
  setPhone: (scheme: "light" | "dark") => void;
  /** Only where the preview is an overlay: whether it is open. */
  previewing: boolean;
  setPreviewing: (previewing: boolean) => void;
};

export const useComposerState = create<ComposerState>()((set) => ({
  when: {},
  setWhen: (post, when) => set((state) => ({ when: { ...state.when, [post]: when } })),
  refused: {},
  setRefused: (post, files) => set((state) => ({ refused: { ...state.refused, [post]: files } })),
  phone: undefined,
  setPhone: (phone) => set({ phone }),
  previewing: false,
  setPreviewing: (previewing) => set({ previewing }),
}));

/** Everything as it was at the start; for tests. */
export function forgetComposer(): void {
  useComposerState.setState({ when: {}, refused: {}, phone: undefined, previewing: false });
}
