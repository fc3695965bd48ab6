import { describe, expect, it } from "vitest";
import type { OfferView, PieceView } from "../../host/bindings";
import { inserted, matching, queryAt } from "./typed-query";

const offer = (reply: string, title: string, shortcut: string | null, text: string): OfferView => ({
  reply,
  title,
  shortcut,
  own: false,
  uses: 0,
  pieces: [{ kind: "text", text }],
});

describe("a query", () => {
  it.each([
    [";", 1, { start: 0, end: 1, words: "" }],
    [";zip", 4, { start: 0, end: 4, words: "zip" }],
    ["Hi ;zi", 6, { start: 3, end: 6, words: "zi" }],
    ["Hi\n;送料", 6, { start: 3, end: 6, words: "送料" }],
    [";zip later", 4, { start: 0, end: 4, words: "zip" }],
  ])("stands in %j at %i", (text, caret, query) => expect(queryAt(text, caret)).toEqual(query));

  it.each([
    ["we have two; ask", 12],
    ["two;", 4],
    [";zip it", 7],
    [";;", 2],
    ["", 0],
  ])("is none in %j at %i", (text, caret) => expect(queryAt(text, caret)).toBeNull());
});

describe("offers", () => {
  const offers = [
    offer("a", "How to return", "return", "You have 60 days."),
    offer("b", "Zip broken", "zip", "Sorry!"),
    offer("c", "Repairs", null, "We mend every zip."),
    offer("d", "Zipper colours", "zc", "Red and blue."),
  ];
  it("are all of them for nothing, in their order", () => {
    expect(matching(offers, "").map(({ reply }) => reply)).toEqual(["a", "b", "c", "d"]);
  });
  it("come by shortcut, then title, then words", () => {
    expect(matching(offers, "zip").map(({ reply }) => reply)).toEqual(["b", "d", "c"]);
    expect(matching(offers, "Z").map(({ reply }) => reply)).toEqual(["b", "d", "c"]);
    expect(matching(offers, "nothing")).toEqual([]);
  });
});

describe("a saved reply", () => {
  const pieces: PieceView[] = [
    { kind: "text", text: "Your " },
    { kind: "missing", text: "{product}" },
    { kind: "text", text: " waits" },
  ];
  it("takes the query's place with what is missing selected", () => {
    expect(inserted("Hi ;zip bye", { start: 3, end: 7 }, pieces)).toEqual({
      text: "Hi Your {product} waits bye",
      from: 8,
      to: 17,
    });
  });
  it("leaves the caret behind it when nothing is missing", () => {
    expect(inserted("", { start: 0, end: 0 }, [{ kind: "value", text: "Hi" }])).toEqual({
      text: "Hi",
      from: 2,
      to: 2,
    });
  });
});
