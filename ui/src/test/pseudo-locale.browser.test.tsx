import messages from "virtual:pseudo-locale";
import { describe, expect, it } from "vitest";
import { english } from "../i18n/messages";
import { allStates } from "./pages";
import { renderApp } from "./render-app";
import { settle } from "./settle";

/** Words of every message as they stand in the English catalogue, without what is data. */
const sourceWords = new Set(
  Object.values(english).flatMap((message) =>
    message
      .replace(/\{[^{}]*\}/g, " ")
      .split(/[^A-Za-z]+/)
      .filter((word) => word.length > 3)
      .map((word) => word.toLowerCase()),
  ),
);

function shownTexts(): { text: string; element: Element }[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: { text: string; element: Element }[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? "";
    if (!element || text === "" || ["STYLE", "SCRIPT", "KBD"].includes(element.tagName)) continue;
    found.push({ text, element });
  }
  return found;
}

function spokenNames(): string[] {
  return [...document.querySelectorAll("[aria-label], [placeholder], [title], [alt]")].flatMap((element) =>
    ["aria-label", "placeholder", "title", "alt"].flatMap((name) => element.getAttribute(name) ?? []),
  );
}

describe("pseudo-locale", () => {
  it("accents the messages", () => {
    expect(messages["outbox.title"]).not.toEqual([{ type: 0, value: "Outbox" }]);
  });

  it.each(allStates)(
    "$name takes every word from the catalogue and cuts off no button",
    async ({ path, world, prepare, arrange, ready }) => {
      const app = await renderApp({
        path,
        messages,
        ...(world && { world: world() }),
        ...(prepare && { prepare }),
      });
      if (arrange) {
        await settle();
        await arrange(app);
      }
      await ready(app);
      await settle();
      // What comes from the program is data: it may stand as it is.
      const data = JSON.stringify([
        app.host.world,
        app.host.world.outbox,
        "Instagram cannot be reached. Check the connection.",
      ]);
      const isData = (text: string) => data.includes(JSON.stringify(text).slice(1, -1));
      // "Monday, November 23, 2026 at …", whatever day it is: the platform spells it.
      const isDate = (text: string) => /^\w+, \w+ \d{1,2}, \d{4} at /.test(text);
      const foreign = [...shownTexts().map(({ text }) => text), ...spokenNames()].filter(
        (text) =>
          !/[\u0080-\u{10ffff}]/u.test(text) &&
          !isDate(text) &&
          // The platform's own rules put names in a row: "a, b, and c".
          !text.split(/, and |, | and /).every(isData) &&
          text.split(/[^A-Za-z]+/).some((word) => sourceWords.has(word.toLowerCase())),
      );
      expect(foreign).toEqual([]);
      const cut = [...document.querySelectorAll<HTMLElement>("[data-button-label]")]
        .filter((label) => label.scrollWidth > label.clientWidth + 1)
        .map((label) => label.textContent);
      expect(cut).toEqual([]);
    },
  );
});
