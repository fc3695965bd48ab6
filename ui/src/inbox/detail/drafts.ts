/**
 * Replies that were begun and not sent, one an item.
 *
 * The program keeps them: what is typed is on its disk {@link SAVE_MS} after the hand rests, every {@link LONGEST_MS}
 * while it does not, and at once when the window is hidden or the program ends. A save that fails is said and tried
 * again; what was typed stays on screen in any case.
 */
import { create } from "zustand";
import { commands } from "../../host/bindings";
import { asIpcError } from "../../host/errors";

/** How long the hand rests before a save, in ms. */
export const SAVE_MS = 250;
/** How long what is typed without a rest may wait, in ms. */
export const LONGEST_MS = 2_000;
/** How long a failed save waits before it is tried again, in ms. */
const AGAIN_MS = 5_000;

type Drafts = {
  /** Text by the number of its item. */
  texts: Readonly<Record<number, string>>;
  /** Items whose text could not be saved. */
  unsaved: ReadonlySet<number>;
  write: (item: number, text: string) => void;
};

/** What is typed and not saved: when that began, and the timer that ends it. */
const waiting = new Map<number, { since: number; timer: ReturnType<typeof setTimeout> }>();
/** Saves run one after the other, so that an older text never comes last. */
let saving: Promise<void> = Promise.resolve();

export const useDrafts = create<Drafts>()((set) => ({
  texts: {},
  unsaved: new Set(),
  write: (item, text) => {
    set(({ texts }) => ({ texts: { ...texts, [item]: text } }));
    const { since, timer } = waiting.get(item) ?? { since: Date.now(), timer: undefined };
    clearTimeout(timer);
    later(item, since, Math.max(0, Math.min(SAVE_MS, since + LONGEST_MS - Date.now())));
  },
}));

function later(item: number, since: number, ms: number): void {
  waiting.set(item, { since, timer: setTimeout(() => void save(item), ms) });
}

/** Saves what is typed for an item as it is when its turn comes. */
function save(item: number): Promise<void> {
  clearTimeout(waiting.get(item)?.timer);
  waiting.delete(item);
  saving = saving.then(async () => {
    const text = useDrafts.getState().texts[item] ?? "";
    try {
      await commands.saveReplyDraft({ item, text });
      mark(item, false);
    } catch (cause) {
      // The item went with its account: there is nothing left to answer.
      if (asIpcError(cause).code === "not_found") {
        mark(item, false);
        return;
      }
      mark(item, text !== "");
      if (!waiting.has(item)) later(item, Date.now(), AGAIN_MS);
    }
  });
  return saving;
}

function mark(item: number, failed: boolean): void {
  useDrafts.setState(({ unsaved }) => {
    if (unsaved.has(item) === failed) return {};
    const next = new Set(unsaved);
    if (failed) next.add(item);
    else next.delete(item);
    return { unsaved: next };
  });
}

/** Saves everything that is typed and not saved. */
export async function saveDrafts(): Promise<void> {
  for (const item of [...waiting.keys()]) void save(item);
  await saving;
}

/** Forgets everything here, for tests. */
export function forgetDrafts(): void {
  for (const { timer } of waiting.values()) clearTimeout(timer);
  waiting.clear();
  useDrafts.setState({ texts: {}, unsaved: new Set() });
}

/** Brings back what was begun before the start; what is typed already stays. */
export async function readDrafts(): Promise<void> {
  const drafts = await commands.replyDrafts();
  useDrafts.setState(({ texts }) => ({
    texts: { ...Object.fromEntries(drafts.map(({ item, text }) => [item, text])), ...texts },
  }));
}
