import { useMutation, useQueryClient } from "@tanstack/react-query";
import { commands, type PostView } from "../host/bindings";
import { keys } from "../host/keys";
import { useUndoToasts } from "../shell/undo-toasts";

const calls = {
  retry: ({ post }: PostView) => commands.retryPost({ post }),
  check: ({ post }: PostView) => commands.checkPost({ post }),
  cancel: ({ post }: PostView) => commands.cancelPost({ post }),
  publishNow: ({ post, revision }: PostView) =>
    commands.publishPost({ post, revision, when: { kind: "now" } }),
  postAgain: ({ post }: PostView) => commands.postAgain({ post }),
  discard: ({ post }: PostView) => commands.discardPost({ post }),
  open: ({ post }: PostView) => commands.openPostOnInstagram({ post }),
} as const;

export type PostVerb = keyof typeof calls;

/** What a person can decide about a post. The list is read again after each, whatever came of it. */
export function usePostActions(post: PostView) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (verb: PostVerb) => {
      await calls[verb](post);
    },
    // A refusal stands on the card, unless the card goes with the post it was about.
    onError: ({ code, message }) => {
      if (code === "not_found") useUndoToasts.getState().show({ message });
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.posts }),
        client.invalidateQueries({ queryKey: keys.post(post.post) }),
      ]),
  });
}
