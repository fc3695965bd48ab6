import { describe, expect, it } from "vitest";
import { english } from "./messages";

const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.{ts,tsx}"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const catalogues = import.meta.glob<Record<string, string>>("../*/en.json", {
  import: "default",
  eager: true,
});

describe("messages", () => {
  it("lie in the catalogue of the feature that their id begins with", () => {
    for (const [path, messages] of Object.entries(catalogues)) {
      const feature = path.split("/")[1];
      expect(Object.keys(messages).filter((id) => !id.startsWith(`${feature}.`))).toEqual([]);
    }
  });

  it("are all merged", () => {
    const ids = Object.values(catalogues).flatMap((messages) => Object.keys(messages));
    expect(Object.keys(english).sort()).toEqual(ids.sort());
  });

  it("are all used", () => {
    const code = Object.values(sources).join("\n");
    // Ids put together from parts: `outbox.step.${name}` uses every message under that stem and with that ending.
    const stems = [
      ...code.matchAll(/`([a-z]+(?:\.[\w]+)*\.)\$\{[^}]*\}((?:\.\w+)*)(?:\.\$\{[^}]*\})?`/g),
    ].map((match) => ({
      stem: match[1] ?? "",
      ending: match[2] ?? "",
    }));
    const unused = Object.keys(english).filter(
      (id) =>
        !code.includes(`"${id}"`) &&
        !stems.some(({ stem, ending }) => id.startsWith(stem) && id.endsWith(ending)),
    );
    expect(unused).toEqual([]);
  });
});
