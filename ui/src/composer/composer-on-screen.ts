/** A draft in the composer on screen, for tests in a real browser. */
import { expect } from "vitest";
import { page } from "vitest/browser";
import type { SaveDraftForm } from "../host/bindings";
import type { FakeHost } from "../host/fake/host";
import { samplePostId } from "../host/fake/sample-posts";
import { renderApp } from "../test/render-app";
import { settle } from "../test/settle";

const draftPath = `/composer?post=%22${samplePostId(1)}%22`;

export const refusal = {
  code: "internal",
  message: "The disk is full.",
  fix: "Free some space.",
  retry_after_s: null,
  detail: null,
} as const;

export const strip = () => page.getByRole("listbox", { name: "Slides" });
export const tile = (number: number) =>
  strip()
    .getByRole("option")
    .nth(number - 1);
/** Names of the files in the order of the strip. */
export const files = () =>
  strip()
    .getByRole("option")
    .elements()
    .map((each) => each.getAttribute("aria-label")?.match(/[a-z]+-\d/)?.[0]);
export const inWorld = (host: FakeHost) => {
  const draft = host.world.posts.find(({ post }) => post === samplePostId(1));
  if (!draft) throw new Error("the draft is gone");
  return draft;
};
export const saves = (host: FakeHost) =>
  host.calls.filter(({ command }) => command === "save_draft").map(({ form }) => form as SaveDraftForm);
export const caption = () => page.getByRole("textbox", { name: "Caption" });

export async function openDraft(options: Partial<Parameters<typeof renderApp>[0]> = {}) {
  const app = await renderApp({ path: draftPath, ...options });
  await expect.element(strip()).toBeVisible();
  await settle();
  return app;
}

/** Presses, moves and lets go as a mouse does. */
export function drag(element: Element, byX: number, byY = 0): void {
  const box = element.getBoundingClientRect();
  const from = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const send = (type: string, share: number) =>
    element.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        pointerId: 1,
        button: type === "pointermove" ? -1 : 0,
        buttons: 1,
        clientX: from.x + byX * share,
        clientY: from.y + byY * share,
      }),
    );
  // The pointer of a test is no real one that could be held.
  element.setPointerCapture = () => undefined;
  send("pointerdown", 0);
  send("pointermove", 0.3);
  send("pointermove", 0.7);
  send("pointermove", 1);
}

export const letGo = (element: Element) =>
  element.dispatchEvent(new PointerEvent("pointerup", { bubbles: true, pointerId: 1, button: 0 }));
