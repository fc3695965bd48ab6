import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const catalogues = ["shell", "parts", "accounts", "outbox", "inbox", "composer", "rate", "settings"];

/** Serves `virtual:pseudo-locale`: every message accented and lengthened by the formatjs command, for tests. */
function pseudoLocale(): Plugin {
  const id = "virtual:pseudo-locale";
  return {
    name: "pseudo-locale",
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(loaded) {
      if (loaded !== `\0${id}`) return undefined;
      const folder = mkdtempSync(join(tmpdir(), "pseudo-locale-"));
      try {
        const merged: Record<string, string> = {};
        for (const name of catalogues) {
          const file = join(import.meta.dirname, "src", name, "en.json");
          this.addWatchFile(file);
          Object.assign(merged, JSON.parse(readFileSync(file, "utf8")));
        }
        const source = join(folder, "en.json");
        writeFileSync(source, JSON.stringify(merged));
        const compiled = execFileSync(
          join(import.meta.dirname, "node_modules/.bin/formatjs"),
          ["compile", source, "--ast", "--format", "simple", "--pseudo-locale", "en-XA"],
          { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
        );
        return `export default ${compiled};`;
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

const WINDOW = { width: 1440, height: 900 };

/** Chromium, in which the pages are tested and photographed. */
const browser = {
  enabled: true,
  headless: true,
  // Several runs may go on at a time.
  api: { port: 63315, strictPort: false },
  screenshotFailures: false,
  viewport: WINDOW,
  provider: playwright({
    // As large as the largest page in it, which would be drawn smaller else.
    contextOptions: { viewport: WINDOW },
    launchOptions: {
      executablePath: process.env["POSTROOM_CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  }),
  instances: [{ browser: "chromium" as const }],
};

/** Text waits a moment for its typeface, which lies on the same disk, before another one stands in for it. */
function blockForFont(): Plugin {
  return {
    name: "block-for-font",
    enforce: "pre",
    transform: (code, id) =>
      /@fontsource-variable\/inter\/[\w-]+\.css/.test(id)
        ? code.replaceAll("font-display: swap", "font-display: block")
        : undefined,
  };
}

/** Page tests run on the React that people get, which also takes half the time; React goes by this variable. */
function builtReact(): Plugin {
  return {
    name: "built-react",
    config: (_, { mode }) => {
      if (mode === "production") process.env["NODE_ENV"] = "production";
    },
  };
}

/**
 * The page names each script of the first picture: named only by the one that imports it, a script would be asked for once
 * that one is read. The first of them asks the program, and is run before the rest is read.
 */
function nameScripts(): Plugin {
  return {
    name: "name-scripts",
    transformIndexHtml: {
      order: "post",
      handler(_, { chunk, bundle = {} }) {
        const named = new Set<string>();
        const name = (files: string[]) => {
          for (const file of files) {
            const each = bundle[file];
            if (each?.type !== "chunk" || named.has(file)) continue;
            name(each.imports);
            named.add(file);
          }
        };
        name(chunk?.imports ?? []);
        return [...named].map((file) => ({
          tag: "script",
          attrs: { type: "module", crossorigin: true, src: `/${file}` },
          injectTo: "head-prepend" as const,
        }));
      },
    },
  };
}

export default defineConfig({
  plugins: [builtReact(), react(), blockForFont(), nameScripts(), pseudoLocale()],
  clearScreen: false,
  server: { port: 1420, strictPort: true, host: "127.0.0.1" },
  build: {
    target: "es2023",
    // The content security policy allows no data: fonts, and a separate file costs nothing from disk.
    assetsInlineLimit: 0,
    // What the page names is no preload: WebKit would read such a script twice.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files, { hostType }) => (hostType === "html" ? [] : files),
    },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Two scripts, each with all that it imports: what asks the program, and what draws the first picture.
          groups: [
            { name: "ahead", test: /\/src\/ahead\.ts$/, priority: 2 },
            { name: "first-picture", test: /\/src\/shell\/show\.tsx$/, priority: 1 },
          ],
        },
      },
    },
    chunkSizeWarningLimit: 900,
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "happy-dom",
          include: ["src/**/*.test.{ts,tsx}"],
          exclude: ["src/**/*.browser.test.tsx"],
          setupFiles: ["src/test/setup-unit.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["src/**/*.browser.test.tsx"],
          setupFiles: ["src/test/setup-browser.ts"],
          browser,
        },
      },
      {
        extends: true,
        test: {
          name: "pictures",
          include: ["src/**/*.pictures.tsx"],
          setupFiles: ["src/test/setup-browser.ts"],
          browser,
        },
      },
    ],
  },
});
