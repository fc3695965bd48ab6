import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { expectAxeClean } from "../../test/axe";
import { freshInbox, openWithRows, world } from "../inbox-on-screen";

/** The world in which the first item has a history. */
function worldWithTrail() {
  const own = world();
  const [trail] = own.trails.values();
  own.trails = new Map(own.comments.map(({ comment }) => [comment, trail ?? []]));
  return own;
}

const trail = () => page.getByRole("region", { name: /What happened/ });

describe("the audit trail of an item", () => {
  freshInbox();

  it("stands in the drawer with who, where and when, newest first, the rest on demand", async () => {
    await openWithRows({ world: worldWithTrail() });
    await userEvent.keyboard("i");
    const entries = trail().getByRole("listitem");
    await expect.element(entries.first()).toHaveTextContent(/Open again.*Postroom · front-desk/);
    expect(entries.elements()).toHaveLength(8);
    await expect
      .element(entries.nth(1))
      .toHaveTextContent(/Reply to north.face.of.things: done on Instagram.*Postroom · front-desk/);
    await expect.element(entries.nth(5)).toHaveTextContent(/Labelled Order issue.*Maya · front-desk/);
    await expect.element(entries.nth(6)).toHaveTextContent(/Assigned to Front desk/);
    await expect.element(entries.nth(7)).toHaveTextContent(/Snoozed until .+\d\d:\d\d/);
    await trail().getByRole("button", { name: "1 more" }).click();
    await expect.element(entries.last()).toHaveTextContent(/was edited on Instagram.*On Instagram/);
  });

  it("says so where nothing happened, and what went wrong where it cannot be read", async () => {
    const own = world();
    own.trails = new Map();
    const { host } = await openWithRows({ world: own });
    await userEvent.keyboard("i");
    await expect.element(trail()).toHaveTextContent(/Nobody did anything here yet/);
    await userEvent.keyboard("{Escape}");
    host.disturb("item_trail", {
      code: "internal",
      message: "The log cannot be read.",
      fix: null,
      retry_after_s: null,
      detail: null,
    });
    await userEvent.keyboard("ji");
    await expect.element(trail()).toHaveTextContent(/The log cannot be read/);
  });

  it.each(["light", "dark"] as const)("is clean for assistive technology, %s", async (scheme) => {
    await openWithRows({ world: worldWithTrail(), scheme });
    await userEvent.keyboard("i");
    await expect.element(trail().getByRole("listitem").first()).toBeVisible();
    await expectAxeClean();
  });
});
