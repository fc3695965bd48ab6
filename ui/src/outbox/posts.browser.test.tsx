import { describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { IpcError } from "../host/bindings";
import { emptyOutbox } from "../host/fake/sample-outbox";
import { samplePostId } from "../host/fake/sample-posts";
import { type FakeWorld, sampleWorld } from "../host/fake/world";
import { renderApp } from "../test/render-app";
import { settle } from "../test/settle";

const at = (number: number) => `/outbox?post=%22${samplePostId(number)}%22`;
const title = (name: string | RegExp) => page.getByRole("heading", { level: 2, name });
const card = page.getByRole("article").first();
const asked = (host: { calls: { command: string }[] }) => host.calls.map((call) => call.command);

/** No action on the way. */
const postsAlone = (): FakeWorld => ({ ...sampleWorld(), outbox: { ...emptyOutbox } });

const refusal: IpcError = {
  code: "precondition",
  message: "The login of this account no longer works.",
  fix: "Renew it, then publish again.",
  retry_after_s: null,
  detail: "190 / 463",
};

describe("posts in the outbox", () => {
  it("stand in their sections, apart from drafts", async () => {
    await renderApp({ path: "/outbox", world: postsAlone() });
    const rows = (name: RegExp) => page.getByRole("region", { name }).getByRole("listitem");
    await expect.element(rows(/^Needs you 4/).first()).toHaveTextContent(/Two skeins left/);
    await expect.element(rows(/^Checking 1/)).toHaveTextContent(/The ridge, this morning/);
    await expect.element(rows(/^Under way 2/).last()).toHaveTextContent(/processing 3 of 6/);
    await expect
      .element(rows(/^Next 2/).first())
      .toHaveTextContent(/Four ways to fold a napkin.*due .*Ready/);
    await expect.element(rows(/^Done today 1/)).toHaveTextContent(/House blend no. 9, the slow roast/);
    expect(page.getByText(/We roasted it slower/).elements()).toHaveLength(0);
  });

  it("are walked with j and k together with actions", async () => {
    await renderApp({ path: at(9) });
    await expect.element(title("Held until somebody has looked.")).toBeVisible();
    await userEvent.keyboard("j");
    await expect.element(title("Reply to hollow.reed")).toBeVisible();
    await userEvent.keyboard("k");
    await expect.element(title("Held until somebody has looked.")).toBeVisible();
  });

  it("show the ladders of what is under way beside the one that is shown, and open it", async () => {
    await renderApp({ path: at(7) });
    await expect.element(page.getByRole("heading", { level: 3, name: "Now pouring." })).toBeVisible();
    await page.getByRole("button", { name: "Now pouring.", exact: true }).last().click();
    await expect.element(title("Now pouring.")).toBeVisible();
    expect(page.getByRole("heading", { level: 3, name: "Now pouring." }).elements()).toHaveLength(0);
  });

  it("keep hostile captions as text", async () => {
    const world = postsAlone();
    const [, post] = world.posts;
    if (post) post.caption = '<img src=x onerror="document.title=1">{name} \u202Egnp.exe\n\nmore';
    await renderApp({ path: at(2), world });
    await expect.element(title('<img src=x onerror="document.title=1">{name} \u202Egnp.exe')).toBeVisible();
    expect(document.querySelector('img[src="x"]')).toBeNull();
  });

  it("are shown although the actions cannot be read", async () => {
    await renderApp({ path: at(7), prepare: (host) => host.disturb("outbox", refusal) });
    await expect.element(page.getByText(refusal.message)).toBeVisible();
    await expect.element(title(/^Autumn kiln/)).toBeVisible();
  });
});

describe("a post that failed", () => {
  it("says which slide and why, and goes on there when a person says so", async () => {
    const { host } = await renderApp({ path: at(7), world: { ...postsAlone(), stepMs: 60_000 } });
    await expect.element(card.getByText("Instagram could not fetch slide 4.")).toBeVisible();
    await expect.element(card.getByText(/the other slides are kept/)).toBeVisible();
    expect(asked(host)).not.toContain("retry_post");
    await card.getByRole("button", { name: "Try slide 4 again" }).click();
    await vi.waitFor(() => expect(asked(host)).toContain("retry_post"));
    await expect.element(card.getByText("Preparing", { exact: true })).toBeVisible();
    const steps = card.getByRole("list", { name: "Steps to Instagram" });
    await expect.element(steps.getByRole("listitem").first()).toHaveTextContent(/Prepared.*done/);
    await expect.element(card.getByText("Instagram could not fetch slide 4.")).not.toBeInTheDocument();
  });

  it("answers its keys", async () => {
    const { host } = await renderApp({ path: at(7), world: { ...postsAlone(), stepMs: 60_000 } });
    await expect.element(title(/^Autumn kiln/)).toBeVisible();
    await userEvent.keyboard("r");
    await vi.waitFor(() => expect(asked(host)).toContain("retry_post"));
  });

  it("opens in the composer", async () => {
    const { router } = await renderApp({ path: at(7), world: postsAlone() });
    await expect.element(title(/^Autumn kiln/)).toBeVisible();
    await userEvent.keyboard("e");
    await vi.waitFor(() => {
      expect(router.state.location.pathname).toBe("/composer");
      expect(router.state.location.search).toEqual({ post: samplePostId(7) });
    });
  });

  it("shows on its card why a decision was refused", async () => {
    const { host } = await renderApp({ path: at(7), world: postsAlone() });
    await expect.element(title(/^Autumn kiln/)).toBeVisible();
    host.disturb("retry_post", refusal);
    await card.getByRole("button", { name: "Try slide 4 again" }).click();
    await expect.element(card.getByText(refusal.message)).toBeVisible();
    await expect.element(card.getByText("Renew it, then publish again.")).toBeVisible();
  });

  it("names every slide that failed for a reason of its own", async () => {
    const world = postsAlone();
    const post = world.posts.find((each) => each.post === samplePostId(7));
    const step = post?.ladder.find((each) => each.step === "containers");
    for (const slide of step?.slides.slice(1, 3) ?? [])
      Object.assign(slide, {
        state: "failed",
        problem: { ...refusal, message: "The picture is too narrow.", fix: null },
      });
    await renderApp({ path: at(7), world });
    await expect.element(card.getByText("3 slides could not go on.")).toBeVisible();
    await expect.element(card.getByText("Slide 2: The picture is too narrow.")).toBeVisible();
    await expect.element(card.getByText("Slide 3: The picture is too narrow.")).toBeVisible();
    await expect.element(card.getByText("Slide 4: Instagram could not fetch slide 4.")).toBeVisible();
    await expect.element(card.getByRole("button", { name: "Try again" })).toBeVisible();
    await expect.element(card.getByText("Failed", { exact: true })).toBeVisible();
  });

  it("leads to the test of the media host where a picture was not fetched from it", async () => {
    await renderApp({ path: at(7), world: postsAlone() });
    await expect.element(card.getByRole("button", { name: "Test media host" })).toBeVisible();
    await userEvent.keyboard("m");
    await expect.element(page.getByRole("heading", { level: 2, name: "Media host" })).toBeVisible();
  });

  it("leads to the login where that is what stopped it", async () => {
    const world = postsAlone();
    const post = world.posts.find((each) => each.post === samplePostId(7));
    if (post) post.problem = { ...refusal, code: "reconnect" };
    await renderApp({ path: at(7), world });
    await card.getByRole("button", { name: "Renew login" }).click();
    await expect
      .element(page.getByRole("heading", { name: "Renew the login of Solvej Ceramics" }))
      .toBeVisible();
  });
});

describe("a post in doubt", () => {
  it("is being checked, will not be sent twice, and offers nothing that could", async () => {
    const { host } = await renderApp({ path: at(6), world: postsAlone() });
    await expect.element(card.getByText(/will not send it twice/)).toBeVisible();
    expect(card.getByRole("button", { name: /again/ }).elements()).toHaveLength(0);
    expect(card.getByRole("button", { name: /publish/i }).elements()).toHaveLength(0);
    await userEvent.keyboard("f");
    await vi.waitFor(() => expect(asked(host)).toContain("check_post"));
  });

  it("claims no call of its own where another copy of the data may have made it", async () => {
    const world = postsAlone();
    const post = world.posts.find((each) => each.post === samplePostId(6));
    if (post)
      post.problem = {
        ...refusal,
        code: "held",
        message: "Another copy of this data may have posted it already.",
        fix: "We are looking for it before anything is sent.",
      };
    await renderApp({ path: at(6), world });
    await expect
      .element(card.getByText("Another copy of this data may have posted it already."))
      .toBeVisible();
    await expect.element(card.getByText("We are looking for it before anything is sent.")).toBeVisible();
    expect(card.getByText(/We sent it|sent in one call/).elements()).toHaveLength(0);
  });

  it("says that nothing was posted where the program has no word for what happened", async () => {
    const world = postsAlone();
    const post = world.posts.find((each) => each.post === samplePostId(7));
    if (post) post.problem = null;
    await renderApp({ path: at(7), world });
    await expect.element(card.getByText("This post could not go on.")).toBeVisible();
    await expect.element(card.getByText("Nothing has been posted.")).toBeVisible();
  });

  it("is made a second time only after a person was told what that means", async () => {
    const { host } = await renderApp({ path: at(8), world: { ...postsAlone(), stepMs: 60_000 } });
    await expect.element(title(/^Two skeins/)).toBeVisible();
    await userEvent.keyboard("{Shift>}P{/Shift}");
    const dialog = page.getByRole("dialog", { name: "Post this a second time?" });
    await expect.element(dialog.getByText(/this makes a second one/)).toBeVisible();
    await expect.element(dialog.getByRole("button", { name: "Cancel" })).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    await expect.element(dialog).not.toBeInTheDocument();
    expect(asked(host)).not.toContain("post_again");
    await card.getByRole("button", { name: "Post again…" }).click();
    await dialog.getByRole("button", { name: "Post again", exact: true }).click();
    await vi.waitFor(() => expect(asked(host)).toContain("post_again"));
  });

  it("stays on Instagram if it is there when it is discarded, and says so", async () => {
    const { host } = await renderApp({ path: at(8), world: postsAlone() });
    await expect.element(title(/^Two skeins/)).toBeVisible();
    await userEvent.keyboard("#");
    const dialog = page.getByRole("dialog", { name: "Discard this post?" });
    await expect.element(dialog.getByText(/If it is on Instagram, it stays there/)).toBeVisible();
    await dialog.getByRole("button", { name: "Discard post" }).click();
    await vi.waitFor(() => expect(asked(host)).toContain("discard_post"));
    await expect.element(page.getByText(/^Two skeins/)).not.toBeInTheDocument();
  });
});

describe("a post that waits for its time", () => {
  it("goes back to a draft and leaves the list", async () => {
    const { host } = await renderApp({ path: at(2), world: postsAlone() });
    await expect.element(title(/^Sunday, first light/)).toBeVisible();
    await expect.element(card.getByText(/in 3 h 5\d min/)).toBeVisible();
    await userEvent.keyboard("x");
    await vi.waitFor(() => expect(asked(host)).toContain("cancel_post"));
    await expect.element(page.getByText(/^Sunday, first light/)).not.toBeInTheDocument();
  });

  it("keeps room for its name: what is rare lies in a menu, and its keys answer all the same", async () => {
    const { host } = await renderApp({ path: at(2), world: postsAlone() });
    await expect.element(title(/^Sunday, first light/)).toBeVisible();
    expect(card.getByRole("button", { name: "Discard…" }).elements()).toHaveLength(0);
    await userEvent.keyboard(".");
    await page.getByRole("menuitem", { name: "Discard…" }).click();
    const dialog = page.getByRole("dialog", { name: "Discard this post?" });
    await expect.element(dialog.getByText(/open it in the composer instead/)).toBeVisible();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    await userEvent.keyboard("#");
    await expect.element(dialog).toBeVisible();
    expect(asked(host)).not.toContain("discard_post");
  });

  it("asks before it goes out early, and names the revision a person saw", async () => {
    const { host } = await renderApp({ path: at(4), world: { ...postsAlone(), stepMs: 60_000 } });
    await expect.element(title("Four ways to fold a napkin.")).toBeVisible();
    await userEvent.keyboard("p");
    const dialog = page.getByRole("dialog", { name: "Publish this post now?" });
    await expect.element(dialog.getByText(/^It is due/)).toBeVisible();
    await dialog.getByRole("button", { name: "Publish now" }).click();
    await vi.waitFor(() =>
      expect(host.calls).toContainEqual({
        command: "publish_post",
        form: { post: samplePostId(4), revision: 3, when: { kind: "now" } },
      }),
    );
  });

  it("says why it was missed and asks before it goes out late", async () => {
    await renderApp({ path: at(10), world: postsAlone() });
    await expect.element(card.getByText(/passed while this machine was asleep/)).toBeVisible();
    await card.getByRole("button", { name: "Publish now" }).click();
    await expect.element(page.getByRole("dialog").getByText(/^It was due/)).toBeVisible();
  });

  it("names no time where none was set", async () => {
    const world = postsAlone();
    for (const post of world.posts) Object.assign(post, { due_at: null, wall_time: null, zone: null });
    await renderApp({ path: at(10), world });
    await card.getByRole("button", { name: "Publish now" }).click();
    const dialog = page.getByRole("dialog", { name: "Publish this post now?" });
    await expect.element(dialog.getByText("It goes out as soon as it is ready, once.")).toBeVisible();
    await expect.element(page.getByText(/\bdue\b/)).not.toBeInTheDocument();
  });

  it("is released together with everything that is held", async () => {
    const { host } = await renderApp({ path: at(9), world: postsAlone() });
    await expect.element(title("Held until somebody has looked.")).toBeVisible();
    await card.getByRole("button", { name: "Send all held" }).click();
    await vi.waitFor(() =>
      expect(host.calls).toContainEqual({ command: "answer_hold", form: { release: true } }),
    );
    await expect
      .element(page.getByRole("region", { name: /^Next 3/ }).getByText("Held until somebody has looked."))
      .toBeVisible();
  });
});

describe("a live post", () => {
  it("opens on Instagram from its row and from its card", async () => {
    const { host } = await renderApp({ path: at(11), world: postsAlone() });
    await expect.element(card.getByText(/live since/)).toBeVisible();
    const row = page.getByRole("region", { name: /^Done today/ }).getByRole("listitem");
    await row.getByRole("button", { name: "Open on Instagram" }).click();
    await vi.waitFor(() =>
      expect(asked(host).filter((name) => name === "open_post_on_instagram")).toHaveLength(1),
    );
    await settle();
    await userEvent.keyboard("v");
    await vi.waitFor(() =>
      expect(asked(host).filter((name) => name === "open_post_on_instagram")).toHaveLength(2),
    );
  });

  it("offers no link before it has been read", async () => {
    const world = postsAlone();
    const post = world.posts.find((each) => each.post === samplePostId(11));
    if (post) post.permalink = null;
    await renderApp({ path: at(11), world });
    await expect.element(card.getByText(/live since/)).toBeVisible();
    expect(page.getByRole("button", { name: "Open on Instagram" }).elements()).toHaveLength(0);
  });
});
