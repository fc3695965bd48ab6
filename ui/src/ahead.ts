/**
 * Asks the program for what nearly every start shows: the first picture has it all. A small script of its own, run before
 * the rest is read, so that the program answers meanwhile.
 */
import { queries } from "./host/queries";
import { createQueryClient } from "./host/query-client";
import { openAhead } from "./inbox/list/open-list";

/** The cache into which the answers go. */
export const client = createQueryClient();

async function standIn(): Promise<void> {
  // In a plain browser there is no program to talk to: the pages run against sample data.
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { startFakeHost } = await import("./host/fake/start");
    startFakeHost();
  }
}

async function ask(): Promise<void> {
  const showsInbox = ["", "#/", "#/inbox"].includes(location.hash);
  await Promise.allSettled([
    client.prefetchQuery(queries.appState),
    client.prefetchQuery(queries.accounts),
    ...(showsInbox ? [openAhead()] : []),
    // Preloaded by index.html, it is there by now or within a frame or two: no word is drawn in another typeface first.
    document.fonts.load('13px "Inter Variable"'),
  ]);
}

/** When there is somebody to ask. */
export const hosted = standIn();

/** When all is answered, or refused: what fails here is asked for again where it is shown. */
export const answered = hosted.then(ask);
