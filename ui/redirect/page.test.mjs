// The redirect page in a real browser, served from loopback. `cargo xtask test --only redirect` runs this file with
// Node's own test runner; POSTROOM_CHROMIUM names the browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { chromium } from "playwright";

const page = readFileSync(new URL("index.html", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const HOSTILE = `"><img src=x onerror=alert(1)><script>alert(2)</script>&code=evil#/../`;

let browser;
let server;
let base;

before(async () => {
  server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(page);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  base = `http://127.0.0.1:${server.address().port}/redirect`;
  browser = await chromium.launch({
    executablePath: process.env.POSTROOM_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
});

after(async () => {
  await browser?.close();
  server?.close();
});

describe("the redirect page", () => {
  test("forwards code and state, and nothing else", async () => {
    const seen = await visit("?code=AQB_c-1&state=st_8&scope=all&access_token=t#_");
    assert.equal(seen.shown, "granted");
    assert.equal(seen.link, "postroom://oauth/callback?code=AQB_c-1&state=st_8");
    assert.equal(seen.copyable, `${base}?code=AQB_c-1&state=st_8`);
  });

  test("clears its address, and a reload has nothing to hand over", async () => {
    const seen = await visit("?code=a&state=b", { reload: true });
    assert.equal(seen.address, base);
    assert.equal(seen.shown, "empty");
  });

  test("asks for nothing but itself and the program's own link", async () => {
    const seen = await visit("?code=a&state=b");
    assert.deepEqual(
      seen.requests.filter((url) => url !== `${base}?code=a&state=b` && !url.startsWith("postroom://oauth/callback?")),
      [],
    );
  });

  test("a denied login says so and still goes back to the program", async () => {
    const seen = await visit("?error=access_denied&error_reason=user_denied&state=b");
    assert.equal(seen.shown, "denied");
    assert.equal(seen.link, "postroom://oauth/callback?state=b&error=access_denied");
  });

  test("hostile values stay text and stay inside their parameter", async () => {
    const seen = await visit(`?error=${encodeURIComponent(HOSTILE)}&state=${encodeURIComponent(HOSTILE)}`);
    assert.equal(seen.shown, "refused");
    assert.equal(seen.reason, HOSTILE);
    assert.equal(seen.images, 0);
    assert.deepEqual(seen.dialogs, []);
    const link = new URL(seen.link);
    assert.equal(`${link.protocol}//${link.host}${link.pathname}`, "postroom://oauth/callback");
    assert.deepEqual([...link.searchParams], [["state", HOSTILE], ["error", HOSTILE]]);
  });

  test("a repeated or overlong value is handed to nobody", async () => {
    for (const query of ["?code=a&code=b&state=c", `?code=${"a".repeat(3000)}&state=c`]) {
      const seen = await visit(query);
      assert.equal(seen.shown, "damaged");
      assert.equal(seen.link, null);
      assert.equal(seen.copyable, "");
    }
  });

  test("opened without a login it explains itself", async () => {
    const seen = await visit("");
    assert.equal(seen.shown, "empty");
    assert.equal(seen.link, null);
  });

  test("a scheme that is not Postroom's is not called", async () => {
    const seen = await visit("?code=a&state=b", { scheme: "javascript" });
    assert.equal(seen.shown, "damaged");
    assert.equal(seen.link, null);
  });

  test("the demo's scheme is", async () => {
    const seen = await visit("?code=a&state=b", { scheme: "postroom-demo" });
    assert.equal(seen.link, "postroom-demo://oauth/callback?code=a&state=b");
  });

  for (const colorScheme of ["light", "dark"]) {
    for (const query of ["?code=a&state=b", "?error=access_denied&state=b", "?error=x&state=b", "?code=a&code=b", ""]) {
      test(`axe finds nothing in ${colorScheme} on "${query}"`, async () => {
        const seen = await visit(query, { colorScheme, axe: true });
        assert.deepEqual(seen.violations, []);
      });
    }
  }
});

/** Opens the page with `query` and tells what a person would find there. */
async function visit(query, { scheme = "postroom", colorScheme = "light", reload = false, axe: audit = false } = {}) {
  const tab = await browser.newPage({ colorScheme });
  try {
    const requests = [];
    const dialogs = [];
    tab.on("request", (request) => requests.push(request.url()));
    tab.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    if (scheme !== "postroom") {
      await tab.route(`${base}**`, (route) =>
        route.fulfill({
          contentType: "text/html; charset=utf-8",
          body: page.toString().replace('data-scheme="postroom"', `data-scheme="${scheme}"`),
        }),
      );
    }
    // The hop to the program is a navigation of its own: a reload before the browser has given it up would be the one
    // that is given up instead.
    const hop = reload ? tab.waitForEvent("requestfailed", (request) => request.url().startsWith(`${scheme}:`)) : null;
    await tab.goto(base + query);
    if (reload) {
      await hop;
      await tab.reload();
    }
    const seen = await tab.evaluate(() => ({
      address: location.href,
      shown: [...document.querySelectorAll("section")].filter((section) => !section.hidden).map(({ id }) => id).join(),
      link: document.getElementById("open").getAttribute("href"),
      copyable: document.getElementById("address").value,
      reason: document.getElementById("reason").textContent,
      images: document.images.length,
    }));
    return { ...seen, requests, dialogs, violations: audit ? await violations(tab) : [] };
  } finally {
    await tab.close();
  }
}

/** Runs axe in a world of its own, because the page's policy admits no second script. */
async function violations(tab) {
  const session = await tab.context().newCDPSession(tab);
  const { frameTree } = await session.send("Page.getFrameTree");
  const world = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  const run = (expression) =>
    session.send("Runtime.evaluate", {
      expression,
      contextId: world.executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
  await run(axe);
  const { result } = await run("axe.run().then(({ violations }) => violations.map(({ id }) => id))");
  assert.ok(Array.isArray(result.value), "axe answers");
  return result.value;
}
