import "./styles";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "./host/query-client";
import { App } from "./shell/App";
import { createAppRouter } from "./shell/router";

/** Longest wait for the typeface before the first words are drawn, in ms. */
const FONT_WAIT_MS = 300;

/** Preloaded by index.html, it is there by now or within a frame or two: no word is drawn in another typeface first. */
async function typeface(): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, FONT_WAIT_MS));
  // A font that cannot be read is no reason to show nothing.
  const loaded = document.fonts.load('13px "Inter Variable"').catch(() => undefined);
  await Promise.race([loaded, late]);
}

async function start(): Promise<void> {
  // In a plain browser there is no program to talk to: the pages run against sample data.
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { startFakeHost } = await import("./host/fake/start");
    startFakeHost();
  }
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  await typeface();
  createRoot(root).render(
    <StrictMode>
      <App client={createQueryClient()} router={createAppRouter()} />
    </StrictMode>,
  );
}

void start();
