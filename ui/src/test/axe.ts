import axe from "axe-core";
import { expect } from "vitest";

/** Fails on any finding of the accessibility rules this project holds itself to. */
export async function expectAxeClean(): Promise<void> {
  const { violations } = await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    // The page the tests run in belongs to the runner.
    rules: { "document-title": { enabled: false }, "html-has-lang": { enabled: false } },
  });
  expect(
    violations.map((rule) => ({
      rule: rule.id,
      at: rule.nodes.map(
        (node) => `${node.target.join(" ")} · ${node.any.map((check) => check.message).join("; ")}`,
      ),
    })),
  ).toEqual([]);
}
