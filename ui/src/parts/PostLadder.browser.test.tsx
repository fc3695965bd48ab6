import { MantineProvider } from "@mantine/core";
import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { PostState, PostView } from "../host/bindings";
import { type FakeHost, installFakeHost } from "../host/fake/host";
import { samplePosts } from "../host/fake/sample-posts";
import { I18nProvider } from "../i18n/I18nProvider";
import { expectAxeClean } from "../test/axe";
import { PostChip } from "./PostChip";
import { PostLadder } from "./PostLadder";

const now = Date.parse("2026-11-21T12:00:00Z");
let host: FakeHost | undefined;
afterEach(() => host?.close());

function sample(state: PostState): PostView {
  const post = samplePosts(now).find((each) => each.state === state);
  if (!post) throw new Error(`the sample has no ${state} post`);
  return post;
}

async function show(post: PostView, short = false) {
  host = installFakeHost();
  await render(
    <MantineProvider env="test">
      <I18nProvider timeZone="UTC">
        <main style={{ inlineSize: 760 }}>
          <h1>
            <PostChip post={post} large />
          </h1>
          <PostLadder post={post} short={short}>
            <p>What to say about it.</p>
          </PostLadder>
        </main>
      </I18nProvider>
    </MantineProvider>,
  );
}

const steps = page.getByRole("list", { name: "Steps to Instagram" });
const atHand = () => [...document.querySelectorAll('[aria-current="step"]')];

describe("the ladder of a post", () => {
  it("shows each slide of the step that failed, and what there is to say right under it", async () => {
    await show(sample("failed"));
    await expect.element(page.getByText("Slide 4 failed")).toBeVisible();
    await expect.element(steps).toBeVisible();
    expect(atHand()).toHaveLength(1);
    expect(atHand()[0]?.textContent).toContain("Containers");
    expect(atHand()[0]?.textContent).toContain("4 of 5 made");
    expect(atHand()[0]?.textContent).toContain("What to say about it.");
    const slides = page.getByRole("list", { name: "Slides in this step" }).getByRole("listitem");
    expect(slides.elements().map((slide) => slide.textContent)).toEqual([
      "1Slide 1Done",
      "2Slide 2Done",
      "3Slide 3Done",
      "4Slide 4Not made",
      "5Slide 5Done",
    ]);
    const tile = slides.nth(3).element().querySelector("img")?.getBoundingClientRect();
    expect([tile?.width, tile?.height]).toEqual([76, 76]);
    await expectAxeClean();
  });

  it("stays on one line with the words below in its short form, without slides", async () => {
    await show(sample("failed"), true);
    await expect.element(steps).toBeVisible();
    const tops = steps
      .getByRole("listitem")
      .elements()
      .map((step) => step.getBoundingClientRect().top);
    expect(tops).toHaveLength(6);
    expect(new Set(tops).size).toBe(1);
    expect(page.getByRole("img").elements()).toHaveLength(0);
    await expectAxeClean();
  });

  it.each([
    "draft",
    "scheduled",
    "preparing",
    "ready",
    "publishing",
    "checking",
    "needs_you",
    "live",
  ] as const)("is read out step by step while %s", async (state) => {
    await show(sample(state));
    await expect.element(steps).toBeVisible();
    const spoken = steps
      .getByRole("listitem")
      .elements()
      .filter((item) => item.parentElement === steps.element());
    for (const step of spoken) expect(step.textContent).toMatch(/done|now|being checked|failed|to come/);
    await expectAxeClean();
  });

  it("names the local time of a post that is due", async () => {
    await show({ ...sample("ready"), due_at: "2026-12-24T18:30:00Z" });
    await expect.element(page.getByText(/^at 24 Dec.*18:30, one call$/)).toBeVisible();
  });

  it("says of a missed post without a set time that no call was made", async () => {
    await show({ ...sample("missed"), due_at: null, wall_time: null, zone: null });
    await expect.element(page.getByText("no call was made", { exact: true })).toBeVisible();
  });

  it("shows a tile where a picture cannot be read", async () => {
    await show(sample("failed"));
    await expect.element(steps).toBeVisible();
    const image = document.querySelector("img");
    image?.dispatchEvent(new Event("error"));
    await expect.element(page.getByRole("img", { name: "Picture not available" })).toBeVisible();
  });
});
