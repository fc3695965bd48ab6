/**
 * Opens the built pages under the content security policy of tauri.conf.json and fails on any breach, on a lost theme
 * and on a start bundle over its budget. Run after `npm run build`: `npm run check:build`.
 */
import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright";

const START_BUNDLE_KB = 220;
const dist = join(import.meta.dirname, "../dist");
const config = JSON.parse(readFileSync(join(import.meta.dirname, "../../tauri.conf.json"), "utf8"));
const policy = Object.entries(config.app.security.csp)
  .map(([name, value]) => `${name} ${value}`)
  .join("; ");
const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
};

const problems = [];
const html = readFileSync(join(dist, "index.html"), "utf8");
if (/<style|<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=/.test(html))
  problems.push("index.html holds inline code or style");

const start = [...html.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map((match) => match[1]);
const size = start.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0) / 1000;
if (start.length === 0) problems.push("index.html names no script");
if (size > START_BUNDLE_KB) problems.push(`start bundle is ${size.toFixed(0)} kB, over ${START_BUNDLE_KB}`);

const outside = readdirSync(join(dist, "assets"))
  .filter((file) => file.endsWith(".css"))
  .filter((file) => /url\(["']?(?:https?:)?\/\//.test(readFileSync(join(dist, "assets", file), "utf8")));
if (outside.length > 0) problems.push(`style sheets name outside hosts: ${outside.join(", ")}`);

const waits = readdirSync(join(dist, "assets"))
  .filter((file) => file.endsWith(".css"))
  .some((file) => /font-display:\s*swap/.test(readFileSync(join(dist, "assets", file), "utf8")));
if (waits) problems.push("text is drawn in another typeface first: font-display is swap");

const server = createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  const file = join(dist, path === "/" ? "index.html" : path);
  if (!file.startsWith(dist) || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    "content-type": types[extname(file)] ?? "application/octet-stream",
    "content-security-policy": policy,
  });
  createReadStream(file).pipe(response);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${server.address().port}/`;

const browser = await chromium.launch({
  executablePath: process.env.POSTROOM_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
});
const page = await browser.newPage();
const fonts = [];
page.on("request", (request) => {
  if (request.resourceType() === "font" || request.url().endsWith(".woff2")) fonts.push(request.url());
  if (!request.url().startsWith(address)) problems.push(`asked for ${request.url()}`);
});
page.on("pageerror", (error) => problems.push(`page error: ${error.message}`));
await page.addInitScript(() => {
  window.breaches = [];
  addEventListener("securitypolicyviolation", (event) => {
    window.breaches.push(`${event.violatedDirective} ${event.blockedURI}`);
  });
  new MutationObserver((_, observer) => {
    if (!document.querySelector("h1")) return;
    observer.disconnect();
    window.fontBeforeWords = [...document.fonts].some((face) => face.status === "loaded");
  }).observe(document, { childList: true, subtree: true });
  const app = {
    demo: false,
    version: "0",
    keychain: "locked",
    keychain_hint: null,
    held_actions: 0,
    foreign_hosts: false,
    offline: false,
    clock_skew_s: null,
  };
  const answers = { app_state: app, list_accounts: [] };
  window.__TAURI_INTERNALS__ = {
    invoke: async (command) => answers[command] ?? 1,
    transformCallback: () => 1,
    convertFileSrc: () => "",
  };
});
await page.goto(address);
await page.getByRole("heading", { level: 1 }).waitFor();
const seen = await page.evaluate(async () => {
  await document.fonts.ready;
  const style = getComputedStyle(document.documentElement);
  return {
    breaches: window.breaches,
    dimmed: style.getPropertyValue("--mantine-color-dimmed").trim(),
    fontBeforeWords: window.fontBeforeWords,
  };
});
await browser.close();
server.close();
problems.push(...seen.breaches.map((breach) => `policy breach: ${breach}`));
if (!["#67625a", "#a09b93", "var(--pr-text-3)"].includes(seen.dimmed))
  problems.push(`theme is lost: dimmed is “${seen.dimmed}”`);
if (!seen.fontBeforeWords) problems.push("the first words were drawn before their font was there");
if (fonts.length !== 1)
  problems.push(`the first screen asked for ${fonts.length} fonts: ${fonts.join(", ")}`);

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`start bundle ${size.toFixed(0)} kB gzip, ${problems.length} problems\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
