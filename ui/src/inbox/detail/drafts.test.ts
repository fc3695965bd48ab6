import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeHost, installFakeHost } from "../../host/fake/host";
import { forgetDrafts, LONGEST_MS, readDrafts, SAVE_MS, saveDrafts, useDrafts } from "./drafts";

const { write, writeNote, writePersonNote } = useDrafts.getState();
const texts = () => useDrafts.getState().texts;

const refused = { message: "No.", fix: null, retry_after_s: null, detail: null };

describe("drafts", () => {
  let host: FakeHost;
  const saved = () =>
    host.calls.filter(({ command }) => command === "save_reply_draft").map(({ form }) => form);
  beforeEach(() => {
    vi.useFakeTimers();
    host = installFakeHost();
  });
  afterEach(() => {
    forgetDrafts();
    host.close();
    vi.useRealTimers();
  });

  it("keep one text for each item and save it once the hand rests", async () => {
    write(1, "o");
    await vi.advanceTimersByTimeAsync(SAVE_MS - 1);
    write(1, "one");
    write(2, "two");
    await vi.advanceTimersByTimeAsync(SAVE_MS - 1);
    expect(saved()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(saved()).toEqual([
      { item: 1, text: "one", saved_reply: null },
      { item: 2, text: "two", saved_reply: null },
    ]);
    expect(SAVE_MS).toBeLessThanOrEqual(300);
  });

  it("save what is typed without a rest, too", async () => {
    for (let typed = 0; typed < LONGEST_MS + SAVE_MS; typed += 100) {
      write(1, `text ${typed}`);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(saved().length).toBeGreaterThan(0);
  });

  it("save everything at once when they are told to", async () => {
    write(1, "one");
    write(2, "two");
    await saveDrafts();
    expect(saved()).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(SAVE_MS);
    expect(saved()).toHaveLength(2);
  });

  it("leave nothing behind when they are emptied", async () => {
    write(1, "one");
    await saveDrafts();
    write(1, "");
    await saveDrafts();
    expect(host.world.replyDrafts).toEqual(new Map());
  });

  it("know which saved reply a text began as, until it is emptied", () => {
    const began = () => useDrafts.getState().began;
    write(1, "Hello", "s2");
    write(1, "Hello there");
    write(2, "typed by hand");
    expect(began()).toEqual({ 1: "s2" });
    write(1, "");
    write(1, "something else");
    expect(began()).toEqual({});
  });

  it("know it after a restart, too, and as whose text is typed on", async () => {
    write(1, "Hello", "s2");
    await saveDrafts();
    forgetDrafts();
    await readDrafts();
    expect(useDrafts.getState().began).toEqual({ 1: "s2" });
    write(1, "Hello there");
    await saveDrafts();
    expect(host.world.replyDrafts.get(1)).toEqual({ text: "Hello there", saved_reply: "s2" });
  });

  it("keep a note beside the reply of its item, and never send it as one", async () => {
    write(1, "for everyone");
    writeNote(1, "for the team");
    await saveDrafts();
    expect(texts()).toEqual({ 1: "for everyone" });
    expect(useDrafts.getState().notes).toEqual({ 1: "for the team" });
    expect(saved()).toEqual([{ item: 1, text: "for everyone", saved_reply: null }]);
    expect(host.world.noteDrafts).toEqual(new Map([[1, "for the team"]]));
    writeNote(1, "");
    await saveDrafts();
    expect(host.world.noteDrafts).toEqual(new Map());
  });

  it("come back at the start, and never over what is typed already", async () => {
    host.world.replyDrafts.set(1, { text: "one", saved_reply: null });
    host.world.replyDrafts.set(2, { text: "two", saved_reply: "s9" });
    write(2, "two, and more");
    await readDrafts();
    expect(texts()).toEqual({ 1: "one", 2: "two, and more" });
    expect(useDrafts.getState().began).toEqual({});
  });

  it("bring notes back, too", async () => {
    host.world.noteDrafts.set(1, "ask").set(2, "two");
    writeNote(2, "two, and more");
    await readDrafts();
    expect(useDrafts.getState().notes).toEqual({ 1: "ask", 2: "two, and more" });
  });

  it("keep a note on a person under the comment they are known by", async () => {
    const author = host.world.comments.find(({ comment }) => comment === "c1")?.username ?? "?";
    writePersonNote("bakery/maya", { kind: "comment", comment: "c1" }, "Wholesale");
    await saveDrafts();
    expect(host.world.personNoteDrafts).toEqual(new Map([[author, "Wholesale"]]));
    host.disturb("save_person_note_draft", { ...refused, code: "internal" });
    writePersonNote("bakery/maya", { kind: "comment", comment: "c1" }, "");
    writePersonNote("bakery/maya", { kind: "comment", comment: "c1" }, "Wholesale customer");
    await saveDrafts();
    expect(useDrafts.getState().unsaved.has("person:bakery/maya")).toBe(true);
  });

  it("stay on screen when they cannot be saved, say so and are tried again", async () => {
    host.disturb("save_reply_draft", { ...refused, code: "internal" });
    write(1, "one");
    await saveDrafts();
    expect(texts()).toEqual({ 1: "one" });
    expect(useDrafts.getState().unsaved.has("reply:1")).toBe(true);
    host.disturb("save_reply_draft", undefined);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(host.world.replyDrafts.get(1)?.text).toBe("one");
    expect(useDrafts.getState().unsaved.has("reply:1")).toBe(false);
  });

  it("are not tried again once their item is gone with its account", async () => {
    host.disturb("save_reply_draft", { ...refused, code: "not_found" });
    write(1, "one");
    await saveDrafts();
    expect(useDrafts.getState().unsaved.has("reply:1")).toBe(false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saved()).toHaveLength(1);
  });
});
