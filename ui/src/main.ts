import "./styles";
import type { QueryClient } from "@tanstack/react-query";
import { queries } from "./host/queries";
import { createQueryClient } from "./host/query-client";
import { openAhead } from "./inbox/list/open-list";

/** Longest wait before the first words are drawn, in ms. */
const WAIT_MS = 300;

/**
 * Asks for what nearly every start shows: the first picture has it all. This file and what it imports are small, so that
 * the program answers while the rest of the scripts is read.
 */
function readAhead(client: QueryClient): Promise<unknown>[] {
  const showsInbox = ["", "#/", "#/inbox"].includes(location.hash);
  return [
    client.prefetchQuery(queries.appState),
    client.prefetchQuery(queries.accounts),
    ...(showsInbox ? [openAhead()] : []),
    // Preloaded by index.html, it is there by now or within a frame or two: no word is drawn in another typeface first.
    document.fonts.load('13px "Inter Variable"'),
  ];
}

async function start(): Promise<void> {
  // In a plain browser there is no program to talk to: the pages run against sample data.
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { startFakeHost } = await import("./host/fake/start");
    startFakeHost();
  }
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  const client = createQueryClient();
  const ahead = Promise.allSettled(readAhead(client));
  const { createAppRouter, show } = await import("./shell/show");
  const router = createAppRouter();
  const late = new Promise<void>((resolve) => setTimeout(resolve, WAIT_MS));
  // What fails here is asked for again where it is shown.
  await Promise.race([Promise.allSettled([ahead, router.load()]), late]);
  show(root, client, router);
}

void start();
