import { afterEach, describe, expect, it } from "vitest";
import { MAX_DRAFTS, useDrafts } from "./drafts";

const { write } = useDrafts.getState();
const texts = () => useDrafts.getState().texts;

describe("drafts", () => {
  afterEach(() => {
    useDrafts.setState({ texts: {} });
  });

  it("keep one text for each thread", () => {
    write("a", "one");
    write("b", "two");
    write("a", "one more");
    expect(texts()).toEqual({ a: "one more", b: "two" });
  });

  it("leave nothing behind when they are emptied", () => {
    write("a", "one");
    write("a", "");
    expect(texts()).toEqual({});
  });

  it("outlive a reload of the window", async () => {
    write("a", "one");
    expect(localStorage.getItem("postroom.reply-drafts")).toContain("one");
    useDrafts.setState({ texts: {} }, false);
    localStorage.setItem(
      "postroom.reply-drafts",
      JSON.stringify({ state: { texts: { a: "one" } }, version: 1 }),
    );
    await useDrafts.persist.rehydrate();
    expect(texts()).toEqual({ a: "one" });
  });

  it("drop the one not touched for longest when there are too many", () => {
    for (let i = 0; i < MAX_DRAFTS; i += 1) write(`t${i}`, "text");
    write("t0", "touched");
    write("new", "text");
    expect(Object.keys(texts())).toHaveLength(MAX_DRAFTS);
    expect(texts()["t0"]).toBe("touched");
    expect(texts()["t1"]).toBeUndefined();
  });
});
