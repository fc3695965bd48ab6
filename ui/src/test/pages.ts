/** Every state of a page that the sweeping tests look at: accessibility, language, layout. */
import { accountStates } from "./pages/accounts";
import { composerStates } from "./pages/composer";
import { writtenStates } from "./pages/inbox";
import { standingStates } from "./pages/inbox-standing";
import { outboxStates } from "./pages/outbox";
import { rateStates } from "./pages/rate";
import { sectionStates, settingsStates } from "./pages/settings";
import { shellStates } from "./pages/shell";
import type { PageState } from "./pages/state";

export const allStates: readonly PageState[] = [
  ...rateStates,
  ...standingStates,
  ...writtenStates,
  ...accountStates,
  ...outboxStates,
  ...settingsStates,
  ...sectionStates,
  ...composerStates,
  ...shellStates,
];
