import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { withConversations } from "../host/fake/sample-conversations";
import { expectAxeClean } from "../test/axe";
import { asked, freshInbox, names, openInbox, selected, whole, world } from "./inbox-on-screen";
import { useInboxState } from "./inbox-state";

const zalgo = `Z${"̵̷̸̡̢̧̨".repeat(60)}algo${"̀́̂̃".repeat(80)}`;

/** What people write to do harm, or by mistake; null is a comment without words. */
const table: readonly (string | null)[] = [
  '<img src=x onerror="document.title=1"><b>bold</b>',
  "‮desrever si siht‮ and on",
  "مرحبا بكم a mixed line שלום",
  zalgo,
  Array.from({ length: 10_000 }, () => "👩").join("‍"),
  "before\0after\0",
  "W".repeat(100_000),
  "words ".repeat(17_000),
  null,
];

function hostileWorld() {
  const own = world();
  const theirs = own.comments.filter(({ ours }) => !ours);
  own.comments = theirs.slice(0, table.length);
  own.items = [];
  own.comments.forEach((comment, index) => {
    Object.assign(comment, {
      text: table[index],
      username: index === 6 ? "w".repeat(300) : index === 8 ? "" : comment.username,
      parent: null,
      hidden: false,
    });
  });
  return own;
}

const rect = (element: Element | null | undefined) => element?.getBoundingClientRect() ?? new DOMRect();

describe("what people write", () => {
  freshInbox();

  it("stays text, inside its row and inside its pane, and turns nothing round it round", async () => {
    await openInbox({ world: hostileWorld() });
    await expect.poll(() => names().length, { timeout: 10_000 }).toBe(table.length);
    await whole();
    for (let step = 0; step < table.length; step += 1) {
      const row = selected();
      expect(rect(row).height).toBe(64);
      const name = row?.querySelector("bdi");
      const words = row?.querySelector("span[dir=auto]");
      const [time, thumb] = [
        rect(row?.querySelector("time")),
        rect(row?.firstElementChild?.lastElementChild),
      ];
      expect(rect(name).right).toBeLessThanOrEqual(time.left);
      expect(time.right).toBeLessThanOrEqual(thumb.left);
      expect(rect(words).right).toBeLessThanOrEqual(thumb.left);
      expect(rect(words).bottom).toBeLessThanOrEqual(rect(row).bottom);
      for (const isolated of [name, words]) {
        expect(isolated && getComputedStyle(isolated).unicodeBidi).toBe("isolate");
      }
      const thread = page.getByRole("list", { name: "Thread" }).element();
      expect(thread.scrollWidth).toBeLessThanOrEqual(thread.clientWidth);
      expect(thread.querySelector("img, b")).toBeNull();
      await userEvent.keyboard("j");
    }
    expect(document.querySelectorAll('[role="listbox"] b').length).toBe(0);
    expect(document.title).not.toBe("1");
  });

  it("has a placeholder where there are no words and no name", async () => {
    await openInbox({ world: hostileWorld() });
    await expect.poll(() => names().length).toBe(table.length);
    const nobody = page.getByRole("option", { name: /Unknown person/ });
    await expect.element(nobody).toHaveTextContent(/No text/);
    await nobody.click();
    await userEvent.keyboard("i");
    await expect
      .element(page.getByRole("complementary").getByText(/does not tell who wrote this/))
      .toBeVisible();
  });

  it("goes by a placeholder wherever a name would stand", async () => {
    const own = withConversations(hostileWorld());
    const { host } = await openInbox({ world: own });
    const nobody = page.getByRole("option", { name: /Unknown person/ });
    const head = page.getByRole("heading", { level: 2, name: "Unknown person" });
    const initials = () =>
      [...document.querySelectorAll('[role="option"] [aria-hidden]')].map((each) => each.textContent);
    await expect.poll(() => nobody.elements().length).toBe(2);
    expect(initials()).not.toContain("UN");

    await page.getByRole("option", { name: /Unknown person.*No text/ }).click();
    await expect.element(head).toBeVisible();
    await expect.element(page.getByText("Instagram does not tell who wrote this").first()).toBeVisible();
    await expect.element(page.getByRole("list", { name: "Thread" })).toHaveTextContent(/Unknown person/);
    await expect
      .element(page.getByRole("textbox", { name: /reply/i }))
      .toHaveAttribute("placeholder", "Reply to someone");
    await page.getByRole("textbox", { name: /reply/i }).fill("Who are you?");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect.poll(() => asked(host, "reply")).toHaveLength(1);

    await page.getByRole("option", { name: /Unknown person.*Message/ }).click();
    await expect.element(head).toBeVisible();
    await expect
      .element(page.getByRole("list", { name: "Conversation" }))
      .toHaveTextContent(/Unknown person/);
    await expectAxeClean();

    useInboxState.getState().setGrouping("author");
    await expect.element(page.getByText("Handle unknown")).toBeVisible();
  });

  it.each(["light", "dark"] as const)("is clean for assistive technology, %s", async (scheme) => {
    await openInbox({ world: hostileWorld(), scheme });
    await expect.poll(() => names().length).toBe(table.length);
    await expectAxeClean();
  });
});
