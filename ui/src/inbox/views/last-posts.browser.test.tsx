import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { openUnder } from "../../host/fake/items";
import type { FakeWorld } from "../../host/fake/world";
import { expectAxeClean } from "../../test/axe";
import { asked, freshInbox, listTotal, openWithRows, viewButton, world } from "../inbox-on-screen";

const section = () => page.getByRole("region", { name: "Last posts" });
const rows = () => section().getByRole("listitem");

/** The posts of the sample world, newest first. */
const newestOf = (own: FakeWorld) => [...own.media].sort((a, b) => a.age - b.age);

/** A world whose newest post has three threads, two of them with something open, and whose second has no words. */
function livelyWorld() {
  const own = world();
  const [newest, second] = newestOf(own);
  if (!newest || !second) throw new Error("the sample world has posts");
  own.comments = own.comments.filter(({ media }) => media !== newest.media);
  const [like] = own.comments.filter(({ ours, parent, hidden }) => !ours && !hidden && parent === null);
  if (!like) throw new Error("the sample world has comments");
  const under = { ...like, media: newest.media, account: newest.accountId, done: false };
  own.comments.push(
    { ...under, comment: "first", username: "first.here" },
    { ...under, comment: "below", username: "second.here", parent: "first" },
    { ...under, comment: "other", username: "third.here" },
    { ...under, comment: "settled", username: "fourth.here", done: true },
  );
  second.caption = "";
  return { own, newest, second };
}

describe("the last posts beside the views", () => {
  freshInbox();

  it("are the newest four, each with what is open under it", async () => {
    const own = world();
    await openWithRows({ world: own });
    for (const [place, { caption, media }] of newestOf(own).slice(0, 4).entries()) {
      const open = openUnder(own, media);
      await expect.element(rows().nth(place)).toHaveTextContent(`${caption}${open === 0 ? "" : open}`);
    }
    expect(rows().elements()).toHaveLength(4);
    const heights = rows()
      .elements()
      .map((row) => row.getBoundingClientRect().height);
    expect(heights).toEqual([34, 34, 34, 34]);
  });

  it("show everything under a post, and say so until something else is shown", async () => {
    const { own, newest } = livelyWorld();
    const { host } = await openWithRows({ world: own });
    const button = rows().first().getByRole("button");
    await expect.element(button).toHaveTextContent(`${newest.caption}3`);
    await expect.element(button).not.toHaveAttribute("aria-current");
    await button.click();
    await expect.poll(listTotal).toBe(3);
    expect(asked(host, "open_view").at(-1)).toMatchObject({ view: "all", filter: `post:${newest.media}` });
    await expect.element(button).toHaveAttribute("aria-current", "true");
    await expect.element(viewButton(/^All/)).not.toHaveAttribute("aria-current");
    await viewButton(/^Needs reply/).click();
    await expect.element(button).not.toHaveAttribute("aria-current");
    await expect.element(viewButton(/^Needs reply/)).toHaveAttribute("aria-current", "true");
  });

  it("are named by their words above the list, and left by taking that away", async () => {
    const { own, newest } = livelyWorld();
    const { host } = await openWithRows({ world: own });
    await rows().first().getByRole("button").click();
    await page.getByRole("button", { name: `Remove the filter post: ${newest.caption}` }).click();
    await expect.poll(() => asked(host, "open_view").at(-1)).toMatchObject({ view: "all", filter: "" });
    await expect.element(viewButton(/^All/)).toHaveAttribute("aria-current", "true");
    await expect.element(rows().first().getByRole("button")).not.toHaveAttribute("aria-current");
  });

  it("open by keyboard, and F6 comes back to the one that is shown", async () => {
    await openWithRows({ world: livelyWorld().own });
    const button = rows().first().getByRole("button");
    await expect.element(button).toBeVisible();
    (button.element() as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");
    await expect.element(button).toHaveAttribute("aria-current", "true");
    await expect.element(button).toHaveAttribute("data-pane-focus", "true");
  });

  it("say that a post has no caption, and no number where nothing is open", async () => {
    const { own, second } = livelyWorld();
    own.comments = own.comments.filter(({ media }) => media !== second.media);
    await openWithRows({ world: own });
    await expect.element(rows().nth(1)).toHaveTextContent(/^A post without caption$/);
  });

  it("count anew when something is done", async () => {
    const { own, newest } = livelyWorld();
    const { host } = await openWithRows({ world: own });
    await expect.element(rows().first()).toHaveTextContent(`${newest.caption}3`);
    for (const each of host.world.comments) if (each.comment === "other") each.done = true;
    host.stale({ kind: "inbox_counts" });
    await expect.element(rows().first()).toHaveTextContent(`${newest.caption}2`);
  });

  it("are those of the chosen accounts", async () => {
    const own = world();
    await openWithRows({ world: own });
    await expect.element(rows().nth(3)).toBeVisible();
    const account = own.accounts.find(({ id }) => id !== newestOf(own)[0]?.accountId);
    const theirs = newestOf(own).filter(({ accountId }) => accountId === account?.id);
    await page.getByRole("button", { name: `${account?.mark}, ${account?.name}` }).click();
    await expect.poll(() => rows().elements().length).toBe(theirs.length);
    await expect.element(rows().first()).toHaveTextContent(theirs[0]?.caption ?? "none");
  });

  it("stand in the menu of a small window, too", async () => {
    await page.viewport(900, 600);
    const { own, newest } = livelyWorld();
    const { host } = await openWithRows({ world: own });
    await page.getByRole("button", { name: "Show views" }).click();
    await page.getByRole("menuitem", { name: newest.caption }).click();
    await expect
      .poll(() => asked(host, "open_view").at(-1))
      .toMatchObject({ view: "all", filter: `post:${newest.media}` });
  });

  it.each(["light", "dark"] as const)("are clean for assistive technology, %s", async (scheme) => {
    const { own, newest } = livelyWorld();
    await openWithRows({ world: own, scheme });
    await rows().first().getByRole("button").click();
    await expect
      .element(section().getByRole("button", { name: newest.caption }))
      .toHaveAttribute("aria-current");
    await expectAxeClean();
  });
});
