import { describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { HostTestView, IpcError } from "../host/bindings";
import { noMediaHost } from "../host/fake/sample-posts";
import { type FakeWorld, sampleWorld } from "../host/fake/world";
import { renderApp } from "../test/render-app";

const path = "/settings";
const withHost = (mediaHost: Partial<FakeWorld["mediaHost"]>): FakeWorld => {
  const world = sampleWorld();
  return { ...world, mediaHost: { ...world.mediaHost, ...mediaHost } };
};
const nothing = (): FakeWorld => ({ ...sampleWorld(), mediaHost: noMediaHost });
const asked = (host: { calls: { command: string }[] }) => host.calls.map((call) => call.command);

const denied: IpcError = {
  code: "refused",
  message: "The bucket refused the upload.",
  fix: "Allow the key to write in this bucket.",
  retry_after_s: null,
  detail: "403 AccessDenied",
};

const failedTest: HostTestView = {
  tested_at: new Date().toISOString(),
  passed: false,
  steps: [{ step: "upload", passed: false, took_ms: 1204, problem: denied }],
};

describe("media host", () => {
  it("is reached by key and says why it is needed", async () => {
    await renderApp({ path: "/outbox" });
    await expect.element(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
    await userEvent.keyboard("gs");
    await expect.element(page.getByRole("heading", { level: 2, name: "Media host" })).toBeVisible();
    await expect.element(page.getByText(/open to the whole internet/)).toBeVisible();
    await expect.element(page.getByText("Works", { exact: true })).toBeVisible();
  });

  it("is set up from a known service, checked before it is saved, and saved as typed", async () => {
    const { host } = await renderApp({ path, world: nothing() });
    await expect.element(page.getByText("Not set up", { exact: true })).toBeVisible();
    await page.getByRole("radio", { name: "Cloudflare R2" }).click();
    await expect.element(page.getByLabelText("Region")).toHaveValue("auto");
    await expect.element(page.getByRole("switch", { name: "Path style" })).toBeChecked();
    await page.getByRole("button", { name: "Save bucket" }).click();
    await expect.element(page.getByText(/in place of the words in angle brackets/)).toBeVisible();
    await expect.element(page.getByText(/A bucket name has 3 to 63/)).toBeVisible();
    expect(asked(host)).not.toContain("save_media_host");
    await page.getByLabelText("Endpoint").fill("https://0a1b2c.r2.cloudflarestorage.com");
    await page.getByLabelText("Bucket name").fill("postroom-media");
    await page.getByLabelText("Access key ID").fill("0123456789abcdef0123456789abcdef");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await vi.waitFor(() =>
      expect(host.calls).toContainEqual({
        command: "save_media_host",
        form: {
          endpoint: "https://0a1b2c.r2.cloudflarestorage.com",
          region: "auto",
          bucket: "postroom-media",
          path_style: true,
          access_key_id: "0123456789abcdef0123456789abcdef",
          public_base: null,
        },
      }),
    );
    await expect.element(page.getByText("Secret missing", { exact: true })).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Saved", exact: true })).toBeDisabled();
  });

  it("never lets a secret be saved as the key's name", async () => {
    const { host } = await renderApp({ path });
    await page.getByLabelText("Access key ID").fill("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    await page.getByRole("button", { name: "Save bucket" }).click();
    await expect.element(page.getByText(/This looks like the secret/)).toBeVisible();
    expect(asked(host)).not.toContain("save_media_host");
  });

  it("takes the secret from the clipboard without the page seeing it", async () => {
    const { host } = await renderApp({ path, world: withHost({ has_secret: false, last_test: null }) });
    await expect.element(page.getByText("Take the secret first.")).toBeVisible();
    await page.getByRole("button", { name: "Take the secret from the clipboard" }).click();
    await expect.element(page.getByText("In the keychain", { exact: true })).toBeVisible();
    expect(
      host.calls.find((call) => call.command === "take_host_secret_from_clipboard")?.form,
    ).toBeUndefined();
    await expect.element(page.getByText("Not tested", { exact: true })).toBeVisible();
  });

  it("takes no secret for a bucket that is not saved", async () => {
    const { host } = await renderApp({ path, world: nothing() });
    await expect
      .element(page.getByRole("button", { name: "Take the secret from the clipboard" }))
      .toBeDisabled();
    await userEvent.keyboard("v");
    expect(asked(host)).not.toContain("take_host_secret_from_clipboard");
  });

  it("says why the clipboard was of no use", async () => {
    await renderApp({
      path,
      prepare: (host) =>
        host.disturb("take_host_secret_from_clipboard", {
          ...denied,
          message: "The clipboard holds no secret.",
        }),
    });
    await page.getByRole("button", { name: "Replace the secret from the clipboard" }).click();
    await expect.element(page.getByText("The clipboard holds no secret.")).toBeVisible();
  });

  it("is tested in five steps, each with its time", async () => {
    const { host } = await renderApp({ path, world: withHost({ last_test: null }) });
    await expect.element(page.getByText("not run yet")).toBeVisible();
    await userEvent.keyboard("t");
    await vi.waitFor(() => expect(asked(host)).toContain("test_media_host"));
    await expect.element(page.getByText(/^5 of 5 pass · /)).toBeVisible();
    await expect.element(page.getByText("412 ms")).toBeVisible();
    expect(page.getByRole("img", { name: "passed" }).elements()).toHaveLength(5);
  });

  it("opens the step that failed in place and leaves the rest as not run", async () => {
    const { host } = await renderApp({ path });
    host.world.nextHostTest = failedTest;
    await page.getByRole("button", { name: "Run test" }).click();
    await expect.element(page.getByText("The bucket refused the upload.")).toBeVisible();
    await expect.element(page.getByText("Allow the key to write in this bucket.")).toBeVisible();
    await expect.element(page.getByText("Test failed", { exact: true })).toBeVisible();
    expect(page.getByRole("img", { name: "not run" }).elements()).toHaveLength(4);
  });

  it("forgets an old result while a new test runs, and runs one at a time", async () => {
    const { host } = await renderApp({ path, prepare: (host) => host.disturb("test_media_host", "hang") });
    await page.getByRole("button", { name: "Run test" }).click();
    await expect.element(page.getByText("a small picture is on its way")).toBeVisible();
    expect(page.getByRole("img", { name: "passed" }).elements()).toHaveLength(0);
    await userEvent.keyboard("t");
    expect(asked(host).filter((name) => name === "test_media_host")).toHaveLength(1);
  });

  it("tests nothing that is not saved", async () => {
    const { host } = await renderApp({ path });
    await page.getByLabelText("Region").fill("eu-north-1");
    await expect.element(page.getByText("Save the bucket first.")).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Run test" })).toBeDisabled();
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard("t");
    expect(asked(host)).not.toContain("test_media_host");
  });

  it("is removed only after a yes", async () => {
    const { host } = await renderApp({ path });
    await expect.element(page.getByText("Works", { exact: true })).toBeVisible();
    await userEvent.keyboard("#");
    const dialog = page.getByRole("dialog", { name: "Remove the media host?" });
    await dialog.getByRole("button", { name: "Cancel" }).click();
    expect(asked(host)).not.toContain("remove_media_host");
    await page.getByRole("button", { name: "Remove media host…" }).click();
    await dialog.getByRole("button", { name: "Remove media host" }).click();
    await expect.element(page.getByText("Not set up", { exact: true })).toBeVisible();
    await expect.element(page.getByLabelText("Bucket name")).toHaveValue("");
  });

  it("needs nothing in the demo but can be tested there", async () => {
    const { host } = await renderApp({ path, world: withHost({ ...noMediaHost, kind: "demo" }) });
    await expect
      .element(page.getByRole("heading", { name: "The demo has a media host of its own" }))
      .toBeVisible();
    expect(page.getByRole("textbox").elements()).toHaveLength(0);
    await page.getByRole("button", { name: "Run test" }).click();
    await vi.waitFor(() => expect(asked(host)).toContain("test_media_host"));
  });

  it("keeps what is typed when the program refuses it", async () => {
    await renderApp({ path, prepare: (host) => host.disturb("save_media_host", denied) });
    await page.getByLabelText("Bucket name").fill("another-bucket");
    await page.getByRole("button", { name: "Save bucket" }).click();
    await expect.element(page.getByText("The bucket refused the upload.")).toBeVisible();
    await expect.element(page.getByLabelText("Bucket name")).toHaveValue("another-bucket");
  });
});
