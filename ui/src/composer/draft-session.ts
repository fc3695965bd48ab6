/**
 * A draft while it is being edited: what the person has made of it, what is saved, and the way from one to the other.
 *
 * What was typed is never given up: a failed save keeps it and is told, a draft that was changed elsewhere is merged
 * where only slides were added and asked about otherwise. Saves run one after the other.
 */
import type { IpcError, PostView, SaveDraftForm } from "../host/bindings";
import { asIpcError } from "../host/errors";

/** How long the hand must rest before a save, in ms. */
export const SAVE_AFTER_MS = 600;

export type DraftContent = Pick<PostView, "account" | "caption" | "ratio" | "slides">;

export type SaveState =
  | { kind: "saved" }
  /** Changed since; saved once the hand rests. */
  | { kind: "waiting" }
  | { kind: "saving" }
  | { kind: "failed"; error: IpcError }
  /** Somebody else's changes are saved: a person chooses. */
  | { kind: "conflict"; error: IpcError; saved: PostView }
  /** It is no draft any more: what was typed cannot be saved. */
  | { kind: "moved_on"; error: IpcError };

export type DraftSnapshot = {
  content: DraftContent;
  save: SaveState;
  /** When the program last said that it is saved, in ms since 1970. */
  savedAt: number;
  revision: number;
};

export type DraftHost = {
  save: (form: SaveDraftForm) => Promise<PostView>;
  read: (post: string) => Promise<PostView>;
};

const contentOf = ({ account, caption, ratio, slides }: PostView): DraftContent => ({
  account,
  caption,
  ratio,
  slides,
});

const settingsOf = (slides: DraftContent["slides"]) =>
  slides.map(({ slide, alt_text, focus_x, focus_y, zoom }) => ({ slide, alt_text, focus_x, focus_y, zoom }));

function same(a: DraftContent, b: DraftContent): boolean {
  return (
    a === b ||
    (a.account === b.account &&
      a.caption === b.caption &&
      a.ratio === b.ratio &&
      JSON.stringify(settingsOf(a.slides)) === JSON.stringify(settingsOf(b.slides)))
  );
}

/** Whether nothing changed since `base` but that slides came after its own. */
function onlyAdded(base: DraftContent, now: DraftContent): boolean {
  return same(base, { ...now, slides: now.slides.slice(0, base.slides.length) });
}

export class DraftSession {
  readonly post: string;
  #host: DraftHost;
  #now: () => number;
  /** What the program holds, as far as it is known. */
  #saved: DraftContent;
  #snapshot: DraftSnapshot;
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;

  constructor(view: PostView, host: DraftHost, now: () => number = Date.now) {
    this.post = view.post;
    this.#host = host;
    this.#now = now;
    this.#saved = contentOf(view);
    this.#snapshot = {
      content: this.#saved,
      save: { kind: "saved" },
      savedAt: Date.parse(view.updated_at),
      revision: view.revision,
    };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  read = (): DraftSnapshot => this.#snapshot;

  /** Whether a page shows it. */
  get watched(): boolean {
    return this.#listeners.size > 0;
  }

  /** Whether anything is not saved yet. */
  get dirty(): boolean {
    return !same(this.#snapshot.content, this.#saved);
  }

  /** Changes the draft and saves it once the hand rests. */
  change(patch: (content: DraftContent) => Partial<DraftContent>): void {
    const content = { ...this.#snapshot.content, ...patch(this.#snapshot.content) };
    this.#set({ content });
    this.#schedule();
  }

  /** Saves what is not saved yet; resolves with the revision that holds all of it. Rejects when it cannot be saved. */
  async flush(): Promise<number> {
    clearTimeout(this.#timer);
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
    // Something was typed while the last save was on its way.
    return this.dirty ? this.flush() : this.#snapshot.revision;
  }

  /** No save comes of its own any more. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Takes in slides that the program has added. */
  added(view: PostView): void {
    // What is known was built on this answer already.
    if (view.revision < this.#snapshot.revision) return;
    this.#takeIn(view);
    this.#schedule();
  }

  /** Takes in what the program holds now, unless that would cost something typed. */
  receive(view: PostView): void {
    if (view.state !== "draft" || view.revision < this.#snapshot.revision || this.#running) return;
    if (this.#snapshot.save.kind === "moved_on") this.#comeBack(view, this.#snapshot.save.error);
    else if (!this.dirty) {
      this.#saved = contentOf(view);
      this.#set({
        content: this.#saved,
        revision: view.revision,
        savedAt: Date.parse(view.updated_at),
        save: { kind: "saved" },
      });
    } else if (onlyAdded(this.#saved, contentOf(view))) this.added(view);
  }

  /** Answers a conflict: gives up what was typed here. */
  takeSaved(): void {
    const { save } = this.#snapshot;
    if (save.kind !== "conflict") return;
    this.#saved = contentOf(save.saved);
    this.#set({ content: this.#saved, revision: save.saved.revision, save: { kind: "saved" } });
  }

  /** Answers a conflict: saves what was typed here over it. */
  overwrite(): Promise<number> {
    const { save } = this.#snapshot;
    if (save.kind === "conflict") {
      this.#saved = contentOf(save.saved);
      this.#set({ revision: save.saved.revision, save: { kind: "waiting" } });
    }
    return this.flush();
  }

  /** It is a draft again, and can be written again. */
  #comeBack(view: PostView, error: IpcError): void {
    if (!same(this.#snapshot.content, contentOf(view))) {
      this.#set({ save: { kind: "conflict", error, saved: view } });
      return;
    }
    this.#takeIn(view);
    this.#set({ savedAt: Date.parse(view.updated_at), save: { kind: "saved" } });
  }

  /** Keeps what was typed beside what the program holds now; slides that are new here become the last ones. */
  #takeIn(view: PostView): void {
    const { content } = this.#snapshot;
    const known = new Set([...this.#saved.slides, ...content.slides].map(({ slide }) => slide));
    const fresh = view.slides.filter(({ slide }) => !known.has(slide));
    this.#saved = contentOf(view);
    this.#set({ content: { ...content, slides: [...content.slides, ...fresh] }, revision: view.revision });
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const { kind } = this.#snapshot.save;
    if (kind === "conflict" || kind === "moved_on") return;
    if (!this.dirty) {
      if (kind !== "saving") this.#set({ save: { kind: "saved" } });
      return;
    }
    if (kind !== "saving") this.#set({ save: { kind: "waiting" } });
    // A save that fails is told by the state.
    this.#timer = setTimeout(() => void this.flush().catch(() => undefined), SAVE_AFTER_MS);
  }

  async #run(): Promise<void> {
    while (this.dirty) {
      const { content, revision, save } = this.#snapshot;
      if (save.kind === "conflict" || save.kind === "moved_on") throw save.error;
      this.#set({ save: { kind: "saving" } });
      try {
        const { slides, ...rest } = content;
        const view = await this.#host.save({
          ...rest,
          post: this.post,
          revision,
          slides: settingsOf(slides),
        });
        this.#set({ savedAt: this.#now() });
        // Slides that were added right after may have been told before: those are saved as well.
        if (view.revision < this.#snapshot.revision) continue;
        this.#saved = content;
        this.#set({ revision: view.revision });
      } catch (cause) {
        await this.#explain(asIpcError(cause), revision);
      }
    }
    this.#set({ save: { kind: "saved" } });
  }

  /** Finds out why a save was refused: returns when it can be tried once more, throws what is to be told otherwise. */
  async #explain(error: IpcError, tried: number): Promise<void> {
    const fail = (save: SaveState, told: IpcError): never => {
      this.#set({ save });
      throw told;
    };
    if (error.code !== "precondition") return fail({ kind: "failed", error }, error);
    const view = await this.#host.read(this.post).catch(() => undefined);
    if (!view) return fail({ kind: "failed", error }, error);
    if (view.state !== "draft") return fail({ kind: "moved_on", error }, error);
    const { revision } = this.#snapshot;
    // What is new was taken in while the save was on its way.
    if (revision > tried && view.revision <= revision) return undefined;
    if (view.revision <= tried) return fail({ kind: "failed", error }, error);
    if (!onlyAdded(this.#saved, contentOf(view)))
      return fail({ kind: "conflict", error, saved: view }, error);
    this.#takeIn(view);
    return undefined;
  }

  #set(patch: Partial<DraftSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...patch };
    for (const listener of this.#listeners) listener();
  }
}
