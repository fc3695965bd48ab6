/** The item under the hand: a thread of comments, or a conversation. */
import type { ItemRowView } from "../../host/bindings";
import { isConversation, isThread } from "../faces";
import { ConversationDetail } from "./ConversationDetail";
import type { DetailProps } from "./detail-props";
import { ThreadDetail } from "./ThreadDetail";

export function Detail({ row, ...rest }: DetailProps<ItemRowView>) {
  if (isThread(row)) return <ThreadDetail row={row} {...rest} />;
  if (isConversation(row)) return <ConversationDetail row={row} {...rest} />;
  return null;
}
