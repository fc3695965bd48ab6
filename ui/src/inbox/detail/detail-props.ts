import type { RefObject } from "react";
import type { InboxActions } from "../actions/use-actions";
import type { Writing } from "./BoxTabs";

/** What the detail of an item needs, whatever the item is made of. */
export type DetailProps<Row> = {
  row: Row;
  actions: InboxActions;
  /** What the reply key goes to. */
  replyFocus: RefObject<HTMLElement | null>;
  onSnooze: () => void;
  onAssign: () => void;
  onLabel: () => void;
  /** What is being written below. */
  writing: Writing;
  /** Something else is written; `focused`: the hand goes to its field. */
  onWriting: (writing: Writing, focused?: boolean) => void;
  /** On how many items a note is written. */
  chosenItems: number;
  /** Whether the card of the person is open. */
  card: boolean;
  onCard: (open: boolean) => void;
  onBack: (() => void) | undefined;
  narrow: boolean;
  onReply: () => void;
  onLeaveReply: () => void;
};
