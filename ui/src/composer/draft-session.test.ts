import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { IpcError, PostView, SaveDraftForm } from "../host/bindings";
import { samplePosts } from "../host/fake/sample-posts";
import { DraftSession, SAVE_AFTER_MS } from "./draft-session";

const refusal = (code: IpcError["code"]): IpcError => ({
  code,
  message: "Not now.",
  fix: null,
  retry_after_s: null,
  detail: null,
});

/** A program that keeps one draft; `next` is thrown by the next save. */
function program() {
  const [draft] = samplePosts(Date.parse("2026-11-21T12:00:00Z"));
  if (!draft) throw new Error("no sample");
  const state = {
    view: draft as PostView,
    next: undefined as IpcError | undefined,
    saves: [] as SaveDraftForm[],
  };
  const host = {
    save: async (form: SaveDraftForm): Promise<PostView> => {
      state.saves.push(form);
      const { next } = state;
      state.next = undefined;
      if (next) throw next;
      if (form.revision !== state.view.revision) throw refusal("precondition");
      const slides = form.slides.flatMap((settings) => {
        const known = state.view.slides.find(({ slide }) => slide === settings.slide);
        return known ? [{ ...known, ...settings }] : [];
      });
      state.view = { ...state.view, caption: form.caption, slides, revision: form.revision + 1 };
      return state.view;
    },
    read: async () => state.view,
  };
  return { state, host, session: new DraftSession(draft, host) };
}

const write = (caption: string) => () => ({ caption });

describe("draft session", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("saves once the hand rests, and only once", async () => {
    const { state, session } = program();
    session.change(write("a"));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS - 1);
    session.change(write("ab"));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS - 1);
    expect(state.saves).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(state.saves.map(({ caption }) => caption)).toEqual(["ab"]);
    expect(session.read()).toMatchObject({ save: { kind: "saved" }, revision: 4 });
  });

  it("saves what was typed while a save was on its way", async () => {
    const { state, session } = program();
    session.change(write("one"));
    const flushed = session.flush();
    session.change(write("two"));
    await flushed;
    expect(state.view.caption).toBe("two");
    expect(session.dirty).toBe(false);
  });

  it("saves nothing when a change was taken back", async () => {
    const { state, session } = program();
    const { caption } = session.read().content;
    session.change(write("other"));
    session.change(write(caption));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS * 2);
    expect(state.saves).toHaveLength(0);
    expect(session.read().save.kind).toBe("saved");
  });

  it("keeps what was typed when a save fails, says so, and saves it the next time", async () => {
    const { state, session } = program();
    state.next = refusal("internal");
    session.change(write("kept"));
    await expect(session.flush()).rejects.toMatchObject({ code: "internal" });
    expect(session.read()).toMatchObject({ content: { caption: "kept" }, save: { kind: "failed" } });
    await session.flush();
    expect(state.view.caption).toBe("kept");
    expect(session.read().save.kind).toBe("saved");
  });

  it("merges slides that were added meanwhile and saves again", async () => {
    const { state, session } = program();
    const [first] = state.view.slides;
    if (!first) throw new Error("no slide");
    state.view = {
      ...state.view,
      slides: [...state.view.slides, { ...first, slide: "new" }],
      revision: state.view.revision + 1,
    };
    session.change(write("mine"));
    await session.flush();
    expect(state.view.caption).toBe("mine");
    expect(state.view.slides.at(-1)?.slide).toBe("new");
    expect(session.read().content.slides).toHaveLength(8);
  });

  it("asks when the draft was changed elsewhere, and loses neither version", async () => {
    const { state, session } = program();
    state.view = { ...state.view, caption: "theirs", revision: 9 };
    session.change(write("mine"));
    await expect(session.flush()).rejects.toMatchObject({ code: "precondition" });
    expect(session.read()).toMatchObject({
      content: { caption: "mine" },
      save: { kind: "conflict", saved: { caption: "theirs" } },
    });
    const before = state.saves.length;
    session.change(write("mine, longer"));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS * 2);
    expect(state.saves).toHaveLength(before);
    await session.overwrite();
    expect(state.view.caption).toBe("mine, longer");
  });

  it("takes what is saved when a person says so", async () => {
    const { state, session } = program();
    state.view = { ...state.view, caption: "theirs", revision: 9 };
    session.change(write("mine"));
    await session.flush().catch(() => undefined);
    session.takeSaved();
    expect(session.read()).toMatchObject({
      content: { caption: "theirs" },
      save: { kind: "saved" },
      revision: 9,
    });
    expect(session.dirty).toBe(false);
  });

  it("says when it is no draft any more", async () => {
    const { state, session } = program();
    state.view = { ...state.view, state: "publishing" };
    state.next = refusal("precondition");
    session.change(write("too late"));
    await expect(session.flush()).rejects.toMatchObject({ code: "precondition" });
    expect(session.read()).toMatchObject({ content: { caption: "too late" }, save: { kind: "moved_on" } });
  });

  it("takes in what the program tells only where nothing typed is lost", () => {
    const { state, session } = program();
    session.receive({ ...state.view, caption: "newer", revision: 4 });
    expect(session.read().content.caption).toBe("newer");
    session.change(write("typed"));
    session.receive({ ...state.view, caption: "newest", revision: 5 });
    expect(session.read().content.caption).toBe("typed");
    session.receive({ ...state.view, caption: "old", revision: 1 });
    expect(session.read().content.caption).toBe("typed");
  });

  it("does not bring a slide back that was removed while files were added", async () => {
    const { state, session } = program();
    const [first] = state.view.slides;
    if (!first) throw new Error("no slide");
    session.change(({ slides }) => ({ slides: slides.slice(1) }));
    session.added({ ...state.view, slides: [...state.view.slides, { ...first, slide: "new" }], revision: 4 });
    expect(session.read().content.slides.map(({ slide }) => slide)).not.toContain(first.slide);
    expect(session.read().content.slides.at(-1)?.slide).toBe("new");
    expect(session.dirty).toBe(true);
  });

  it("names no slide twice when the answer to a save comes after slides were added", async () => {
    const { state, host, session } = program();
    const [first] = state.view.slides;
    if (!first) throw new Error("no slide");
    let answer = () => {};
    const { save } = host;
    host.save = async (form) => {
      host.save = save;
      const view = await save(form);
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return view;
    };
    session.change(write("mine"));
    const flushed = session.flush();
    await vi.advanceTimersByTimeAsync(0);
    state.view = {
      ...state.view,
      slides: [...state.view.slides, { ...first, slide: "new" }],
      revision: state.view.revision + 1,
    };
    session.added(state.view);
    answer();
    await flushed;
    expect(session.read()).toMatchObject({ revision: 5, save: { kind: "saved" } });
    session.change(write("mine, longer"));
    await session.flush();
    const named = session.read().content.slides.map(({ slide }) => slide);
    expect(named).toEqual([...new Set(named)]);
    expect(named.at(-1)).toBe("new");
    expect(state.view).toMatchObject({ caption: "mine, longer", revision: 6 });
  });

  it("names no slide twice when one that was put back is found added, too", async () => {
    const { state, session } = program();
    const last = state.view.slides.at(-1);
    if (!last) throw new Error("no slide");
    session.change(({ slides }) => ({ slides: slides.slice(0, -1) }));
    await session.flush();
    // Put back here and elsewhere.
    session.change(({ slides }) => ({ slides: [...slides, last] }));
    state.view = { ...state.view, slides: [...state.view.slides, last], revision: state.view.revision + 1 };
    await session.flush();
    expect(session.read().content.slides).toHaveLength(7);
    expect(session.read().save.kind).toBe("saved");
  });

  it("tries again when slides were added while its save was on its way", async () => {
    const { state, host, session } = program();
    const [first] = state.view.slides;
    if (!first) throw new Error("no slide");
    const { save } = host;
    host.save = async (form) => {
      host.save = save;
      state.view = {
        ...state.view,
        slides: [...state.view.slides, { ...first, slide: "new" }],
        revision: state.view.revision + 1,
      };
      session.added(state.view);
      return save(form);
    };
    session.change(write("mine"));
    await session.flush();
    expect(state.view).toMatchObject({ caption: "mine", revision: 5 });
    expect(state.view.slides).toHaveLength(8);
  });

  it("takes no older answer for news", async () => {
    const { state, session } = program();
    const older = { ...state.view, slides: [...state.view.slides], revision: 4 };
    const [first] = older.slides;
    if (!first) throw new Error("no slide");
    older.slides.push({ ...first, slide: "new" });
    state.view = older;
    session.change(write("mine"));
    await session.flush();
    session.change(({ slides }) => ({ slides: slides.filter(({ slide }) => slide !== "new") }));
    await session.flush();
    session.added(older);
    expect(session.read()).toMatchObject({ revision: 6, save: { kind: "saved" } });
    expect(session.read().content.slides.map(({ slide }) => slide)).not.toContain("new");
    expect(session.dirty).toBe(false);
  });

  it("can be written again once its post is a draft again", async () => {
    const { state, session } = program();
    state.view = { ...state.view, state: "publishing", revision: 4 };
    session.change(write("too late"));
    await session.flush().catch(() => undefined);
    expect(session.read().save.kind).toBe("moved_on");
    session.receive(state.view);
    expect(session.read().save.kind).toBe("moved_on");

    state.view = { ...state.view, state: "draft" };
    session.receive(state.view);
    expect(session.read()).toMatchObject({
      content: { caption: "too late" },
      save: { kind: "conflict", saved: { caption: state.view.caption } },
    });
    await session.overwrite();
    expect(state.view.caption).toBe("too late");
    session.change(write("in time"));
    await session.flush();
    expect(state.view.caption).toBe("in time");
  });

  it("asks nothing when a draft comes back with what was typed", async () => {
    const { state, session } = program();
    state.view = { ...state.view, state: "publishing", revision: 4 };
    session.change(write("the same"));
    await session.flush().catch(() => undefined);
    state.view = { ...state.view, state: "draft", caption: "the same", revision: 5 };
    session.receive(state.view);
    expect(session.read()).toMatchObject({ save: { kind: "saved" }, revision: 5 });
    session.change(write("more"));
    await session.flush();
    expect(state.view.caption).toBe("more");
  });
});
