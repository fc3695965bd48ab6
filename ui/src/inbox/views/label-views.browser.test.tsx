import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { expectAxeClean } from "../../test/axe";
import { asked, freshInbox, listTotal, openWithRows, viewButton, world } from "../inbox-on-screen";

/** The world in which two items carry the first label and one of them the second. */
function labelledWorld() {
  const own = world();
  const tops = own.comments.filter(({ ours, parent }) => !ours && parent === null).slice(0, 2);
  own.items = tops.map(({ comment }, index) => ({
    item: index + 1,
    top: comment,
    snoozed_until: null,
    muted: false,
    flagged: false,
    mine: false,
    labels: index === 0 ? ["l1", "l2"] : ["l1"],
  }));
  return own;
}

describe("the labels beside the views", () => {
  freshInbox();

  it("are a view each, with the number of items that carry them", async () => {
    const own = labelledWorld();
    const [first, second] = own.labels;
    const { host } = await openWithRows({ world: own });
    const labels = page.getByRole("region", { name: "Labels" });
    const button = labels.getByRole("button", { name: new RegExp(`^${first?.name}`) });
    await expect.element(button).toHaveTextContent(`${first?.name}2`);
    await expect.element(labels.getByRole("listitem").nth(1)).toHaveTextContent(`${second?.name}1`);
    await button.click();
    await expect.poll(listTotal).toBe(2);
    expect(asked(host, "open_view").at(-1)).toMatchObject({ view: "all" });
    await expect.element(button).toHaveAttribute("aria-current", "true");
    await expect.element(viewButton(/^All/)).not.toHaveAttribute("aria-current");
    await viewButton(/^Needs reply/).click();
    await expect.element(button).not.toHaveAttribute("aria-current");
  });

  it("count what the chosen accounts have", async () => {
    const own = labelledWorld();
    await openWithRows({ world: own });
    const account = own.accounts.find(({ id }) => id !== own.comments[0]?.account);
    await page.getByRole("button", { name: `${account?.mark}, ${account?.name}` }).click();
    await expect
      .element(page.getByRole("region", { name: "Labels" }).getByRole("listitem").first())
      .toHaveTextContent(/^\D+\d?$/);
  });

  it.each(["light", "dark"] as const)("are clean for assistive technology, %s", async (scheme) => {
    await openWithRows({ world: labelledWorld(), scheme });
    await expect.element(page.getByRole("region", { name: "Labels" }).getByText("2")).toBeVisible();
    await expectAxeClean();
  });
});
