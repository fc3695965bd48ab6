import { afterEach, describe, expect, it } from "vitest";
import { english } from "../i18n/messages";
import { clash, clashesOf, isKept, isSingle, keysOf, pressOf, shownKeys, useKeyMap } from "./key-map";
import { commandIds, entryOf } from "./key-table";

const fresh = { singleLetters: true, own: {} };

const event = (key: string, init: Partial<KeyboardEvent> = {}) => ({
  key,
  code: "",
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...init,
});

describe("the key table", () => {
  it("gives every command a key and a name", () => {
    for (const id of commandIds) {
      expect(entryOf(id).keys, id).not.toBe("");
      expect(english[entryOf(id).title], id).toBeTruthy();
    }
  });

  it("gives no two commands that can be at hand at once the same keys", () => {
    const found = commandIds.flatMap((id) => {
      const { keys, also = [] } = entryOf(id);
      return [keys, ...also].flatMap((each) =>
        clashesOf(fresh, id, each).map((other) => `${each}: ${id} and ${other}`),
      );
    });
    expect(found).toEqual([]);
  });

  it("gives away no keys that move in lists, edit text or lead through dialogs", () => {
    const kept = commandIds.filter((id) => !entryOf(id).fixed && isKept(entryOf(id).keys));
    expect(kept).toEqual([]);
  });

  it("has the keys people know from mail", () => {
    const known = {
      j: "inbox.next",
      k: "inbox.previous",
      "Shift+j": "inbox.extend_next",
      "Shift+k": "inbox.extend_previous",
      x: "inbox.select",
      "* n": "inbox.select_none",
      o: "inbox.open",
      u: "inbox.back",
      e: "inbox.done_next",
      "Shift+e": "inbox.done_stay",
      h: "inbox.hide",
      b: "inbox.snooze",
      "[": "inbox.done_previous",
      "]": "inbox.done_next",
      r: "inbox.reply",
      a: "inbox.assign",
      "Shift+a": "inbox.assign_me",
      "#": "inbox.delete",
      s: "inbox.flag",
      m: "inbox.mute",
      v: "inbox.instagram",
      "Shift+u": "inbox.unread",
      z: "app.undo",
      ".": "inbox.load_new",
      "?": "app.keys",
      Escape: "inbox.escape",
      "$mod+Enter": "inbox.send",
      "$mod+Shift+Enter": "inbox.send_done_next",
      "$mod+k": "app.palette",
      "g i": "go.inbox",
      "g c": "go.composer",
    } as const;
    for (const [keys, id] of Object.entries(known)) expect(keysOf(fresh, id), id).toContain(keys);
  });
});

describe("the key map", () => {
  afterEach(() => useKeyMap.setState(fresh));

  it("puts a person's own keys in the place of all others of the command", () => {
    expect(keysOf(fresh, "inbox.done_next")).toEqual(["e", "]"]);
    expect(keysOf({ ...fresh, own: { "inbox.done_next": "d" } }, "inbox.done_next")).toEqual(["d"]);
  });

  it("leaves only combinations and keys with a name when single keys are off", () => {
    const off = { ...fresh, singleLetters: false };
    expect(shownKeys(off, "inbox.reply")).toBeUndefined();
    expect(shownKeys(off, "go.inbox")).toBeUndefined();
    expect(shownKeys(off, "inbox.send")).toBe("$mod+Enter");
    expect(shownKeys(off, "app.pane.next")).toBe("F6");
    expect(keysOf(off, "app.palette")).toEqual(["$mod+k"]);
    expect(["e", "Shift+e", "#", "g i", "0"].every(isSingle)).toBe(true);
    expect(["F6", "Delete", "$mod+k", "Alt+x", "Escape"].some(isSingle)).toBe(false);
  });

  it("finds what clashes in the same place and everywhere, and not on another page", () => {
    expect(clashesOf(fresh, "inbox.flag", "#")).toEqual(["inbox.delete"]);
    expect(clashesOf(fresh, "inbox.flag", "z")).toEqual(["app.undo"]);
    expect(clashesOf(fresh, "inbox.flag", "w")).toEqual([]);
    expect(clashesOf(fresh, "app.undo", "w")).toEqual(["composer.when"]);
    expect(clashesOf({ ...fresh, own: { "inbox.delete": "d" } }, "inbox.flag", "#")).toEqual([]);
    expect(clashesOf({ ...fresh, singleLetters: false }, "inbox.flag", "#")).toEqual(["inbox.delete"]);
  });

  it("sees that one binding begins another, and that Shift means nothing before a sign", () => {
    expect(clash("g", "g i")).toBe(true);
    expect(clash("g i", "g o")).toBe(false);
    expect(clash("?", "Shift+?")).toBe(true);
    expect(clash("e", "Shift+e")).toBe(false);
    expect(clash("$mod+k", "Control+k")).toBe(true);
  });

  it("writes a press as the table does", () => {
    expect(pressOf(event("e"), false)).toBe("e");
    expect(pressOf(event("E", { shiftKey: true }), false)).toBe("Shift+e");
    expect(pressOf(event("#", { shiftKey: true }), false)).toBe("#");
    expect(pressOf(event("k", { ctrlKey: true }), false)).toBe("$mod+k");
    expect(pressOf(event("k", { metaKey: true }), true)).toBe("$mod+k");
    expect(pressOf(event("k", { ctrlKey: true }), true)).toBe("Control+k");
    expect(pressOf(event("Enter", { ctrlKey: true, shiftKey: true }), false)).toBe("$mod+Shift+Enter");
    expect(pressOf(event("∂", { altKey: true, code: "KeyD" }), true)).toBe("Alt+d");
    expect(pressOf(event("F6"), false)).toBe("F6");
    for (const nothing of ["Shift", "Control", " ", "Dead"]) {
      expect(pressOf(event(nothing), false)).toBeUndefined();
    }
  });

  it("keeps the keys of lists, texts and dialogs", () => {
    for (const kept of [
      "Enter",
      "Escape",
      "Tab",
      "ArrowDown",
      "Shift+ArrowUp",
      "PageDown",
      "$mod+c",
      "g Enter",
    ]) {
      expect(isKept(kept), kept).toBe(true);
    }
    for (const free of ["e", "$mod+Enter", "Alt+ArrowUp", "F2", "$mod+b"]) {
      expect(isKept(free), free).toBe(false);
    }
  });
});
