/** How a decision ends that the host may refuse: the refusal is said in a toast, and the list is read again. */
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { asIpcError } from "../host/errors";
import { useUndoToasts } from "./undo-toasts";

/** For `useMutation`; `queryKey` names what is read again. */
export function useSettle(queryKey: QueryKey) {
  const client = useQueryClient();
  return {
    onError: (cause: unknown) => useUndoToasts.getState().show({ message: asIpcError(cause).message }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  };
}
