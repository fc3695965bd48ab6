import pseudo from "virtual:pseudo-locale";
import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { withTaggedPosts } from "../host/fake/tagged-posts";
import type { FakeWorld } from "../host/fake/world";
import { expectAxeClean } from "../test/axe";
import {
  asked,
  freshInbox,
  openInbox,
  openWithRows,
  option,
  selected,
  viewButton,
  world,
} from "./inbox-on-screen";
import { useInboxState } from "./inbox-state";

freshInbox();

/** Tagged posts among a few comments, so that every row is on screen. */
function tagged(): FakeWorld {
  const own = withTaggedPosts(world());
  own.comments = own.comments.slice(0, 6);
  return own;
}

const heading = () => page.getByRole("heading", { level: 2 });
const post = () => page.getByRole("region", { name: "Tagged post" });

/** Opens the inbox and one of its tagged posts in the view All, newest first. */
async function openPost(name: RegExp, options: Parameters<typeof openWithRows>[0] = {}) {
  useInboxState.setState({ view: "all", order: "newest_first" });
  const app = await openWithRows({ world: tagged(), ...options });
  await option(name).first().click();
  await expect.element(post()).toBeVisible();
  return app;
}

describe("a post of somebody else that tags an account", () => {
  it("stands in the list as such and in the detail with its caption, and says why it is not answered here", async () => {
    await openPost(/north\.table/);
    await expect.element(heading()).toHaveTextContent("north.table");
    expect(selected()?.textContent).toContain("Tagged you");
    expect(selected()?.textContent).toContain("Tagged post");
    await expect.element(post()).toHaveTextContent("Tagged you in a picture");
    await expect.element(post()).toHaveTextContent("Sunday breakfast on the big plate");
    await expect
      .element(page.getByText(/comment only where a caption or comment mentions you/))
      .toBeVisible();
    await option(/quiet\.harbour/).click();
    expect(selected()?.textContent).toContain("Tagged you in a post without words");
    await option(/paper\.lantern/).click();
    expect(selected()?.textContent).toContain("Not shown any more");
    await expect.element(post()).toHaveTextContent("gone or private, or no longer tags you");
    expect(
      post()
        .getByRole("button", { name: /Open on Instagram/ })
        .elements(),
    ).toEqual([]);
  });

  it("is opened on Instagram, noted on, labelled and done by keys, and undone", async () => {
    const { host } = await openPost(/north\.table/);
    const item = host.world.items.find(({ top }) => top === "g1")?.item;
    await userEvent.keyboard("v");
    await expect.poll(() => asked(host, "open_tagged_post_on_instagram")).toEqual([{ item }]);
    await userEvent.keyboard("n");
    await expect.poll(() => document.activeElement?.tagName).toBe("TEXTAREA");
    await userEvent.keyboard("Ask for the picture{Control>}{Enter}{/Control}");
    await expect.element(post()).toHaveTextContent("Ask for the picture");
    await userEvent.keyboard("h#");
    expect(asked(host, "set_hidden")).toEqual([]);
    expect(page.getByRole("dialog").elements(), "nobody can hide or delete it").toEqual([]);
    await userEvent.keyboard("{Shift>}e{/Shift}");
    await expect.poll(() => asked(host, "set_done").length).toBe(1);
    await userEvent.keyboard("z");
    await expect.poll(() => asked(host, "undo_decisions").length).toBe(1);
  });

  it("shows what its owner wrote as text and inside its box", async () => {
    const own = tagged();
    const [first] = own.taggedPosts;
    if (first) first.text = `<img src=x onerror="document.title=1">‮desrever ${"W".repeat(9_000)}`;
    await openPost(/north\.table/, { world: own });
    await expect.element(post()).toHaveTextContent('<img src=x onerror="document.title=1">');
    const scroller = post().element();
    expect(scroller.querySelector("img")).toBeNull();
    expect(scroller.scrollWidth).toBeLessThanOrEqual(scroller.clientWidth);
    const caption = scroller.querySelector("p[data-selectable]");
    expect(caption && getComputedStyle(caption).unicodeBidi).toBe("isolate");
    expect(selected()?.getBoundingClientRect().height).toBe(64);
  });

  it("has the card of its owner with the trail of the item", async () => {
    const { host } = await openPost(/mirela\.runs\.far/);
    const item = host.world.items.find(({ top }) => top === "g2")?.item;
    await userEvent.keyboard("i");
    await expect.poll(() => asked(host, "author_card")).toEqual([{ kind: "tagged_post", item }]);
    await expect.poll(() => asked(host, "item_trail")).toEqual([{ kind: "tagged_post", item }]);
  });

  for (const scheme of ["light", "dark"] as const)
    it(`has no axe violations (${scheme})`, async () => {
      await openPost(/north\.table/, { scheme });
      await expectAxeClean();
    });

  it("fits in a narrow window in half as many words again", async () => {
    await page.viewport(900, 600);
    useInboxState.setState({ view: "all", order: "newest_first" });
    await openInbox({ world: tagged(), messages: pseudo });
    await option(/north\.table/)
      .first()
      .click();
    await expect.element(heading()).toHaveTextContent("north.table");
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(900);
  });
});

describe("the view of mentions", () => {
  it("holds what tags an account and says which mentions Instagram does not tell", async () => {
    await openInbox({ world: tagged() });
    await viewButton(/^Mentions/).click();
    await expect.element(option(/north\.table/)).toBeVisible();
    expect(option(/paper\.lantern/).elements()).toEqual([]);
    await expect.element(page.getByText(/reach a program through a webhook receiver/)).toBeVisible();
    expect(page.getByText(/does not tell Postroom in which posts/).elements()).toEqual([]);
  });

  it("says of an account that is told none why, and what to do", async () => {
    const own = tagged();
    const [first, second] = own.accounts;
    const asked_at = new Date().toISOString();
    own.untoldTags = [
      { account: first?.id ?? "", why: "not_offered", asked_at },
      { account: second?.id ?? "", why: "permission", asked_at },
    ];
    own.taggedPosts = [];
    await openInbox({ world: own });
    await viewButton(/^Mentions/).click();
    await expect
      .element(page.getByText(new RegExp(`which posts ${first?.username} is tagged: it does not offer`)))
      .toBeVisible();
    await expect.element(page.getByText(new RegExp(`Connect ${second?.username} again`))).toBeVisible();
    await expect.element(page.getByText("No mention is known here")).toBeVisible();
    await expectAxeClean();
  });
});
