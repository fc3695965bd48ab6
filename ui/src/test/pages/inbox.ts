/** The states of the inbox with everything a team writes down, and of the settings in which it does. */
import { vi } from "vitest";
import { userEvent } from "vitest/browser";
import { type FakeWorld, sampleWorld } from "../../host/fake/world";
import { type App, dialog, heading, PATIENCE, type PageState } from "./state";

/** Opens something in the inbox by a key, once its list has the hand and everything is there. */
export const inInbox = (keys: string) => async () => {
  await vi.waitFor(() => {
    if (document.activeElement?.getAttribute("role") !== "listbox") throw new Error("no list yet");
    if (document.querySelector("[data-coming]")) throw new Error("not whole yet");
  }, PATIENCE);
  await userEvent.keyboard(keys);
};
const part = (role: "listbox" | "complementary" | "article", count: number) => (app: App) =>
  vi.waitFor(() => {
    if (app.screen.getByRole(role).elements().length < count) throw new Error("not there yet");
  }, PATIENCE);

/** The sample world with everything a team writes down. */
export function writtenWorld(): FakeWorld {
  const world = sampleWorld();
  world.accounts = world.accounts.map((account) => ({ ...account, problem: null, state: "well" as const }));
  const [first] = world.comments;
  const author = { name: "Maya", colour: 4 };
  const note = { author, removed: false, written_at: new Date().toISOString() };
  world.items.push({
    item: 1,
    top: first?.comment ?? "",
    snoozed_until: null,
    muted: false,
    flagged: false,
    mine: true,
    labels: ["l1", "l2"],
  });
  world.notes.push(
    { ...note, note: "n1", text: "The workshop has a new slider for it.", item: 1, person: null },
    {
      ...note,
      note: "n2",
      text: "Wholesale customer, be generous.",
      item: null,
      person: first?.username ?? "",
    },
  );
  world.personLabels.set(first?.username ?? "", ["l4"]);
  return world;
}

export const writtenStates: readonly PageState[] = [
  { name: "labels and notes", path: "/inbox", world: writtenWorld, ready: part("article", 1) },
  {
    name: "inbox grouped by post",
    path: "/inbox",
    world: writtenWorld,
    arrange: inInbox("{Shift>}G{/Shift}"),
    ready: () =>
      vi.waitFor(() => {
        const rows = [...document.querySelectorAll('[role="option"]')];
        if (!rows.some((row) => row.textContent?.includes("Sunday rice bowl")))
          throw new Error("not grouped yet");
      }, PATIENCE),
  },
  { name: "label picker", path: "/inbox", world: writtenWorld, arrange: inInbox("l"), ready: dialog },
  {
    name: "author card",
    path: "/inbox",
    world: writtenWorld,
    arrange: inInbox("i"),
    ready: part("complementary", 1),
  },
  {
    name: "note being written",
    path: "/inbox",
    world: writtenWorld,
    arrange: inInbox("n"),
    ready: part("article", 1),
  },
  {
    name: "saved replies",
    path: "/inbox",
    // Without variables what is offered stands in the world as it is shown.
    world: () => {
      const world = writtenWorld();
      for (const reply of world.savedReplies) reply.text = reply.text.replace(/ ?\{[^}]*\}/g, "");
      return world;
    },
    arrange: inInbox(";"),
    ready: part("listbox", 2),
  },
  ...(["profile", "labels", "replies", "keywords"] as const).map((section) => ({
    name: `settings, ${section}`,
    path: `/settings?section=%22${section}%22`,
    ready: heading(3),
  })),
  ...(["replies", "keywords"] as const).map((section) => ({
    name: `settings, ${section}, being written`,
    path: `/settings?section=%22${section}%22`,
    arrange: async (app: App) => {
      await heading(3)(app);
      document.querySelector<HTMLElement>("section li button")?.click();
    },
    ready: () =>
      vi.waitFor(() => {
        if (!document.querySelector("section textarea")) throw new Error("not there yet");
      }, PATIENCE),
  })),
];
