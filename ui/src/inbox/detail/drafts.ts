/**
 * Reply texts that were begun and not sent, one for each thread.
 *
 * They outlive a change of thread, of page and a reload of the window. The oldest go when there are more than
 * {@link MAX_DRAFTS}.
 */
import { create } from "zustand";
import { persist } from "zustand/middleware";

/** Drafts kept. */
export const MAX_DRAFTS = 100;

type Drafts = {
  /** Text by the id of the thread's top comment, the most recently written last. */
  texts: Readonly<Record<string, string>>;
  write: (thread: string, text: string) => void;
};

export const useDrafts = create<Drafts>()(
  persist(
    (set) => ({
      texts: {},
      write: (thread, text) =>
        set(({ texts }) => {
          const others = Object.entries(texts).filter(([key]) => key !== thread);
          if (text === "") return { texts: Object.fromEntries(others) };
          return { texts: Object.fromEntries([...others, [thread, text]].slice(-MAX_DRAFTS)) };
        }),
    }),
    { name: "postroom.reply-drafts", version: 1, partialize: ({ texts }) => ({ texts }) },
  ),
);
