import { describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { newWorld, readyApp } from "../host/fake/world";
import { renderApp } from "../test/render-app";

describe("connecting an account", () => {
  it("goes from the first screen of the demo to a connected account in three presses", async () => {
    const { host } = await renderApp({ path: "/inbox", world: newWorld() });
    await page.getByRole("button", { name: "Start" }).click();
    await expect.element(page.getByRole("heading", { name: "Waiting for the browser" })).toBeVisible();
    expect(host.calls).toContainEqual({
      command: "begin_login",
      form: {
        client_id: readyApp.default_client_id,
        redirect_uri: readyApp.default_redirect_uri,
        force_reauth: false,
        reconnect: null,
      },
    });
    host.world.login = host.world.nextLogin;
    host.stale({ kind: "login" });
    await expect.element(page.getByText("lumaknit", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Yes, connect it" }).click();
    await expect.element(page.getByRole("heading", { name: "Luma Knit is connected" })).toBeVisible();
    await page.getByRole("button", { name: "Show account" }).click();
    await expect.element(page.getByRole("heading", { level: 2, name: "Luma Knit" })).toBeVisible();
  });

  it("starts the demo as a program of its own when this is not the demo", async () => {
    const world = { ...newWorld(), app: { ...readyApp, demo: false } };
    const { host } = await renderApp({ path: "/inbox", world });
    const start = page.getByRole("button", { name: "Start" });
    await expect.element(start).toHaveFocus();
    await start.click();
    await expect.element(page.getByRole("main").getByText("in a window of its own")).toBeVisible();
    await expect.element(page.getByRole("status")).toHaveTextContent("in a window of its own");
    const asked = host.calls.map((call) => call.command);
    expect(asked).toContain("start_demo");
    expect(asked).not.toContain("begin_login");
    await page.getByRole("button", { name: "Begin" }).click();
    await expect.element(page.getByRole("heading", { name: "Connect an account" })).toBeVisible();
  });

  it("says why the demo could not be started", async () => {
    const world = { ...newWorld(), app: { ...readyApp, demo: false } };
    await renderApp({
      path: "/inbox",
      world,
      prepare: (host) =>
        host.disturb("start_demo", {
          code: "internal",
          message: "The demo could not be started",
          fix: null,
          retry_after_s: null,
          detail: null,
        }),
    });
    await page.getByRole("button", { name: "Start" }).click();
    await expect.element(page.getByText("The demo could not be started")).toBeVisible();
    await expect.element(page.getByText("nothing to sign up for", { exact: false })).toBeVisible();
  });

  it("checks the form before it opens a browser", async () => {
    const { host } = await renderApp({ path: "/accounts?connect=true" });
    await page.getByLabelText("Instagram app ID").fill("12ab");
    await page.getByLabelText("Redirect address").fill("http://postroom.example/");
    await page.getByRole("button", { name: "Connect", exact: true }).last().click();
    await expect.element(page.getByText("The app ID has digits only.")).toBeVisible();
    await expect.element(page.getByText("This is no web address that begins with https.")).toBeVisible();
    expect(host.calls.map((call) => call.command)).not.toContain("begin_login");
  });

  it("takes the secret from the clipboard without the page seeing it", async () => {
    const world = { ...newWorld(), app: { ...readyApp, has_secret: false } };
    const { host } = await renderApp({ path: "/accounts?connect=true", world });
    await page.getByRole("button", { name: "Take from clipboard", exact: true }).click();
    await expect.element(page.getByText("In the keychain", { exact: true })).toBeVisible();
    const call = host.calls.find((each) => each.command === "take_secret_from_clipboard");
    expect(call?.form).toEqual({ client_id: readyApp.default_client_id });
  });

  it("shows why a pasted address was refused and takes a good one", async () => {
    await renderApp({ path: "/accounts?connect=true" });
    await page.getByLabelText("Address the browser ended on").fill("https://postroom.example/");
    await page.getByRole("button", { name: "Use address" }).click();
    await expect.element(page.getByText("This address carries no login.")).toBeVisible();
    await page
      .getByLabelText("Address the browser ended on")
      .fill("https://postroom.example/?code=1&state=2");
    await page.getByRole("button", { name: "Use address" }).click();
    await expect.element(page.getByRole("heading", { name: "Is this the account?" })).toBeVisible();
    await page.getByRole("button", { name: "No", exact: true }).click();
    await expect.element(page.getByRole("heading", { name: "Log in with the browser" })).toBeVisible();
  });

  it("takes a token from the clipboard", async () => {
    await renderApp({ path: "/accounts?connect=true" });
    await page.getByRole("button", { name: "Take token from clipboard" }).click();
    await expect.element(page.getByRole("heading", { name: "Is this the account?" })).toBeVisible();
  });
});

describe("an account", () => {
  it("renews the login of the account that is shown", async () => {
    const { host } = await renderApp({ path: "/accounts?account=%2217841400000000413%22" });
    await page.getByRole("button", { name: "Renew login" }).click();
    await expect
      .element(page.getByRole("heading", { name: "Renew the login of Casa Níspero" }))
      .toBeVisible();
    await page.getByRole("button", { name: "Connect", exact: true }).last().click();
    await vi.waitFor(() => {
      const form = host.calls.find((call) => call.command === "begin_login")?.form;
      expect(form).toMatchObject({ reconnect: "17841400000000413" });
    });
  });

  it("disconnects and keeps the cache unless told to erase it", async () => {
    const { host } = await renderApp({ path: "/accounts?account=%2217841400000000413%22" });
    await page.getByRole("button", { name: "Disconnect…" }).click();
    const dialog = page.getByRole("dialog", { name: "Disconnect Casa Níspero?" });
    await expect.element(dialog.getByRole("radio", { name: "Keep it" })).toBeChecked();
    await expect.element(dialog.getByRole("button", { name: "Cancel" })).toHaveFocus();
    await dialog.getByRole("radio", { name: "Erase it" }).click();
    await dialog.getByRole("button", { name: "Disconnect and erase" }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(host.calls).toContainEqual({
      command: "disconnect_account",
      form: { account: "17841400000000413", erase: true },
    });
    expect(
      page.getByRole("list", { name: "Connected accounts" }).getByText("Casa Níspero").elements(),
    ).toHaveLength(0);
  });

  it("shows its problem with the way out and folds the details away", async () => {
    await renderApp({ path: "/accounts?account=%2217841400000000412%22" });
    await expect.element(page.getByText(/hands out none of them/).last()).toBeVisible();
    const detail = page.getByText(/trace AbC1d2E3f4/);
    await expect.element(detail).not.toBeVisible();
    await page.getByRole("button", { name: "Details" }).click();
    await expect.element(detail).toBeVisible();
  });
});

describe("the type of an account", () => {
  it("stands as a word in the account's header and in the question before it is connected", async () => {
    await renderApp({ path: "/accounts" });
    await expect.element(page.getByText(/· business ·/)).toBeVisible();
    const world = newWorld();
    world.login = world.nextLogin;
    await renderApp({ path: "/accounts?connect=true", world });
    await expect.element(page.getByText(/· creator ·/)).toBeVisible();
  });
});
