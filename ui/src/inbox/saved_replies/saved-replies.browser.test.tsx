import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { expectAxeClean } from "../../test/axe";
import { settle } from "../../test/settle";
import { asked, field, freshInbox, openWithRows, option, world } from "../inbox-on-screen";

freshInbox();

const list = () => page.getByRole("listbox", { name: "Saved replies" });
const choices = () => list().getByRole("option").elements();

/** The sample world whose first comment asks something. */
function asking(text: string) {
  const own = world();
  const first = own.comments.find(({ comment }) => comment === "c1");
  if (first) first.text = text;
  return own;
}

const plain = () => openWithRows({ world: asking("The red one, please") });

describe("saved replies", () => {
  it("open by ; from the list, are found by shortcut, and Enter puts one in filled in", async () => {
    const { host } = await plain();
    await userEvent.keyboard(";");
    await expect.element(list()).toBeVisible();
    await expect.poll(() => choices().length).toBe(3);
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => list().elements().length).toBe(0);
    await expect.element(field()).toHaveFocus();
    await userEvent.keyboard("Hello! ;wai");
    await expect.poll(() => choices().length).toBe(1);
    await userEvent.keyboard("{Enter}");
    await expect
      .element(field())
      .toHaveValue("Hello! Hi there, we have your message and will be back today. Front desk");
    expect(asked(host, "reply")).toEqual([]);
    await userEvent.keyboard(" Bye{Control>}{Enter}{/Control}");
    await expect
      .poll(() => asked(host, "reply"))
      .toEqual([
        {
          comment: "c1",
          text: "Hello! Hi there, we have your message and will be back today. Front desk Bye",
          saved_reply: "s2",
        },
      ]);
    await expect.poll(() => host.world.savedReplies.find(({ reply }) => reply === "s2")?.uses).toBe(35);
  });

  it("are chosen by arrows, and Ctrl Enter puts one in and sends it", async () => {
    const { host } = await plain();
    await userEvent.keyboard("r");
    await expect.element(field()).toHaveFocus();
    await userEvent.keyboard(";");
    await expect.poll(() => choices().length).toBe(3);
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}{ArrowUp}");
    await expect.poll(() => choices().findIndex((each) => each.ariaSelected === "true")).toBe(1);
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect.poll(() => asked(host, "reply").length).toBe(1);
    expect(asked(host, "reply")[0]).toMatchObject({ saved_reply: "s3" });
    await expect.element(field()).toHaveValue("");
  });

  it("leave a variable nobody knows selected, and never send it", async () => {
    const own = asking("The red one, please");
    for (const media of own.media) media.caption = "";
    for (const reply of own.savedReplies) {
      if (reply.reply === "s3") reply.text = "We ship {product} everywhere.";
    }
    const { host } = await openWithRows({ world: own });
    await userEvent.keyboard(";");
    await expect.poll(() => choices().length).toBe(3);
    await userEvent.keyboard("ship{Control>}{Enter}{/Control}");
    await expect.element(field()).toHaveValue("We ship {product} everywhere.");
    expect(asked(host, "reply")).toEqual([]);
    await userEvent.keyboard("bowls");
    await expect.element(field()).toHaveValue("We ship bowls everywhere.");
  });

  it("say so when none fits, and a half-typed query is never sent", async () => {
    const { host } = await plain();
    await userEvent.keyboard("r");
    await expect.element(field()).toHaveFocus();
    await userEvent.keyboard(";nothing");
    await expect.element(page.getByText("No saved reply fits “nothing”.")).toBeVisible();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await userEvent.keyboard("{Enter}");
    expect(asked(host, "reply")).toEqual([]);
    await expect.element(field()).toHaveValue(";nothing");
  });

  it.each(["light", "dark"] as const)("are clean for screen readers, %s", async (scheme) => {
    await openWithRows({ world: asking("Do you ship to Norway?"), scheme });
    await userEvent.keyboard(";");
    await expect.poll(() => choices().length).toBe(3);
    await settle();
    await expectAxeClean();
  });
});

describe("words in a comment", () => {
  it("offer a saved reply above the editor, which goes in by a press and is not sent", async () => {
    const { host } = await openWithRows({ world: asking("Do you ship to Norway?") });
    await expect.element(page.getByText("Asks about shipping: “norway”")).toBeVisible();
    await page.getByRole("button", { name: "Shipping abroad" }).click();
    await expect.poll(() => (field().element() as HTMLTextAreaElement).value).toMatch(/^Yes, we ship /);
    expect(asked(host, "reply")).toEqual([]);
  });

  it("call for a person in the list and above the editor, and offer nothing", async () => {
    await openWithRows({ world: asking("I want a refund for the shipping") });
    await expect.element(page.getByText(/Needs a human: “refund”/)).toBeVisible();
    await expect.element(option(/refund/)).toHaveTextContent("Needs a human");
    expect(page.getByRole("button", { name: "Shipping abroad" }).elements()).toEqual([]);
  });
});
