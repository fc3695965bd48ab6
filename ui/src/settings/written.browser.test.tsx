import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { renderApp } from "../test/render-app";

type Host = Awaited<ReturnType<typeof renderApp>>["host"];

const open = (section: string) => renderApp({ path: `/settings?section=%22${section}%22` });
const forms = (host: Host, command: string) =>
  host.calls.filter((call) => call.command === command).map((call) => call.form);
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });

describe("sections of the settings", () => {
  it("are reached from one another, and by address", async () => {
    await open("labels");
    await expect.element(page.getByRole("heading", { level: 2, name: "Labels" })).toBeVisible();
    await button("Profile").click();
    await expect.element(page.getByRole("heading", { level: 2, name: "Profile" })).toBeVisible();
    await expect.element(button("Profile")).toHaveAttribute("aria-current", "page");
  });
});

describe("the profile", () => {
  it("takes a name and a colour", async () => {
    const { host } = await open("profile");
    const save = button("Save");
    await expect.element(button("Saved")).toBeDisabled();
    await page.getByLabelText("Name").fill("Maya");
    await page.getByRole("radio", { name: "Plum" }).click();
    await save.click();
    await expect.poll(() => forms(host, "change_profile")).toEqual([{ name: "Maya", colour: 4 }]);
    await expect.element(page.getByLabelText("Name")).toHaveValue("Maya");
    await expect.element(button("Saved")).toBeDisabled();
  });
});

describe("labels", () => {
  it("are added, renamed, coloured and moved", async () => {
    const { host } = await open("labels");
    await page.getByLabelText("Name of a new label").fill("Frost");
    await userEvent.keyboard("{Enter}");
    await expect.element(button("Edit Frost")).toBeVisible();
    await button("Edit Frost").click();
    await page.getByLabelText("Name", { exact: true }).fill("Winter");
    await page.getByRole("radio", { name: "Sky" }).click();
    await button("Save").click();
    await expect
      .poll(() => forms(host, "change_label"))
      .toEqual([{ label: "l5", name: "Winter", colour: 5 }]);
    await expect.element(button("Move Order issue up")).toBeDisabled();
    await button("Move Winter up").click();
    await expect
      .poll(() => forms(host, "arrange_labels"))
      .toEqual([{ labels: ["l1", "l2", "l3", "l5", "l4"] }]);
  });

  it("say at the field that a name is taken", async () => {
    await open("labels");
    await page.getByLabelText("Name of a new label").fill("press");
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByText("There is a label called “Press” already.")).toBeVisible();
  });

  it("are removed without asking, and z brings them back", async () => {
    const { host } = await open("labels");
    await button("Remove Press").click();
    await expect.poll(() => button("Edit Press").elements().length).toBe(0);
    await userEvent.keyboard("z");
    await expect.element(button("Edit Press")).toBeVisible();
    expect(forms(host, "set_label_removed")).toEqual([
      { label: "l3", removed: true },
      { label: "l3", removed: false },
    ]);
  });
});

describe("saved replies", () => {
  it("are written with variables, and a mistake is shown at its spot before anything is saved", async () => {
    const { host } = await open("replies");
    await page.getByRole("button", { name: "New", exact: true }).click();
    await page.getByLabelText("Title").fill("Thanks");
    await page.getByLabelText("Shortcut behind ; (optional)").fill("ty");
    const words = page.getByLabelText("Words", { exact: true });
    await words.fill("Hi {frist_name}!");
    await expect.element(button(/There is no variable called “frist_name”/)).toBeVisible();
    await expect.element(button("Save")).toBeDisabled();
    await button(/There is no variable/).click();
    const element = words.element() as HTMLTextAreaElement;
    expect(element.value.slice(element.selectionStart, element.selectionEnd)).toBe("{frist_name}");
    await page.getByRole("button", { name: "{first_name}", exact: true }).click();
    await expect.element(words).toHaveValue("Hi {first_name}!");
    await expect.element(button("Save")).toBeEnabled();
    await button("Save").click();
    await expect
      .poll(() => forms(host, "save_saved_reply"))
      .toEqual([
        { reply: null, title: "Thanks", shortcut: "ty", text: "Hi {first_name}!", account: null, rule: null },
      ]);
    await expect.element(button("Edit Thanks")).toBeVisible();
  });

  it("are removed with a way back", async () => {
    await open("replies");
    await button("Remove How to return").click();
    await expect.poll(() => button("Edit How to return").elements().length).toBe(0);
    await userEvent.keyboard("z");
    await expect.element(button("Edit How to return")).toBeVisible();
  });

  it("come out of a file and go into one", async () => {
    const { host } = await open("replies");
    host.world.nextImport = {
      added: 2,
      changed: 1,
      same: 3,
      left_out: [{ line: 4, reason: "There is no account called “nobody” here." }],
    };
    await button("Import…").click();
    await expect.element(page.getByText("2 new, 1 changed, 3 as they were.")).toBeVisible();
    await expect.element(page.getByText(/Line 4: There is no account called “nobody”/)).toBeVisible();
    await button("Export").click();
    await page.getByRole("menuitem", { name: "CSV, for a table program" }).click();
    await expect.poll(() => forms(host, "export_saved_replies")).toEqual([{ format: "csv" }]);
  });
});

describe("keywords", () => {
  it("of a topic are switched off and added to", async () => {
    const { host } = await open("keywords");
    await page.getByRole("switch", { name: "Use Price" }).click({ force: true });
    await expect
      .poll(() => forms(host, "save_keyword_rule"))
      .toEqual([{ rule: "k1", name: "", words: [], needs_human: false, active: false }]);
    await button("Edit Shipping").click();
    await page.getByLabelText("Words and phrases, one a line").fill("norway\n\n to Bergen");
    await button("Save").click();
    await expect
      .poll(() => forms(host, "save_keyword_rule").at(-1))
      .toMatchObject({ rule: "k3", words: ["norway", " to Bergen"] });
  });

  it("of the team are made and, once asked, removed", async () => {
    const { host } = await open("keywords");
    await page.getByRole("button", { name: "New", exact: true }).click();
    await expect.element(button("Save")).toBeDisabled();
    await page.getByLabelText("Name", { exact: true }).fill("Gifts");
    await page.getByLabelText("Words and phrases, one a line").fill("gift card");
    await button("Save").click();
    await button("Remove Gifts").click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove keywords" }).click();
    await expect.poll(() => forms(host, "remove_keyword_rule")).toEqual([{ rule: "k5" }]);
    await expect.poll(() => button("Edit Gifts").elements().length).toBe(0);
    expect(button("Remove Price").elements()).toEqual([]);
  });
});
