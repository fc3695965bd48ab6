/** What the rows of the list stand for: threads of comments, and conversations. */
import type { FaceView, ItemRowView } from "../host/bindings";

type CommentFace = Extract<FaceView, { kind: "comment" }>;
type MessageFace = Extract<FaceView, { kind: "message" }>;

/** A row that is a thread, shown by one of its comments. */
export type ThreadRow = ItemRowView & { face: CommentFace };

/** A row that is a conversation, shown by one of its messages. */
export type ConversationRow = ItemRowView & { face: MessageFace };

export const isThread = (row: ItemRowView): row is ThreadRow => row.face.kind === "comment";
export const isConversation = (row: ItemRowView): row is ConversationRow => row.face.kind === "message";
