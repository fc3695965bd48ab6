/** What the rows of the list stand for: threads of comments, conversations, and posts of others that tag an account. */
import type { FaceView, ItemRowView } from "../host/bindings";

type CommentFace = Extract<FaceView, { kind: "comment" }>;
type MessageFace = Extract<FaceView, { kind: "message" }>;
type TaggedPostFace = Extract<FaceView, { kind: "tagged_post" }>;

/** A row that is a thread, shown by one of its comments. */
export type ThreadRow = ItemRowView & { face: CommentFace };

/** A row that is a conversation, shown by one of its messages. */
export type ConversationRow = ItemRowView & { face: MessageFace };

/** A row that is a post of somebody else. */
export type TaggedPostRow = ItemRowView & { face: TaggedPostFace };

export const isThread = (row: ItemRowView): row is ThreadRow => row.face.kind === "comment";
export const isConversation = (row: ItemRowView): row is ConversationRow => row.face.kind === "message";
export const isTaggedPost = (row: ItemRowView): row is TaggedPostRow => row.face.kind === "tagged_post";
