/** Renders the whole window against the fake host, for tests in a real browser. */
import { createMemoryHistory } from "@tanstack/react-router";
import type { IntlConfig } from "react-intl";
import { render } from "vitest-browser-react";
import { type FakeHost, installFakeHost } from "../host/fake/host";
import type { FakeWorld } from "../host/fake/world";
import { createQueryClient } from "../host/query-client";
import { App } from "../shell/App";
import { createAppRouter } from "../shell/router";

type Options = {
  /** Address to begin at, e.g. "/outbox?action=…". */
  path: string;
  world?: FakeWorld;
  scheme?: "light" | "dark";
  messages?: IntlConfig["messages"];
  /** "default" lets what floats come in as it does in the window. */
  env?: "default" | "test";
  /** Called before the first command, e.g. to let one fail. */
  prepare?: (host: FakeHost) => void;
};

const hosts: FakeHost[] = [];

export async function renderApp({ path, world, scheme = "light", messages, prepare, env = "test" }: Options) {
  const host = installFakeHost(world);
  hosts.push(host);
  prepare?.(host);
  const client = createQueryClient();
  const router = createAppRouter(createMemoryHistory({ initialEntries: [path] }));
  const root = document.createElement("div");
  root.id = "root";
  document.body.append(root);
  const screen = await render(
    <App
      client={client}
      router={router}
      env={env}
      scheme={scheme}
      timeZone="UTC"
      {...(messages && { messages })}
    />,
    { container: root },
  );
  return { screen, host, client, router };
}

/** Ends every host a test installed. */
export function closeHosts(): void {
  for (const host of hosts.splice(0)) host.close();
  for (const root of document.querySelectorAll("#root")) root.remove();
}
