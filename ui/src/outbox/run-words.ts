/** How runs are said and drawn. */
import {
  type Icon,
  IconAlertCircle,
  IconArrowBackUp,
  IconCheck,
  IconClock,
  IconHandStop,
  IconSend,
} from "@tabler/icons-react";
import type { RunView } from "../host/bindings";
import type { Translate } from "../i18n/useT";
import type { ChipFamily } from "../parts/Chip";
import { groupOfRun } from "./groups";

type RunChip = {
  word: "waiting" | "sending" | "stopped" | "failing" | "done" | "undone";
  family: ChipFamily;
  icon: Icon;
};

export function runChip(run: RunView): RunChip {
  if (run.closed) return { word: "undone", family: "neutral", icon: IconArrowBackUp };
  switch (groupOfRun(run)) {
    case "done_today":
      return { word: "done", family: "success", icon: IconCheck };
    case "needs_you":
      return run.stopped === "same_error"
        ? { word: "failing", family: "danger", icon: IconAlertCircle }
        : { word: "stopped", family: "warning", icon: IconHandStop };
    case "waiting":
      return { word: "waiting", family: "neutral", icon: IconClock };
    default:
      return { word: "sending", family: "info", icon: IconSend };
  }
}

/** "Hide 214 comments". */
export const runTitle = (t: Translate, run: RunView): string =>
  t(`outbox.run.title.${run.kind}`, { count: run.total });

/** Whether what a run did can be turned round after it was sent. */
const canTurnRound = (run: RunView): boolean => run.kind === "hide" || run.kind === "unhide";

/** Whether something of a run can still be taken back. */
export const canUndo = (run: RunView): boolean =>
  !run.closed && (run.waiting > 0 || (canTurnRound(run) && run.sent > 0));
