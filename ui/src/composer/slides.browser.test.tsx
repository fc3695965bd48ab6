import { describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { settle } from "../test/settle";
import { caption, drag, files, inWorld, letGo, openDraft, refusal, strip, tile } from "./composer-on-screen";

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
