import { afterEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { noMediaHost, samplePostId } from "../host/fake/sample-posts";
import { sampleWorld } from "../host/fake/world";
import { renderApp } from "../test/render-app";
import { settle } from "../test/settle";
import { caption, files, inWorld, openDraft, refusal, strip, tile } from "./composer-on-screen";

describe("caption", () => {
  it("says what Instagram counts and draws the line at which it folds", async () => {
    await openDraft();
    await expect.element(page.getByText("202 / 2,200")).toBeVisible();
    await expect.element(page.getByText("folds here: more")).toBeVisible();
    const field = caption().element().getBoundingClientRect();
    const fold = document.querySelector("[data-fold]")?.getBoundingClientRect();
    // Under the first of three lines.
    expect(Math.round((fold?.top ?? 0) - field.top)).toBe(12 + 23);
    await caption().fill("short");
    await expect.element(page.getByText("5 / 2,200")).toBeVisible();
    await expect.element(page.getByText("folds here: more")).not.toBeInTheDocument();
  });

  it("unfolds on the phone", async () => {
    await openDraft();
    const phone = page.getByRole("region", { name: "How it will look" });
    await expect.element(phone).not.toHaveTextContent("House blend");
    await phone.getByRole("button", { name: "… more" }).click();
    await expect.element(phone).toHaveTextContent("House blend");
  });
});

describe("preflight", () => {
  it("goes to the slide that lacks alt text and is read again once there is some", async () => {
    await openDraft();
    await expect.element(page.getByText("2 to look at")).toBeVisible();
    await expect.element(tile(4)).toHaveAccessibleName(/worth a look/);
    await page.getByRole("button", { name: "Write" }).first().click();
    await expect.element(page.getByRole("textbox", { name: "Alt text of slide 4" })).toHaveFocus();
    await userEvent.keyboard("A white cup.");
    await expect.element(page.getByText("1 to look at")).toBeVisible();
    await expect.element(tile(4)).not.toHaveAccessibleName(/worth a look/);
  });

  it("keeps the post back and says which line does", async () => {
    const { host } = await openDraft({ world: { ...sampleWorld(), mediaHost: noMediaHost } });
    const publish = page.getByRole("button", { name: "Publish now" });
    await expect.element(publish).toBeDisabled();
    await expect.element(publish).toHaveAccessibleDescription("No media host is set up.");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await settle();
    expect(host.calls.map(({ command }) => command)).not.toContain("publish_post");
    await page.getByRole("button", { name: "Set up" }).click();
    await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent("Settings");
  });

  it("that cannot be read offers to read it again", async () => {
    const { host } = await openDraft({ prepare: (each) => each.disturb("preflight", refusal) });
    await expect.element(page.getByText("The disk is full.", { exact: true })).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Publish now" })).toBeDisabled();
    host.disturb("preflight", undefined);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect.element(page.getByText("2 to look at")).toBeVisible();
  });
});

describe("publishing", () => {
  it("saves first, then publishes once, and shows the ladder until it is live", async () => {
    const { host } = await openDraft({ world: { ...sampleWorld(), stepMs: 30 } });
    await caption().fill("Ready to go.");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect.element(page.getByRole("list", { name: "Steps to Instagram" })).toBeVisible();
    await vi.waitFor(() => expect(inWorld(host).state).toBe("live"));
    await expect.element(page.getByRole("button", { name: "Open on Instagram" })).toBeVisible();
    const order = host.calls
      .map(({ command }) => command)
      .filter((each) => /^(save_draft|publish_post)$/.test(each));
    expect(order).toEqual(["save_draft", "publish_post"]);
    expect(inWorld(host).caption).toBe("Ready to go.");
  });

  it("waits until pictures that are being added are there, and says so", async () => {
    const { host, router } = await openDraft();
    const publish = page.getByRole("button", { name: "Publish now" });
    await expect.element(publish).toBeEnabled();
    host.disturb("add_dropped_slides", "hang");
    host.dropFiles(600, 400);
    await expect.element(publish).toBeDisabled();
    await expect.element(publish).toHaveAccessibleDescription("Pictures are still being added.");
    // They are still on their way when the page is left and opened again.
    await router.navigate({ to: "/outbox" });
    await router.navigate({ to: "/composer", search: { post: samplePostId(1) } });
    await expect.element(publish).toBeDisabled();
    await settle();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await settle();
    expect(host.calls.map(({ command }) => command)).not.toContain("publish_post");
  });

  it("closes the draft until the program has answered", async () => {
    const { host } = await openDraft();
    host.disturb("publish_post", "hang");
    const editor = document.querySelector('section[aria-label="Post"]');
    await expect.element(page.getByRole("button", { name: "Publish now" })).toBeEnabled();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await vi.waitFor(() => expect(editor).toHaveAttribute("inert"));
    expect(editor).toHaveAttribute("aria-busy", "true");
    const before = files();
    await userEvent.keyboard("r{Delete}+#{Control>}o{/Control}");
    host.dropFiles(600, 400);
    await settle();
    expect(document.querySelector('[role="dialog"]')).toBeNull();
    await expect.element(page.getByText("Not saved yet")).not.toBeInTheDocument();
    expect(files()).toEqual(before);
    const asked = host.calls.map(({ command }) => command);
    expect(asked).not.toContain("save_draft");
    expect(asked).not.toContain("pick_slides");
    expect(asked).not.toContain("add_dropped_slides");
  });

  it("that was refused gives the hand back where it was", async () => {
    const { host } = await openDraft();
    host.disturb("publish_post", { ...refusal, message: "The account is paused." });
    await expect.element(page.getByRole("button", { name: "Publish now" })).toBeEnabled();
    await caption().fill("Try.");
    await expect.element(caption()).toHaveFocus();
    // The preflight that follows is not waited for.
    host.disturb("preflight", "hang");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect.element(page.getByText("The account is paused.")).toBeVisible();
    await expect.element(caption()).toHaveFocus();
    await userEvent.keyboard("!");
    await vi.waitFor(() => expect(inWorld(host).caption).toBe("Try.!"));
  });

  it("that was quicker than a change leaves the draft writable once it is one again", async () => {
    const { host } = await openDraft();
    const draft = inWorld(host);
    Object.assign(draft, { state: "scheduled", can: { ...draft.can, edit: true }, revision: 4 });
    await caption().fill("too late");
    await expect.element(page.getByText(/What you typed since is not saved/)).toBeVisible();
    host.stale({ kind: "posts" }, { kind: "post", post: draft.post });
    await page.getByRole("button", { name: "Edit as draft" }).click();
    await expect.element(page.getByText(/changed elsewhere while you were writing/)).toBeVisible();
    await page.getByRole("button", { name: "Save mine over it" }).click();
    await vi.waitFor(() => expect(inWorld(host).caption).toBe("too late"));
    await expect.element(page.getByRole("button", { name: "Publish now" })).toBeEnabled();
  });

  it("does not publish what could not be saved", async () => {
    const { host } = await openDraft();
    host.disturb("save_draft", refusal);
    await caption().fill("unsaved");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect.element(page.getByText(/^This draft could not be saved/)).toBeVisible();
    expect(host.calls.map(({ command }) => command)).not.toContain("publish_post");
  });

  it("says why the program refused", async () => {
    const { host } = await openDraft();
    host.disturb("publish_post", { ...refusal, message: "The account is paused." });
    await page.getByRole("button", { name: "Publish now" }).click();
    await expect.element(page.getByText("The account is paused.")).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Publish now" })).toBeEnabled();
  });

  it("is set for a time, which is offered again when the post is taken back", async () => {
    const { host } = await openDraft();
    await userEvent.keyboard("w");
    await page.getByRole("radio", { name: "At a time" }).click();
    await page.getByLabelText("Date").fill("2031-11-19");
    await page.getByLabelText("Time", { exact: true }).fill("18:00");
    await page.getByRole("button", { name: "Done" }).click();
    await expect.element(page.getByText("Wed 19 Nov, 18:00")).toBeVisible();
    await page.getByRole("button", { name: "Schedule", exact: true }).click();
    await vi.waitFor(() =>
      expect(inWorld(host)).toMatchObject({ state: "scheduled", wall_time: "2031-11-19T18:00" }),
    );
    await page.getByRole("button", { name: "Edit as draft" }).click();
    await expect.element(page.getByText("Wed 19 Nov, 18:00")).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Schedule", exact: true })).toBeVisible();
  });
});

describe("posts", () => {
  it("begin with c from any page, and an empty draft is not begun twice", async () => {
    const { host } = await renderApp({ path: "/outbox" });
    await expect.element(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
    await userEvent.keyboard("c");
    await expect.element(page.getByText("Add the first picture")).toBeVisible();
    await userEvent.keyboard("c");
    await settle();
    expect(host.calls.filter(({ command }) => command === "new_draft")).toHaveLength(1);
  });

  it("are gone through with j and k", async () => {
    await openDraft();
    await userEvent.keyboard("j");
    await expect.element(page.getByRole("heading", { level: 2, name: /Autumn kiln/ })).toBeVisible();
    await userEvent.keyboard("k");
    await expect.element(strip()).toBeVisible();
  });

  it("are deleted after a question", async () => {
    const { host } = await openDraft();
    await userEvent.keyboard("#");
    await expect
      .element(page.getByText("Its 7 slides and its caption are deleted.", { exact: false }))
      .toBeVisible();
    await page.getByRole("dialog").getByRole("button", { name: "Delete draft" }).click();
    await vi.waitFor(() => expect(host.world.posts.some(({ post }) => post === samplePostId(1))).toBe(false));
    await expect.element(page.getByText("No draft is open")).toBeVisible();
  });

  it("that do not exist are told, with a way on", async () => {
    await renderApp({ path: "/composer?post=%22nowhere%22" });
    await expect.element(page.getByText("This post is not known here.")).toBeVisible();
    await page.getByRole("button", { name: "Show the other posts" }).click();
    await expect.element(strip()).toBeVisible();
  });
});

describe("little room", () => {
  afterEach(() => page.viewport(1440, 900));

  it("keeps posts, preview and preflight within reach of the keys", async () => {
    await page.viewport(900, 600);
    await openDraft();
    await expect.element(page.getByRole("heading", { name: "Preflight" })).not.toBeInTheDocument();
    await userEvent.keyboard("p");
    await expect.element(page.getByRole("heading", { name: "Preflight" })).toBeVisible();
    await userEvent.keyboard("{ArrowRight}");
    await expect.element(page.getByText("2/7")).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByRole("heading", { name: "Preflight" })).not.toBeInTheDocument();
    await page.getByRole("button", { name: "Show posts" }).click();
    await page.getByRole("button", { name: /Autumn kiln/ }).click();
    await expect.element(page.getByRole("heading", { level: 2, name: /Autumn kiln/ })).toBeVisible();
  });
});
