/** The item under the hand: a thread of comments, a conversation, or a post of somebody else. */
import type { ItemRowView } from "../../host/bindings";
import { isConversation, isTaggedPost, isThread } from "../faces";
import { ConversationDetail } from "./ConversationDetail";
import type { DetailProps } from "./detail-props";
import { TaggedPostDetail } from "./TaggedPostDetail";
import { ThreadDetail } from "./ThreadDetail";

export function Detail({ row, ...rest }: DetailProps<ItemRowView>) {
  if (isThread(row)) return <ThreadDetail row={row} {...rest} />;
  if (isConversation(row)) return <ConversationDetail row={row} {...rest} />;
  if (isTaggedPost(row)) return <TaggedPostDetail row={row} {...rest} />;
  return null;
}
