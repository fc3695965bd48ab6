import "../styles";
import { afterEach } from "vitest";
import { cleanup } from "vitest-browser-react";
import { forgetComposer } from "../composer/composer-state";
import { forgetDraft } from "../composer/use-draft";
import { forgetDrafts } from "../inbox/detail/drafts";
import { useInboxState } from "../inbox/inbox-state";
import { clearSearch } from "../inbox/search/search-state";
import { useAccountFilter } from "../shell/account-filter";
import { closeKeySheet } from "../shell/open-key-sheet";
import { closePalette } from "../shell/open-palette";
import { useUndoToasts } from "../shell/undo-toasts";
import { closeHosts } from "./render-app";
// Read once for all tests, so that none waits for it.
import "../inbox/second-paint";
import "../shell/second-paint";

afterEach(async () => {
  closePalette();
  closeKeySheet();
  await cleanup();
  forgetDraft();
  forgetDrafts();
  clearSearch();
  forgetComposer();
  useInboxState.setState(useInboxState.getInitialState(), true);
  closeHosts();
  useAccountFilter.getState().all();
  for (const toast of useUndoToasts.getState().toasts) useUndoToasts.getState().dismiss(toast.id);
});
