import { describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { samplePostId } from "../host/fake/sample-posts";
import { settle } from "../test/settle";
import { caption, inWorld, openDraft, refusal, saves } from "./composer-on-screen";

describe("saving", () => {
  it("comes of its own after the last change, once", async () => {
    const { host } = await openDraft();
    await caption().fill("A");
    await userEvent.type(caption(), "BC");
    expect(saves(host)).toHaveLength(0);
    await vi.waitFor(() => expect(saves(host).map((form) => form.caption)).toEqual(["ABC"]));
    await expect.element(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  });

  it("comes at once when the field is left", async () => {
    const { host } = await openDraft();
    await caption().fill("left");
    (caption().element() as HTMLElement).blur();
    await vi.waitFor(() => expect(inWorld(host).caption).toBe("left"), { timeout: 400, interval: 20 });
  });

  it("comes when the page is left", async () => {
    const { host, router } = await openDraft();
    await caption().fill("gone");
    await router.navigate({ to: "/outbox" });
    await vi.waitFor(() => expect(inWorld(host).caption).toBe("gone"), { timeout: 400, interval: 20 });
  });

  it("that fails is told, keeps what was typed, and is tried again", async () => {
    const { host } = await openDraft();
    host.disturb("save_draft", refusal);
    await caption().fill("kept");
    await expect
      .element(page.getByText("This draft could not be saved. What you typed is still here."))
      .toBeVisible();
    await expect.element(page.getByText("The disk is full. Free some space.")).toBeVisible();
    host.disturb("save_draft", undefined);
    await page.getByRole("button", { name: "Save again" }).click();
    await vi.waitFor(() => expect(inWorld(host).caption).toBe("kept"));
    await expect
      .element(page.getByText("This draft could not be saved.", { exact: false }))
      .not.toBeInTheDocument();
  });

  it("that fails while the page is left is told, and the draft is found as it was", async () => {
    const { host, router } = await openDraft();
    host.disturb("save_draft", refusal);
    await caption().fill("not lost");
    await router.navigate({ to: "/outbox" });
    await expect.element(page.getByText(/The draft was not saved: The disk is full\./).first()).toBeVisible();
    host.disturb("save_draft", undefined);
    await router.navigate({ to: "/composer", search: { post: samplePostId(1) } });
    await expect.element(caption()).toHaveValue("not lost");
  });

  it("asks when the draft was changed elsewhere", async () => {
    const { host } = await openDraft();
    const draft = inWorld(host);
    Object.assign(draft, { caption: "theirs", revision: draft.revision + 1 });
    await caption().fill("mine");
    await expect.element(page.getByText(/begins “theirs”/)).toBeVisible();
    await expect.element(caption()).toHaveValue("mine");
    await expect
      .element(page.getByRole("button", { name: "Publish now" }))
      .toHaveAccessibleDescription("Choose first which version is kept.");
    await page.getByRole("button", { name: "Save mine over it" }).click();
    await vi.waitFor(() => expect(inWorld(host).caption).toBe("mine"));
  });
});

describe("saving before the end", () => {
  /** Changes the draft while no field could be left. */
  async function changeSomething() {
    const app = await openDraft();
    (document.activeElement as HTMLElement).blur();
    await settle();
    await userEvent.keyboard("r");
    await expect.element(page.getByText("Not saved yet")).toBeVisible();
    expect(saves(app.host)).toHaveLength(0);
    return app;
  }
  const soon = { timeout: 400, interval: 20 };

  it("comes at once when the program asks whether to quit", async () => {
    const { host } = await changeSomething();
    host.askToQuit(1);
    await vi.waitFor(() => expect(saves(host)).toHaveLength(1), soon);
  });

  it("comes at once when the page ends", async () => {
    const { host } = await changeSomething();
    window.dispatchEvent(new PageTransitionEvent("pagehide"));
    await vi.waitFor(() => expect(saves(host)).toHaveLength(1), soon);
  });

  it("comes at once when the window is hidden, not when it is shown", async () => {
    const { host } = await changeSomething();
    document.dispatchEvent(new Event("visibilitychange"));
    expect(saves(host)).toHaveLength(0);
    const hidden = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    hidden.mockRestore();
    await vi.waitFor(() => expect(saves(host)).toHaveLength(1), soon);
  });
});
