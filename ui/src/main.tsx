import "./styles";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "./host/query-client";
import { App } from "./shell/App";
import { createAppRouter } from "./shell/router";

async function start(): Promise<void> {
  // In a plain browser there is no program to talk to: the pages run against sample data.
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { startFakeHost } = await import("./host/fake/start");
    startFakeHost();
  }
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  createRoot(root).render(
    <StrictMode>
      <App client={createQueryClient()} router={createAppRouter()} />
    </StrictMode>,
  );
}

void start();
