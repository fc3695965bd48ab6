import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { useRef } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { ItemRowView } from "../../host/bindings";
import { type FakeHost, installFakeHost } from "../../host/fake/host";
import { createQueryClient } from "../../host/query-client";
import { I18nProvider } from "../../i18n/I18nProvider";
import { ListModel } from "./list-model";
import { PAGE_SIZE, RowWindow } from "./row-window";
import { VirtualList } from "./VirtualList";

const TOTAL = 100_000;

const row = (index: number): ItemRowView => ({
  item: index,
  account: "none",
  face: {
    kind: "comment",
    comment: `c${index}`,
    media: "m",
    parent: null,
    answered: false,
    answered_outside: false,
    media_kind: "image",
    has_picture: false,
  },
  username: `person.${index}`,
  text: `Comment number ${index}`,
  written_at: "2026-11-20T10:00:00Z",
  unread: index % 3 === 0,
  hidden: false,
  done: false,
  gone: false,
  open_count: 1,
  snoozed_until: null,
  muted: false,
  flagged: false,
  assignee: null,
  assigned_here: false,
  assignee_colour: null,
  labels: [],
  noted: false,
  needs_human: false,
  action: null,
  text_marks: [],
  username_marks: [],
  found_in_note: false,
  found_in_caption: null,
  group: null,
});

function Harness({ model, onOpen }: { model: ListModel; onOpen: (index: number) => void }) {
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <div style={{ display: "flex", inlineSize: 400, blockSize: 800 }}>
      <VirtualList model={model} scroller={scroller} onOpen={onOpen} />
    </div>
  );
}

let host: FakeHost | undefined;

async function show(total = TOTAL) {
  host = installFakeHost();
  const source = vi.fn(async (start: number, count: number) =>
    Array.from({ length: Math.min(count, total - start) }, (_, offset) => row(start + offset)),
  );
  const model = new ListModel(new RowWindow(total, source));
  const onOpen = vi.fn();
  await render(
    <MantineProvider env="test">
      <I18nProvider>
        <QueryClientProvider client={createQueryClient()}>
          <Harness model={model} onOpen={onOpen} />
        </QueryClientProvider>
      </I18nProvider>
    </MantineProvider>,
  );
  const listbox = page.getByRole("listbox");
  await expect.element(listbox).toBeVisible();
  const list = listbox.element();
  await expect.poll(() => document.querySelectorAll("[role=option] bdi").length).toBeGreaterThan(5);
  return { model, source, onOpen, list };
}

const selected = () => document.querySelector('[role="option"][aria-selected="true"]');

const textOf = (option: Element) => option.querySelector("bdi")?.closest("[role=option]")?.textContent ?? "";

afterEach(() => {
  host?.close();
  host = undefined;
});

describe("a list of 100,000 rows", () => {
  it("keeps the document small and asks for one page", async () => {
    const { source, list } = await show();
    expect(list.scrollHeight).toBeGreaterThan(TOTAL * 64);
    expect(document.querySelectorAll("[role=option]").length).toBeLessThan(40);
    expect(list.querySelectorAll("*").length).toBeLessThan(900);
    expect(source).toHaveBeenCalledExactlyOnceWith(0, PAGE_SIZE);
    expect(document.querySelector("[role=option]")?.getAttribute("aria-setsize")).toBe(String(TOTAL));
  });

  it("steps exactly through a hundred presses and keeps the active row in view", async () => {
    const { model, list } = await show();
    (list as HTMLElement).focus();
    await userEvent.keyboard("{ArrowDown>101/}");
    expect(model.cursor).toBe(100);
    await expect.poll(() => selected()?.textContent).toContain("Comment number 100");
    const box = selected()?.getBoundingClientRect();
    const pane = list.getBoundingClientRect();
    expect(box && box.top >= pane.top - 1 && box.bottom <= pane.bottom + 1).toBe(true);
    expect(list.getAttribute("aria-activedescendant")).toBe(selected()?.id);
    expect(document.activeElement).toBe(list);
  });

  it("jumps to the end and back and shows the rows there", async () => {
    const { model, list } = await show();
    (list as HTMLElement).focus();
    await userEvent.keyboard("{End}");
    expect(model.cursor).toBe(TOTAL - 1);
    await expect.poll(() => selected()?.textContent).toContain(`Comment number ${TOTAL - 1}`);
    await userEvent.keyboard("{Home}");
    await expect.poll(() => selected()?.textContent).toContain("Comment number 0");
    expect(document.querySelectorAll("[role=option]").length).toBeLessThan(40);
  });

  it("lends the elements of rows out of sight to those that come in, without anybody's words on them", async () => {
    const { list } = await show();
    const rows = () => [...document.querySelectorAll("[role=option]")];
    const frame = () => new Promise(requestAnimationFrame);
    list.scrollTop = 64_000;
    await frame();
    const before = new Set(rows());
    const words = () => rows().filter((each) => each.querySelector("bdi")?.checkVisibility());
    for (const top of [640_000, 1_283_210, 5_000_000, 320_000]) {
      list.scrollTop = top;
      await frame();
      expect(words().filter((each) => each.hasAttribute("aria-busy"))).toEqual([]);
    }
    expect(rows().filter((each) => !before.has(each))).toEqual([]);
    await expect.poll(() => words().length).toBeGreaterThan(10);
    for (const each of words())
      expect(each.textContent).toContain(`Comment number ${Number(each.ariaPosInSet) - 1}`);
  });

  it("leaves the elements of the others alone when a row leaves and comes back", async () => {
    const { model } = await show();
    model.moveTo(3);
    const elements = () =>
      new Map([...document.querySelectorAll("[role=option]")].map((each) => [textOf(each), each]));
    await expect.poll(() => elements().size).toBeGreaterThan(10);
    const before = elements();
    const departure = model.leave([3]);
    await expect.poll(() => selected()?.textContent).toContain("Comment number 4");
    expect(selected()?.getAttribute("aria-posinset")).toBe("4");
    const kept = () => [...elements()].filter(([words]) => before.has(words));
    expect(kept().length).toBeGreaterThanOrEqual(before.size - 1);
    for (const [words, element] of kept()) expect(element).toBe(before.get(words));
    model.comeBack(departure);
    await expect.poll(() => selected()?.textContent).toContain("Comment number 3");
    for (const [words, element] of kept()) {
      if (!words.includes("Comment number 3")) expect(element).toBe(before.get(words));
    }
  });

  it("keeps the active row in the document while the list is scrolled away from it", async () => {
    const { model, list } = await show();
    model.moveTo(2);
    await expect.poll(() => selected()?.getAttribute("aria-posinset")).toBe("3");
    list.scrollTop = 50_000 * 64;
    await expect
      .poll(() => document.querySelector('[aria-posinset="50003"] bdi')?.textContent)
      .toBe("person.50002");
    expect(document.getElementById(list.getAttribute("aria-activedescendant") ?? "")).not.toBeNull();
    expect(model.current?.item).toBe(2);
  });

  it("opens with a click and with Enter, ticks with the box, Space and Shift", async () => {
    const { model, onOpen, list } = await show();
    (list as HTMLElement).focus();
    await page.getByText("Comment number 3").click();
    expect(onOpen).toHaveBeenLastCalledWith(3);
    model.moveTo(5);
    await userEvent.keyboard("{Enter}");
    expect(onOpen).toHaveBeenLastCalledWith(5);
    await userEvent.keyboard(" ");
    await page.getByText("Comment number 8").click({ modifiers: ["Shift"] });
    expect(model.ticked.map(({ item }) => item)).toEqual([5, 6, 7, 8]);
    expect(document.querySelectorAll('[role=option][aria-checked="true"]').length).toBe(4);
  });
});

describe("a list of a million rows", () => {
  const MILLION = 1_000_000;

  it("reaches its last row by key and by scrollbar, and steps back from there", async () => {
    const { model, list } = await show(MILLION);
    expect(list.scrollHeight).toBeLessThan(2 ** 25);
    (list as HTMLElement).focus();
    await userEvent.keyboard("{End}");
    await expect.poll(() => selected()?.textContent).toContain("Comment number 999999");
    const inside = () => {
      const box = selected()?.getBoundingClientRect();
      const pane = list.getBoundingClientRect();
      return box !== undefined && box.top >= pane.top - 1 && box.bottom <= pane.bottom + 1;
    };
    expect(inside()).toBe(true);
    await userEvent.keyboard("{ArrowUp>60/}");
    await expect.poll(() => selected()?.textContent).toContain(`Comment number ${model.cursor}`);
    expect(model.cursor).toBeLessThan(MILLION - 50);
    expect(inside()).toBe(true);
    list.scrollTop = 0;
    await expect.poll(() => document.querySelector('[aria-posinset="1"] bdi')?.textContent).toBe("person.0");
    list.scrollTop = list.scrollHeight;
    await expect
      .poll(() => document.querySelector(`[aria-posinset="${MILLION}"] bdi`)?.textContent)
      .toBe("person.999999");
    expect(list.scrollHeight).toBeLessThan(2 ** 25);
  });

  it("follows the wheel pixel by pixel", async () => {
    const { model, list } = await show(MILLION);
    model.moveTo(700_000);
    await expect.poll(() => selected()?.textContent).toContain("Comment number 700000");
    const before = selected()?.getBoundingClientRect().top ?? 0;
    list.scrollTop += 30;
    const scrolled = list.scrollTop;
    await expect.poll(() => selected()?.getBoundingClientRect().top).toBeCloseTo(before - 30, 0);
    // The scrollbar is put right a moment later, and no row moves by it.
    await expect.poll(() => list.scrollTop).not.toBe(scrolled);
    expect(Math.abs((selected()?.getBoundingClientRect().top ?? 0) - (before - 30))).toBeLessThan(1);
  });
});
