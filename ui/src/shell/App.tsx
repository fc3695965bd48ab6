import { MantineProvider } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect } from "react";
import type { IntlConfig } from "react-intl";
import { followStaleTags } from "../host/tags";
import { I18nProvider } from "../i18n/I18nProvider";
import type { createAppRouter } from "./router";
import { cssVariablesResolver, theme } from "./theme/theme";

type Props = {
  client: QueryClient;
  router: ReturnType<typeof createAppRouter>;
  /** The tests pass the pseudo-locale. */
  messages?: IntlConfig["messages"];
  timeZone?: string;
  /** "test" switches transitions off. */
  env?: "default" | "test";
  /** The tests fix a scheme; the system's is followed otherwise. */
  scheme?: "light" | "dark";
};

/** Everything under the root: theme, language, cache, pages. */
export function App({ client, router, messages, timeZone, env = "default", scheme }: Props) {
  useEffect(() => followStaleTags(client), [client]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      {...(scheme && { forceColorScheme: scheme })}
      env={env}
    >
      <I18nProvider {...(messages && { messages })} {...(timeZone && { timeZone })}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </MantineProvider>
  );
}
