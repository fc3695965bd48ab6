/**
 * Pictures of the inbox, to be laid beside the design's: `npm run pictures` leaves them in `pictures/`, one for each state,
 * size and scheme. They are drawn by the pages themselves from a world that is made up.
 */
import { afterAll, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { inInbox, writtenStates } from "./pages/inbox";
import { busyWorld, rows, standingStates } from "./pages/inbox-standing";
import { dialog, type PageState } from "./pages/state";
import { renderApp } from "./render-app";
import { settle } from "./settle";

const sizes = [
  [1440, 900],
  [900, 600],
] as const;

/** What floats over the inbox at a key's press. */
const overlays: readonly PageState[] = [
  {
    name: "inbox, order of the list",
    path: "/inbox",
    world: busyWorld,
    arrange: async (app) => {
      await rows(app);
      await userEvent.click(app.screen.getByRole("button", { name: /^Sort order/ }));
    },
    ready: (app) => expect.element(app.screen.getByRole("menu")).toBeVisible(),
  },
  {
    name: "inbox, palette",
    path: "/inbox",
    world: busyWorld,
    arrange: inInbox("{Control>}k{/Control}"),
    ready: dialog,
  },
];

const inboxOnly = ({ path, name }: PageState) => path === "/inbox" && !name.startsWith("first screen");

const file = (name: string) => name.replace(/[^a-z]+/g, "-");

afterAll(() => page.viewport(1440, 900));

describe.each(["light", "dark"] as const)("%s", (scheme) => {
  describe.each(sizes)("%i × %i", (width, height) => {
    it.each([...standingStates, ...writtenStates.filter(inboxOnly), ...overlays])(
      "$name",
      async ({ name, path, world, prepare, arrange, ready }) => {
        await page.viewport(width, height);
        const app = await renderApp({
          path,
          scheme,
          ...(world && { world: world() }),
          ...(prepare && { prepare }),
        });
        if (arrange) {
          await settle();
          await arrange(app);
        }
        await ready(app);
        // Nothing is under the pointer.
        await userEvent.hover(document.documentElement, { position: { x: 1, y: height - 1 } });
        await settle();
        await page.screenshot({ path: `../../pictures/${file(name)}-${width}-${scheme}.png` });
      },
    );
  });
});
