import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Command, orderCommands, useCommands } from "./commands";
import { useKeyMap } from "./key-map";
import type { CommandId } from "./key-table";
import { listenForKeys } from "./keys";

const command = (id: CommandId, run: () => void, more: Partial<Command> = {}): Command => ({
  id,
  title: id,
  group: "app",
  run,
  ...more,
});

function press(key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  act(() => {
    target.dispatchEvent(event);
  });
  return event;
}

function field(html: string): HTMLElement {
  document.body.innerHTML = html;
  const found = document.body.querySelector<HTMLElement>("[data-target]");
  if (!found) throw new Error("no target");
  return found;
}

describe("keys of the window", () => {
  let stop: () => void;
  beforeEach(() => {
    stop = listenForKeys(window);
  });
  afterEach(() => {
    stop();
    useKeyMap.setState({ singleLetters: true, own: {} });
    document.body.innerHTML = "";
  });

  it("runs a command by its letter and keeps the letter from the page", () => {
    const run = vi.fn();
    renderHook(() => useCommands([command("inbox.done_next", run)]));
    expect(press("e").defaultPrevented).toBe(true);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("runs a sequence and not the single letter that ends it", () => {
    const page = vi.fn();
    const open = vi.fn();
    const commands = [command("inbox.open", open), command("go.outbox", page)];
    renderHook(() => useCommands(commands));
    press("g");
    press("o");
    expect(page).toHaveBeenCalledTimes(1);
    expect(open).not.toHaveBeenCalled();
    press("o");
    expect(open).toHaveBeenCalledTimes(1);
  });

  it("leaves Alt and arrows to the caret of a text field", () => {
    const run = vi.fn();
    renderHook(() => useCommands([command("composer.left", run)]));
    expect(
      press("ArrowLeft", { altKey: true }, field("<textarea data-target></textarea>")).defaultPrevented,
    ).toBe(false);
    expect(run).not.toHaveBeenCalled();
    press("ArrowLeft", { altKey: true }, field("<button data-target></button>"));
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("leaves single letters alone in text fields, but not chords and F keys", () => {
    const letter = vi.fn();
    const chord = vi.fn();
    const pane = vi.fn();
    renderHook(() =>
      useCommands([
        command("inbox.done_next", letter),
        command("inbox.send", chord),
        command("app.pane.next", pane),
        command("app.pane.previous", pane),
      ]),
    );
    const input = field('<textarea data-target=""></textarea>');
    expect(press("e", {}, input).defaultPrevented).toBe(false);
    press("Enter", { ctrlKey: true }, input);
    expect(letter).not.toHaveBeenCalled();
    expect(chord).toHaveBeenCalledTimes(1);
    press("F6", {}, input);
    press("F6", { shiftKey: true }, input);
    expect(pane).toHaveBeenCalledTimes(2);
  });

  it("still answers letters on a check box", () => {
    const run = vi.fn();
    renderHook(() => useCommands([command("inbox.select", run)]));
    press("x", {}, field('<input type="checkbox" data-target="">'));
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("answers nothing inside a dialog unless the command says everywhere", () => {
    const run = vi.fn();
    const everywhere = vi.fn();
    renderHook(() =>
      useCommands([
        command("inbox.done_next", run),
        command("app.pane.next", everywhere, { everywhere: true }),
      ]),
    );
    const button = field('<div role="dialog"><button type="button" data-target=""></button></div>');
    press("e", {}, button);
    press("F6", {}, button);
    expect(run).not.toHaveBeenCalled();
    expect(everywhere).toHaveBeenCalledTimes(1);
  });

  it("answers a sign with and without Shift", () => {
    const run = vi.fn();
    renderHook(() => useCommands([command("inbox.delete", run)]));
    press("#", { shiftKey: true });
    press("#");
    expect(run).toHaveBeenCalledTimes(2);
  });

  it("lets the command registered last answer, and the earlier one again after it left", () => {
    const early = vi.fn();
    const late = vi.fn();
    renderHook(() => useCommands([command("inbox.reply", early)]));
    const second = renderHook(() => useCommands([command("outbox.card.retry", late)]));
    press("r");
    expect(late).toHaveBeenCalledTimes(1);
    second.unmount();
    press("r");
    expect(early).toHaveBeenCalledTimes(1);
  });

  it("runs a command by the person's own keys and no longer by those it came with", () => {
    const run = vi.fn();
    renderHook(() => useCommands([command("inbox.done_next", run)]));
    useKeyMap.setState({ own: { "inbox.done_next": "Alt+d" } });
    press("e");
    press("]");
    expect(run).not.toHaveBeenCalled();
    press("d", { altKey: true });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("leaves letters alone once they are switched off, but not combinations", () => {
    const letter = vi.fn();
    const sequence = vi.fn();
    const chord = vi.fn();
    const commands = [
      command("inbox.done_next", letter),
      command("go.inbox", sequence),
      command("app.palette", chord),
    ];
    renderHook(() => useCommands(commands));
    useKeyMap.setState({ singleLetters: false });
    expect(press("e").defaultPrevented).toBe(false);
    press("g");
    press("i");
    press("k", { ctrlKey: true });
    expect(letter).not.toHaveBeenCalled();
    expect(sequence).not.toHaveBeenCalled();
    expect(chord).toHaveBeenCalledTimes(1);
  });

  it("ends a sequence that was begun before everything was registered anew", () => {
    const run = vi.fn();
    const second = vi.fn();
    const { rerender } = renderHook(({ each }) => useCommands(each), {
      initialProps: { each: [command("go.inbox", run)] },
    });
    press("g");
    rerender({ each: [command("go.inbox", second)] });
    press("i");
    expect(run).not.toHaveBeenCalled();
    expect(second).toHaveBeenCalledTimes(1);
  });

  it("stops listening when told to", () => {
    const run = vi.fn();
    renderHook(() => useCommands([command("inbox.done_next", run)]));
    stop();
    press("e");
    expect(run).not.toHaveBeenCalled();
  });
});

describe("order of commands", () => {
  it("puts this item first and the program last, each command once", () => {
    const run = () => {};
    const listed = orderCommands([
      { id: "app.keys", title: "keys", group: "app", run },
      { id: "inbox.hide", title: "hide", group: "item", run },
      { id: "go.inbox", title: "inbox", group: "go", run },
      { id: "inbox.hide", title: "hide again", group: "item", run },
    ]);
    expect(listed.map((each) => each.title)).toEqual(["hide again", "inbox", "keys"]);
  });
});
