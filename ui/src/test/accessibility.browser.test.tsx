import { describe, it } from "vitest";
import { expectAxeClean } from "./axe";
import { allStates } from "./pages";
import { renderApp } from "./render-app";
import { settle } from "./settle";

describe.each(["light", "dark"] as const)("accessibility, %s", (scheme) => {
  it.each(allStates)("$name", async ({ path, world, prepare, arrange, ready }) => {
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
    await settle();
    await expectAxeClean();
  });
});
