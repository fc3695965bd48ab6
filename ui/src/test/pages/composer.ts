/** The states of the composer. */
import { expect, vi } from "vitest";
import { noMediaHost, samplePostId } from "../../host/fake/sample-posts";
import { sampleWorld } from "../../host/fake/world";
import { alertText, dialog, heading, offline, PATIENCE, type PageState, press } from "./state";

const draftPath = `/composer?post=%22${samplePostId(1)}%22`;

export const composerStates: readonly PageState[] = [
  { name: "composer", path: "/composer", ready: alertText("202 / 2,200") },
  ...([2, 3, 6, 7, 8, 10, 11] as const).map((number) => ({
    name: `composer, post ${number}`,
    path: `/composer?post=%22${samplePostId(number)}%22`,
    ready: heading(2),
  })),
  {
    name: "composer without posts",
    path: "/composer",
    world: () => ({ ...sampleWorld(), posts: [] }),
    ready: heading(2),
  },
  {
    name: "draft without slides that is kept back",
    path: draftPath,
    world: () => {
      const world = { ...sampleWorld(), mediaHost: noMediaHost };
      const [draft] = world.posts;
      if (draft) Object.assign(draft, { slides: [], caption: "" });
      return world;
    },
    ready: alertText("There is no slide yet."),
  },
  {
    name: "composer that cannot be read",
    path: "/composer",
    prepare: (host) => host.disturb("posts", offline),
    ready: alertText(offline.message),
  },
  {
    name: "draft that cannot be read",
    path: "/composer?post=%22nowhere%22",
    prepare: (host) => host.disturb("post", offline),
    ready: alertText(offline.message),
  },
  {
    name: "composer that is slow",
    path: "/composer",
    prepare: (host) => host.disturb("posts", "hang"),
    ready: heading(1),
  },
  {
    name: "preflight that cannot be read",
    path: draftPath,
    prepare: (host) => host.disturb("preflight", offline),
    arrange: press("p", 2),
    ready: alertText(offline.message),
  },
  {
    name: "refused files and a draft that is not saved",
    path: draftPath,
    prepare: (host) => {
      host.disturb("save_draft", offline);
      host.world.files = [{ file_name: "scan.heic", problem: offline }];
    },
    arrange: press("r{Control>}o{/Control}", 2),
    ready: alertText("scan.heic"),
  },
  {
    name: "composer while files hover",
    path: draftPath,
    arrange: async (app) => {
      await heading(2)(app);
      app.host.dragFiles(true);
    },
    ready: () => vi.waitFor(() => expect(document.querySelector("[data-drop]")).not.toBeNull(), PATIENCE),
  },
  {
    name: "time to publish",
    path: draftPath,
    arrange: async (app) => {
      await press("w", 2)(app);
      await app.screen.getByRole("dialog").getByRole("radio").last().click();
    },
    ready: dialog,
  },
  {
    name: "delete draft",
    path: draftPath,
    arrange: press("#", 2),
    ready: dialog,
  },
];
