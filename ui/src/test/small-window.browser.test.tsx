import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { allStates } from "./pages";
import { renderApp } from "./render-app";
import { settle } from "./settle";

/** Elements that can be pressed but whose middle lies beside the window or under something else. */
function unreachable(): string[] {
  return [...document.querySelectorAll<HTMLElement>("button, a[href], input, [tabindex='0']")].flatMap(
    (element) => {
      // What is inert lies under something that is closed first.
      if (!element.checkVisibility() || element.closest("[aria-hidden=true], [inert]")) return [];
      element.scrollIntoView({ block: "center" });
      const box = element.getBoundingClientRect();
      if (box.width === 0) return [];
      const outside =
        box.left < 0 || box.right > window.innerWidth || box.top < 0 || box.bottom > window.innerHeight;
      const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      const covered =
        top !== null &&
        !element.contains(top) &&
        !top.contains(element) &&
        // What floats over it is closed first.
        !top.closest("[data-floats]") &&
        !top.closest("label")?.contains(element);
      return outside || covered ? [element.textContent || element.ariaLabel || element.tagName] : [];
    },
  );
}

describe("smallest window, 900 × 600", () => {
  beforeAll(() => page.viewport(900, 600));
  afterAll(() => page.viewport(1440, 900));

  it.each(allStates)("$name keeps everything in reach", async ({ path, world, prepare, arrange, ready }) => {
    const app = await renderApp({ path, ...(world && { world: world() }), ...(prepare && { prepare }) });
    if (arrange) {
      await settle();
      await arrange(app);
    }
    await ready(app);
    await settle();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(900);
    const dialog = document.querySelector('[role="dialog"]');
    // A dialog covers what lies under it on purpose.
    if (!dialog) expect(unreachable()).toEqual([]);
    else expect(dialog.getBoundingClientRect().right).toBeLessThanOrEqual(900);
  });
});
