/** Files become slides: picked in a dialog or dropped on the window. */
import { useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { commands, events, type FilesDropped } from "../host/bindings";
import { keys } from "../host/keys";
import { useComposerState } from "./composer-state";
import { keptDraft } from "./use-draft";

type Source = {
  post: string;
  /** The drop that brought the files; a dialog asks for them when there is none. */
  drop?: number;
};

const ADD_SLIDES = ["add_slides"];

/** Whether files are on their way into the draft, also those that were let go before its page was opened. */
export function useAddingTo(post: string): boolean {
  const adding = useIsMutating({
    mutationKey: ADD_SLIDES,
    predicate: ({ state }) => (state.variables as Source | undefined)?.post === post,
  });
  return adding > 0;
}

export function useAddSlides() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: ADD_SLIDES,
    mutationFn: async ({ post, drop }: Source) => {
      // The program adds to what is saved. What cannot be saved is told where the draft is shown.
      await keptDraft(post)
        ?.flush()
        .catch(() => undefined);
      return drop === undefined ? commands.pickSlides({ post }) : commands.addDroppedSlides({ post, drop });
    },
    onSuccess: ({ post, refused }) => {
      keptDraft(post.post)?.added(post);
      client.setQueryData(keys.post(post.post), post);
      void client.invalidateQueries({ queryKey: keys.posts });
      useComposerState.getState().setRefused(post.post, refused);
    },
  });
}

/** Whether files hover over the window; `onDrop` is called when they are let go. */
export function useFileDrop(onDrop: (dropped: FilesDropped) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onDrop);
  latest.current = onDrop;
  useEffect(() => {
    const listening = [
      events.filesDragged.listen(({ payload }) => setOver(payload.over)),
      events.filesDropped.listen(({ payload }) => {
        setOver(false);
        latest.current(payload);
      }),
    ];
    return () => {
      for (const each of listening) void each.then((stop) => stop());
    };
  }, []);
  return over;
}
