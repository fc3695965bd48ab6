/** Begins a post: the way from every page into the composer. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { commands, type PostView } from "../host/bindings";
import { asIpcError } from "../host/errors";
import { keys } from "../host/keys";
import { queries } from "../host/queries";
import { useAccountFilter } from "../shell/account-filter";
import { useUndoToasts } from "../shell/undo-toasts";

const isEmpty = (post: PostView) =>
  post.state === "draft" && post.slides.length === 0 && post.caption.trim() === "";

/** A new draft, or the empty one there already is, opened in the composer. */
export function useNewDraft() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (): Promise<PostView> => {
      const { selected } = useAccountFilter.getState();
      const accounts = await client.ensureQueryData(queries.accounts);
      const offered = selected.length > 0 ? accounts.filter(({ id }) => selected.includes(id)) : accounts;
      const posts = await client.fetchQuery({ ...queries.posts, staleTime: 0 });
      const empty = posts.find((post) => isEmpty(post) && offered.some(({ id }) => id === post.account));
      if (empty) return empty;
      return commands.newDraft({ account: offered[0]?.id ?? "" });
    },
    onSuccess: async (post) => {
      client.setQueryData(keys.post(post.post), post);
      void client.invalidateQueries({ queryKey: keys.posts });
      await navigate({ to: "/composer", search: { post: post.post } });
    },
    onError: (cause) => useUndoToasts.getState().show({ message: asIpcError(cause).message }),
  });
}
