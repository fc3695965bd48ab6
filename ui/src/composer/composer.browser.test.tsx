import { afterEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { SaveDraftForm } from "../host/bindings";
import type { FakeHost } from "../host/fake/host";
import { noMediaHost, samplePostId } from "../host/fake/sample-posts";
import { sampleWorld } from "../host/fake/world";
import { renderApp } from "../test/render-app";
import { settle } from "../test/settle";

const draftPath = `/composer?post=%22${samplePostId(1)}%22`;

const refusal = {
  code: "internal",
  message: "The disk is full.",
  fix: "Free some space.",
  retry_after_s: null,
  detail: null,
} as const;

const strip = () => page.getByRole("listbox", { name: "Slides" });
const tile = (number: number) =>
  strip()
    .getByRole("option")
    .nth(number - 1);
/** Names of the files in the order of the strip. */
const files = () =>
  strip()
    .getByRole("option")
    .elements()
    .map((each) => each.getAttribute("aria-label")?.match(/[a-z]+-\d/)?.[0]);
const inWorld = (host: FakeHost) => {
  const draft = host.world.posts.find(({ post }) => post === samplePostId(1));
  if (!draft) throw new Error("the draft is gone");
  return draft;
};
const saves = (host: FakeHost) =>
  host.calls.filter(({ command }) => command === "save_draft").map(({ form }) => form as SaveDraftForm);
const caption = () => page.getByRole("textbox", { name: "Caption" });

async function openDraft(options: Partial<Parameters<typeof renderApp>[0]> = {}) {
  const app = await renderApp({ path: draftPath, ...options });
  await expect.element(strip()).toBeVisible();
  await settle();
  return app;
}

/** Presses, moves and lets go as a mouse does. */
function drag(element: Element, byX: number, byY = 0): void {
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

const letGo = (element: Element) =>
  element.dispatchEvent(new PointerEvent("pointerup", { bubbles: true, pointerId: 1, button: 0 }));

describe("slides", () => {
  it("are chosen and moved with the keys, and the new order is saved", async () => {
    const { host } = await openDraft();
    expect(files()).toEqual(["latte-1", "beans-2", "bag-3", "cup-4", "enamel-5", "tart-6", "leaves-7"]);
    await expect.element(strip()).toHaveFocus();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    await expect.element(tile(3)).toHaveAttribute("aria-selected", "true");
    await userEvent.keyboard("{Alt>}{ArrowLeft}{/Alt}");
    await vi.waitFor(() => expect(files().slice(0, 3)).toEqual(["latte-1", "bag-3", "beans-2"]));
    // The moved slide stays the one that is worked on.
    await expect.element(tile(2)).toHaveAttribute("aria-selected", "true");
    await expect.element(page.getByText("Slide 3 moved to place 2 of 7.")).toBeInTheDocument();
    await vi.waitFor(() =>
      expect(inWorld(host).slides.map(({ file_name }) => file_name.slice(0, 5))).toEqual([
        "latte",
        "bag-3",
        "beans",
        "cup-4",
        "ename",
        "tart-",
        "leave",
      ]),
    );
  });

  it("stop at the ends", async () => {
    await openDraft();
    await userEvent.keyboard("{Alt>}{ArrowLeft}{/Alt}{ArrowLeft}");
    expect(files()[0]).toBe("latte-1");
    await userEvent.keyboard("{End}{Alt>}{ArrowRight}{/Alt}");
    expect(files()[6]).toBe("leaves-7");
  });

  it("are moved with the pointer to where the bar shows", async () => {
    await openDraft();
    const first = tile(1).element();
    drag(first, 200);
    await vi.waitFor(() => expect(document.querySelector('[data-gap="3"]')).not.toBeNull());
    letGo(first);
    await vi.waitFor(() => expect(files().slice(0, 4)).toEqual(["beans-2", "bag-3", "latte-1", "cup-4"]));
    await expect.element(tile(3)).toHaveAttribute("aria-selected", "true");
  });

  it("go back where they were when a drag is given up with Escape", async () => {
    await openDraft();
    const first = tile(1).element();
    drag(first, 200);
    await settle();
    await userEvent.keyboard("{Escape}");
    letGo(first);
    await settle();
    expect(files()[0]).toBe("latte-1");
  });

  it("are removed with Delete and come back with undo, to their place", async () => {
    const { host } = await openDraft();
    await userEvent.keyboard("{ArrowRight}{Delete}");
    await vi.waitFor(() => expect(files()).toHaveLength(6));
    await expect.element(page.getByText("Slide 2 removed").first()).toBeVisible();
    await vi.waitFor(() => expect(inWorld(host).slides).toHaveLength(6));
    await userEvent.keyboard("z");
    await vi.waitFor(() => expect(files().slice(0, 3)).toEqual(["latte-1", "beans-2", "bag-3"]));
    await vi.waitFor(() => expect(inWorld(host).slides).toHaveLength(7));
    expect(inWorld(host).slides[1]?.alt_text).toBe("Roasted coffee beans, close up.");
  });

  it("come back after the page was left, too", async () => {
    const { host, router } = await openDraft();
    await userEvent.keyboard("{Delete}");
    await vi.waitFor(() => expect(files()).toHaveLength(6));
    await router.navigate({ to: "/outbox" });
    await vi.waitFor(() => expect(inWorld(host).slides).toHaveLength(6));
    await userEvent.keyboard("z");
    await vi.waitFor(() => expect(inWorld(host).slides[0]?.file_name).toBe("latte-1.jpg"));
  });

  it("are added from a dialog; the first new one is worked on and files that are no pictures are named", async () => {
    const { host } = await openDraft();
    host.world.files.unshift({
      file_name: "IMG_2231.heic",
      problem: { ...refusal, message: "This is a HEIC picture.", fix: "Export it as JPEG." },
    });
    await userEvent.keyboard("{Control>}o{/Control}");
    await vi.waitFor(() => expect(strip().getByRole("option").elements()).toHaveLength(9));
    await expect.element(tile(8)).toHaveAttribute("aria-selected", "true");
    await expect.element(page.getByRole("main").getByText("1 file could not be added.")).toBeVisible();
    await expect.element(page.getByText("This is a HEIC picture. Export it as JPEG.")).toBeVisible();
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expect
      .element(page.getByRole("main").getByText("1 file could not be added."))
      .not.toBeInTheDocument();
  });

  it("are added by dropping files, over an overlay that says so", async () => {
    const { host } = await openDraft();
    host.dragFiles(true);
    await expect.element(page.getByText("Drop pictures to add them")).toBeVisible();
    host.dropFiles(600, 400);
    await vi.waitFor(() => expect(strip().getByRole("option").elements()).toHaveLength(9));
    await expect.element(page.getByText("Drop pictures to add them")).not.toBeInTheDocument();
  });

  it("keep what is typed while files are being added", async () => {
    const { host } = await openDraft();
    await caption().fill("typed before");
    await userEvent.keyboard("{Control>}o{/Control}");
    await caption().fill("typed after");
    await vi.waitFor(() => expect(inWorld(host)).toMatchObject({ caption: "typed after" }));
    await vi.waitFor(() => expect(inWorld(host).slides).toHaveLength(9));
    await expect.element(caption()).toHaveValue("typed after");
  });
});

describe("crop", () => {
  const stage = () => page.getByRole("group", { name: /^Crop of slide/ });

  it("is moved with arrows, by more with Shift, and zoomed with plus and minus", async () => {
    const { host } = await openDraft();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    stage().element().focus();
    await userEvent.keyboard("+");
    await expect.element(stage()).toHaveAccessibleName("Crop of slide 3, zoom 140 percent");
    await userEvent.keyboard("{ArrowRight}{Shift>}{ArrowDown}{/Shift}");
    await vi.waitFor(() => {
      const slide = inWorld(host).slides[2];
      // A crop of 2400 × 0.8 ÷ 1.4 px: 1 % of it to the right, 10 % down.
      expect(slide?.zoom).toBeCloseTo(1.4);
      expect(slide?.focus_x).toBeCloseTo(0.5 + (0.8 / 1.4) * 0.01);
      expect(slide?.focus_y).toBeCloseTo(0.5 + (0.8 / 1.4) * 0.1);
    });
    await userEvent.keyboard("0");
    await vi.waitFor(() =>
      expect(inWorld(host).slides[2]).toMatchObject({ focus_x: 0.5, focus_y: 0.5, zoom: 1 }),
    );
  });

  it("follows the hand that drags the picture", async () => {
    const { host } = await openDraft();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    const ground = stage().element();
    drag(ground, -60);
    letGo(ground);
    // Pulled to the left, more of the right is seen.
    await vi.waitFor(() => expect(inWorld(host).slides[2]?.focus_x).toBeGreaterThan(0.52));
    expect(inWorld(host).slides[2]?.focus_y).toBeCloseTo(0.5);
  });

  it("is given to all slides, and taken back", async () => {
    const { host } = await openDraft();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    await page.getByRole("button", { name: "Apply to all" }).click();
    await vi.waitFor(() => expect(inWorld(host).slides.every(({ zoom }) => zoom === 1.35)).toBe(true));
    await userEvent.keyboard("z");
    await vi.waitFor(() => expect(inWorld(host).slides.filter(({ zoom }) => zoom === 1.35)).toHaveLength(1));
  });

  it("says so when there is no picture to show", async () => {
    const { host } = await openDraft();
    await settle();
    for (const picture of document.querySelectorAll<HTMLImageElement>("[data-stage] img"))
      picture.src = "data:image/png,broken";
    await expect.element(stage().getByText("Picture not available")).toBeVisible();
    expect(inWorld(host).slides).toHaveLength(7);
  });

  it("changes its ratio for all slides", async () => {
    const { host } = await openDraft();
    await page.getByRole("radio", { name: "1.91:1" }).click();
    await vi.waitFor(() => expect(inWorld(host).ratio).toBe("landscape"));
    await page.getByRole("radio", { name: "1.91:1" }).element().blur();
    await userEvent.keyboard("r");
    await vi.waitFor(() => expect(inWorld(host).ratio).toBe("portrait"));
  });
});

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
