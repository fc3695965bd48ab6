import pseudo from "virtual:pseudo-locale";
import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { withConversations } from "../host/fake/sample-conversations";
import type { FakeWorld } from "../host/fake/world";
import { expectAxeClean } from "../test/axe";
import {
  asked,
  field,
  freshInbox,
  openWithRows,
  option,
  selected,
  viewButton,
  world,
} from "./inbox-on-screen";
import { useInboxState } from "./inbox-state";

freshInbox();

/** Conversations among a few comments, so that every row is on screen. */
function talking(): FakeWorld {
  const own = withConversations(world());
  own.comments = own.comments.slice(0, 6);
  return own;
}

const messages = () => page.getByRole("list", { name: "Conversation" });
const heading = () => page.getByRole("heading", { level: 2 });

/** Opens the inbox and one of its conversations in the view All, newest first. */
async function openTalk(name: RegExp, options: Parameters<typeof openWithRows>[0] = {}) {
  useInboxState.setState({ view: "all", order: "newest_first" });
  const app = await openWithRows({ world: talking(), ...options });
  await option(name).first().click();
  await expect.element(messages()).toBeVisible();
  return app;
}

describe("a conversation", () => {
  it("stands in the list with its window and in the detail with days, cards and times", async () => {
    await openTalk(/tomasz\.w\.trails/);
    await expect.element(heading()).toHaveTextContent("tomasz.w.trails");
    expect(selected()?.textContent).toContain("3 h left");
    await expect.element(messages()).toHaveTextContent("What was said before is in the Instagram app");
    await expect.element(messages()).toHaveTextContent("Replied to your story");
    await expect.element(messages()).toHaveTextContent("The slider came off completely.");
    await expect.element(messages().getByText("Photo").first()).toBeInTheDocument();
    await expect.element(page.getByText(/Reply window closes in (2 h 59 min|3 h)/)).toBeVisible();
  });

  it("says what came from the phone, what was taken back and what programs are not shown", async () => {
    await openTalk(/quiet\.harbour/);
    expect(selected()?.textContent).toContain("You: The table is yours");
    expect(selected()?.textContent).toContain("Sent outside");
    await option(/mirela/).click();
    await expect.element(messages()).toHaveTextContent("This message was taken back.");
    await expect.element(messages()).toHaveTextContent("Voice message");
    await expect.element(page.getByText(/Only the 7-day human answer is left/)).toBeVisible();
    await option(/Unknown person/).click();
    await expect.element(messages()).toHaveTextContent("does not show this message to programs");
    await expect.element(page.getByText("The reply window is closed.")).toBeVisible();
    expect(field().elements()).toEqual([]);
  });

  it("is answered by keys; the answer stands there at once and can be taken back", async () => {
    const { host } = await openTalk(/tomasz\.w\.trails/);
    await userEvent.keyboard("r");
    await expect.poll(() => document.activeElement?.tagName).toBe("TEXTAREA");
    await userEvent.keyboard("A new slider is on its way.");
    await expect.element(page.getByText("27 / 1,000")).toBeVisible();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect
      .poll(() => asked(host, "send_message"))
      .toEqual([{ conversation: "t1", text: "A new slider is on its way.", saved_reply: null }]);
    await expect.element(messages()).toHaveTextContent("A new slider is on its way.");
    expect(selected()?.textContent).toContain("Waiting");
    await expect.element(field()).toHaveValue("");
    await userEvent.keyboard("{Escape}z");
    await expect.poll(() => asked(host, "withdraw_action").length).toBe(1);
    await expect.element(field()).toHaveValue("A new slider is on its way.");
  });

  it("counts bytes and sends nothing that is too long", async () => {
    await openTalk(/tomasz\.w\.trails/);
    await userEvent.keyboard("r");
    await field().fill("é".repeat(501));
    await expect.element(page.getByText("1,002 / 1,000")).toBeVisible();
    await expect.element(page.getByRole("button", { name: /^Send/ }).last()).toBeDisabled();
  });

  it("is done with e, and hiding or deleting it does nothing", async () => {
    const { host } = await openTalk(/quiet\.harbour/);
    await userEvent.keyboard("h#");
    expect(asked(host, "set_hidden")).toEqual([]);
    expect(page.getByRole("dialog").elements()).toEqual([]);
    await userEvent.keyboard("{Shift>}e{/Shift}");
    await expect.poll(() => asked(host, "set_done").length).toBe(1);
    await userEvent.keyboard("v");
    await expect.poll(() => asked(host, "open_conversation_on_instagram")).toEqual([{ conversation: "t3" }]);
  });

  it("keeps strange text inside its bubble", async () => {
    const own = talking();
    const talk = own.conversations[0];
    if (!talk) throw new Error("no sample conversation");
    const last = talk.messages.at(-1);
    if (!last) throw new Error("no sample message");
    last.text = `<img src=x onerror=alert(1)>${"👩‍👩‍👧‍👦".repeat(400)}\u202E${"x".repeat(4000)}`;
    await openTalk(/tomasz\.w\.trails/, { world: own });
    await expect.element(messages()).toHaveTextContent("<img src=x");
    expect(document.querySelector("img[src=x]")).toBeNull();
    const list = document.querySelector('ul[aria-label="Conversation"]');
    expect(list?.scrollWidth).toBeLessThanOrEqual((list?.clientWidth ?? 0) + 1);
    for (const row of document.querySelectorAll('[role="option"]')) {
      expect(row.getBoundingClientRect().height).toBe(64);
    }
  });
});

describe("what the team does with a conversation", () => {
  it("carries notes, its own and those on the person, and is answered with a saved reply", async () => {
    const { host } = await openTalk(/tomasz\.w\.trails/);
    await userEvent.keyboard("n");
    await expect.poll(() => document.activeElement?.tagName).toBe("TEXTAREA");
    await userEvent.keyboard("Promised a slider{Control>}{Enter}{/Control}");
    await expect.element(messages()).toHaveTextContent("Promised a slider");
    await userEvent.keyboard("i");
    await expect
      .element(page.getByRole("complementary", { name: "Author" }))
      .toHaveTextContent("tomasz.w.trails");
    await page.getByRole("textbox", { name: "Note on this person" }).fill("Wholesale");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect
      .poll(() => asked(host, "write_person_note"))
      .toEqual([{ about: { kind: "conversation", conversation: "t1" }, text: "Wholesale" }]);
    await userEvent.keyboard("{Escape}r;");
    await expect.element(page.getByRole("listbox", { name: "Saved replies" })).toBeVisible();
    expect(asked(host, "saved_reply_offers")).toContainEqual({ kind: "conversation", conversation: "t1" });
  });

  it("finds it by its words and marks them", async () => {
    await openWithRows({ world: talking() });
    await userEvent.keyboard("/");
    await userEvent.keyboard("slider");
    await expect.element(option(/tomasz\.w\.trails/).first()).toBeVisible();
    await expect.poll(() => document.querySelector('[role="option"] mark')?.textContent).toBe("slider");
  });

  it("shows story mentions and says which mentions it cannot know", async () => {
    await openWithRows({ world: talking() });
    await viewButton(/^Mentions/).click();
    await expect.element(option(/beanthere_ola/).first()).toBeVisible();
    await expect.element(page.getByText(/^Story mentions, and posts/)).toBeVisible();
    expect(document.querySelectorAll('[role="option"]').length).toBe(1);
    await expectAxeClean();
  });

  it("shows what can be answered for less than a day, closing soonest first", async () => {
    await openWithRows({ world: talking() });
    await viewButton(/^Window closing/).click();
    await expect.element(page.getByRole("button", { name: "Sort order: Closing soonest" })).toBeVisible();
    await expect
      .poll(() => [...document.querySelectorAll('[role="option"] bdi')].map(({ textContent }) => textContent))
      .toEqual(["tomasz.w.trails", "beanthere_ola"]);
  });
});

describe("a private reply", () => {
  it("is written on its own tab, says until when, and is possible once", async () => {
    const { host } = await openWithRows({ world: world() });
    await userEvent.keyboard("p");
    await expect.element(page.getByRole("region", { name: "Private reply" })).toBeVisible();
    await expect.element(page.getByText(/One message, until/)).toBeVisible();
    await expect.poll(() => document.activeElement?.tagName).toBe("TEXTAREA");
    await userEvent.keyboard("Write to zip@harrow.example{Control>}{Enter}{/Control}");
    await expect
      .poll(() => asked(host, "private_reply"))
      .toEqual([{ comment: "c1", text: "Write to zip@harrow.example", saved_reply: null }]);
    await expect.element(page.getByText("A private reply is in the outbox already.")).toBeVisible();
    host.world.outbox.waiting = [];
    for (const comment of host.world.comments) comment.action = null;
    host.world.privatelyAnswered.add("c1");
    host.stale({ kind: "outbox" });
    await expect
      .element(page.getByText("This comment was answered in private already.", { exact: false }))
      .toBeVisible();
    await userEvent.keyboard("r");
    await expect.element(page.getByRole("region", { name: "Public reply" })).toBeVisible();
  });

  it("is the way to answer a hidden comment without showing it", async () => {
    await openWithRows({ world: world() });
    await viewButton(/^Hidden/).click();
    await page.getByRole("button", { name: /Private reply/ }).click();
    await expect
      .element(page.getByRole("region", { name: "Private reply" }).getByRole("textbox"))
      .toBeVisible();
  });
});

describe.each(["light", "dark"] as const)("accessibility in %s", (scheme) => {
  it("has no finding with conversations, their marks and windows", async () => {
    await openTalk(/tomasz\.w\.trails/, { scheme });
    await expectAxeClean();
    await option(/mirela/).click();
    await expect.element(messages()).toHaveTextContent("Voice message");
    await expectAxeClean();
    await option(/Unknown person/).click();
    await expect.element(page.getByText("The reply window is closed.")).toBeVisible();
    await expectAxeClean();
  });

  it("has no finding with a private reply at 900 × 600", async () => {
    await page.viewport(900, 600);
    await openWithRows({ scheme, world: world() });
    await userEvent.keyboard("jp");
    await expect.element(page.getByRole("region", { name: "Private reply" })).toBeVisible();
    await expectAxeClean();
  });
});

describe("a longer language", () => {
  it.each([
    [1440, 900],
    [900, 600],
  ])("fits at %i × %i", async (width, height) => {
    await page.viewport(width, height);
    useInboxState.setState({ view: "all", order: "newest_first" });
    await openWithRows({ world: talking(), messages: pseudo });
    await option(/tomasz\.w\.trails/)
      .first()
      .click();
    await expect.poll(() => document.querySelectorAll("main article").length).toBeGreaterThan(5);
    for (const part of document.querySelectorAll<HTMLElement>("main header, main section")) {
      expect(part.scrollWidth, part.className).toBeLessThanOrEqual(part.clientWidth + 1);
    }
    for (const row of document.querySelectorAll('[role="option"]')) {
      expect(row.getBoundingClientRect().height).toBe(64);
    }
    await expectAxeClean();
  });
});
