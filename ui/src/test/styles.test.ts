import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

/** Contents by path below src. The runner empties style sheets it imports, so they are read from disk. */
function read(ending: RegExp): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => ending.test(path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

const sheets = read(/\.module\.css$/);
const sources = read(/(?<!\.test)\.tsx?$/);

/** Which names a source takes from which sheet. */
function uses(path: string, code: string) {
  return [...code.matchAll(/import (\w+) from "(\.[^"]*\.module\.css)"/g)].map(([, local, from]) => {
    const sheet = join(dirname(path), from ?? "");
    // A key of a message, as in t("inbox.post.gone"), names no class.
    const body = code.replace(/^import .*$/gm, "").replace(/"[^"\n]*"/g, '""');
    const names = [...body.matchAll(new RegExp(`\\b${local}\\.(\\w+)`, "g"))].map((match) => match[1] ?? "");
    return { sheet, names, dynamic: new RegExp(`\\b${local}\\[`).test(code) };
  });
}

const used = Object.entries(sources).flatMap(([path, code]) =>
  uses(path, code).map((use) => ({ path, ...use })),
);
const classes = (css: string) =>
  new Set([...css.matchAll(/\.([a-zA-Z][\w-]*)(?=[^{}]*\{)/g)].map((match) => match[1]));

describe("style sheets", () => {
  it("have every class that a part takes from them", () => {
    const missing = used.flatMap(({ path, sheet, names }) =>
      names.filter((name) => !classes(sheets[sheet] ?? "").has(name)).map((name) => `${path}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it("have no class that nothing takes", () => {
    const unused = Object.entries(sheets).flatMap(([sheet, css]) => {
      const from = used.filter((use) => use.sheet === sheet);
      if (from.some((use) => use.dynamic)) return [];
      const names = new Set(from.flatMap((use) => use.names));
      return [...classes(css)]
        .filter((name) => name !== undefined && !names.has(name))
        .map((name) => `${sheet}: ${name}`);
    });
    expect(unused).toEqual([]);
  });

  it("use logical directions only", () => {
    const physical =
      /(?:^|[\s;{])((?:margin|padding|border)-(?:left|right|top|bottom)|left|right|(?:min-|max-)?(?:width|height)|text-align:\s*(?:left|right))\s*:/m;
    const found = Object.entries(sheets).flatMap(([sheet, css]) => {
      const match = physical.exec(css);
      return match ? [`${sheet}: ${match[1]}`] : [];
    });
    expect(found).toEqual([]);
  });
});
