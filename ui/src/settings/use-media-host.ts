import { useMutation, useQueryClient } from "@tanstack/react-query";
import { commands, type MediaHostView, type SaveMediaHostForm } from "../host/bindings";
import { keys } from "../host/keys";

/** What a person can do with the media host; every answer is shown at once. */
export function useMediaHostActions() {
  const client = useQueryClient();
  const keep = (host: MediaHostView) => client.setQueryData(keys.mediaHost, host);
  const save = useMutation({
    mutationFn: (form: SaveMediaHostForm) => commands.saveMediaHost(form),
    onSuccess: keep,
  });
  const takeSecret = useMutation({
    mutationFn: () => commands.takeHostSecretFromClipboard(),
    onSuccess: keep,
  });
  const test = useMutation({
    mutationFn: () => commands.testMediaHost(),
    onSuccess: (last_test) =>
      client.setQueryData<MediaHostView>(keys.mediaHost, (old) => old && { ...old, last_test }),
  });
  const remove = useMutation({ mutationFn: () => commands.removeMediaHost(), onSuccess: keep });
  return { save, takeSecret, test, remove };
}

export type MediaHostActions = ReturnType<typeof useMediaHostActions>;
