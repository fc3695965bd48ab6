/**
 * What was begun and not sent: one reply and one note an item, and one note a person.
 *
 * The program keeps them: what is typed is on its disk {@link SAVE_MS} after the hand rests, every {@link LONGEST_MS}
 * while it does not, and at once when the window is hidden or the program ends. A save that fails is said and tried
 * again; what was typed stays on screen in any case.
 *
 * Which saved reply a text began as is kept with it, so that it counts as used whenever the text is sent.
 */
import { create } from "zustand";
import { type AboutForm, commands } from "../../host/bindings";
import { asIpcError } from "../../host/errors";

/** How long the hand rests before a save, in ms. */
export const SAVE_MS = 250;
/** How long what is typed without a rest may wait, in ms. */
export const LONGEST_MS = 2_000;
/** How long a failed save waits before it is tried again, in ms. */
const AGAIN_MS = 5_000;

/** What a draft is and whose: a reply or a note on the item of that number, or a note on a person. */
type Place = `reply:${number}` | `note:${number}` | `person:${string}`;

type Drafts = {
  /** Text of a reply by the number of its item. */
  texts: Readonly<Record<number, string>>;
  /** Id of the saved reply that a text began as, by item. */
  began: Readonly<Record<number, string>>;
  /** Text of a note by the number of its item. */
  notes: Readonly<Record<number, string>>;
  /** Text of a note on a person, by a name of theirs; what was begun before the start stands on their card. */
  people: Readonly<Record<string, string>>;
  /** Drafts that could not be saved. */
  unsaved: ReadonlySet<Place>;
  /** Keeps what is typed as a reply; `reply` is the saved reply it begins as, for as long as there is a text. */
  write: (item: number, text: string, reply?: string) => void;
  writeNote: (item: number, text: string) => void;
  /** Keeps what is typed as a note on the author of a comment or on whom a conversation is with. */
  writePersonNote: (person: string, about: AboutForm, text: string) => void;
};

type Draft = { place: Place; text: () => string; save: (text: string) => Promise<unknown> };

/** What is typed and not saved: when that began, and the timer that ends it. */
const waiting = new Map<Place, { draft: Draft; since: number; timer: ReturnType<typeof setTimeout> }>();
/** Saves run one after the other, so that an older text never comes last. */
let saving: Promise<void> = Promise.resolve();

export const useDrafts = create<Drafts>()((set, get) => ({
  texts: {},
  began: {},
  notes: {},
  people: {},
  unsaved: new Set(),
  write: (item, text, reply) => {
    set(({ texts, began }) => {
      const { [item]: before, ...others } = began;
      const first = text === "" ? undefined : (reply ?? before);
      return {
        texts: { ...texts, [item]: text },
        began: first === undefined ? others : { ...others, [item]: first },
      };
    });
    keep({
      place: `reply:${item}`,
      text: () => get().texts[item] ?? "",
      save: (latest) =>
        commands.saveReplyDraft({ item, text: latest, saved_reply: get().began[item] ?? null }),
    });
  },
  writeNote: (item, text) => {
    set(({ notes }) => ({ notes: { ...notes, [item]: text } }));
    keep({
      place: `note:${item}`,
      text: () => get().notes[item] ?? "",
      save: (latest) => commands.saveNoteDraft({ item, text: latest }),
    });
  },
  writePersonNote: (person, about, text) => {
    set(({ people }) => ({ people: { ...people, [person]: text } }));
    keep({
      place: `person:${person}`,
      text: () => get().people[person] ?? "",
      save: (latest) => commands.savePersonNoteDraft({ about, text: latest }),
    });
  },
}));

/** Has a draft saved once the hand rests. */
function keep(draft: Draft): void {
  const { since, timer } = waiting.get(draft.place) ?? { since: Date.now(), timer: undefined };
  clearTimeout(timer);
  later(draft, since, Math.max(0, Math.min(SAVE_MS, since + LONGEST_MS - Date.now())));
}

function later(draft: Draft, since: number, ms: number): void {
  waiting.set(draft.place, { draft, since, timer: setTimeout(() => void save(draft), ms) });
}

/** Saves a draft as it is when its turn comes. */
function save(draft: Draft): Promise<void> {
  const { place } = draft;
  clearTimeout(waiting.get(place)?.timer);
  waiting.delete(place);
  saving = saving.then(async () => {
    const text = draft.text();
    try {
      await draft.save(text);
      mark(place, false);
    } catch (cause) {
      // The item went with its account: there is nothing left to write on.
      if (asIpcError(cause).code === "not_found") {
        mark(place, false);
        return;
      }
      mark(place, text !== "");
      if (!waiting.has(place)) later(draft, Date.now(), AGAIN_MS);
    }
  });
  return saving;
}

function mark(place: Place, failed: boolean): void {
  useDrafts.setState(({ unsaved }) => {
    if (unsaved.has(place) === failed) return {};
    const next = new Set(unsaved);
    if (failed) next.add(place);
    else next.delete(place);
    return { unsaved: next };
  });
}

/** Saves everything that is typed and not saved. */
export async function saveDrafts(): Promise<void> {
  for (const { draft } of [...waiting.values()]) void save(draft);
  await saving;
}

/** Forgets everything here, for tests. */
export function forgetDrafts(): void {
  for (const { timer } of waiting.values()) clearTimeout(timer);
  waiting.clear();
  useDrafts.setState({ texts: {}, began: {}, notes: {}, people: {}, unsaved: new Set() });
}

/** Brings back what was begun before the start; what is typed already stays. */
export async function readDrafts(): Promise<void> {
  const [replies, notesBegun] = await Promise.all([commands.replyDrafts(), commands.noteDrafts()]);
  const byItem = (drafts: { item: number; text: string }[]) =>
    Object.fromEntries(drafts.map(({ item, text }) => [item, text]));
  useDrafts.setState(({ texts, began, notes }) => {
    const before = replies.flatMap(({ item, saved_reply }) =>
      saved_reply === null || item in texts ? [] : [[item, saved_reply] as const],
    );
    return {
      texts: { ...byItem(replies), ...texts },
      began: { ...Object.fromEntries(before), ...began },
      notes: { ...byItem(notesBegun), ...notes },
    };
  });
}
