import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ActionView, commands } from "../host/bindings";
import { keys } from "../host/keys";
import { useSettle } from "../shell/use-settle";

/** What a person can decide about an action. A refused decision is said in a toast and the list is read again. */
export function useOutboxActions() {
  const client = useQueryClient();
  const settle = useSettle(keys.outbox);
  const undo = useMutation({
    mutationFn: ({ action }: ActionView) => commands.withdrawAction({ action }),
    ...settle,
  });
  const retry = useMutation({
    mutationFn: ({ action }: ActionView) => commands.retryAction({ action }),
    ...settle,
  });
  const discard = useMutation({
    mutationFn: ({ action }: ActionView) => commands.discardAction({ action }),
    ...settle,
  });
  const check = useMutation({
    mutationFn: ({ action }: ActionView) => commands.checkAction({ action }),
    ...settle,
  });
  const answerHold = useMutation({
    mutationFn: (release: boolean) => commands.answerHold({ release }),
    ...settle,
    // Posts are held and released together with actions.
    onSettled: () => Promise.all([settle.onSettled(), client.invalidateQueries({ queryKey: keys.posts })]),
  });
  return { undo, retry, discard, check, answerHold };
}
