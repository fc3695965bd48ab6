/** Shows the pages: with all that it imports, the script of the first picture. */
import "../styles";
import type { QueryClient } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { createAppRouter } from "./router";

export { createAppRouter };

export function show(
  root: HTMLElement,
  client: QueryClient,
  router: ReturnType<typeof createAppRouter>,
): void {
  createRoot(root).render(
    <StrictMode>
      <App client={client} router={router} />
    </StrictMode>,
  );
}
